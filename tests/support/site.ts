import type { Logger } from '@aws-lambda-powertools/logger';
import { myRegistration } from '../../functions/my-registration/my-registration.ts';
import { programme } from '../../functions/programme/programme.ts';
import { registration } from '../../functions/registration/registration.ts';
import { type Route, routes } from '../../functions/routes.ts';
import { decodedPath, httpEvent } from '../../infra/local/http-event.ts';
import { routeTable } from '../../infra/local/route-match.ts';
import { epochMs, type Instant } from '../../shared/domain/instant.ts';
import type { Store } from '../../shared/store/client.ts';
import type { Reply } from '../../shared/web/reply.ts';
import type { Handler } from '../../shared/web/stack.ts';
import { testKeys, now as testNow } from './edition.ts';
import { deliver, quietLogger, siteUrl } from './requests.ts';

export type Sent = {
  readonly method?: string;
  /** As in the request line: still encoded. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly now?: Instant;
};

/** Which route took a request, and what its handler answered. */
export type Answered = { readonly route: string; readonly reply: Reply };

/** Every deployed function behind the gateway's own routing and event, in this process; `undefined` is the gateway's refusal. */
export function aSite(store: Store, { logger = quietLogger }: { readonly logger?: Logger } = {}) {
  const dependencies = {
    store,
    keys: async () => testKeys,
    clock: () => testNow,
    logger,
    siteUrl,
    version: 'test',
    timeLimit: () => AbortSignal.timeout(10_000),
  };
  const handlers: Readonly<Record<Route['folder'], Handler>> = {
    programme: programme(dependencies),
    registration: registration(dependencies),
    'my-registration': myRegistration(dependencies),
  };
  const match = routeTable(routes.map(({ key, folder }) => ({ key, target: folder })));
  let requests = 0;

  return async function send(sent: Sent): Promise<Answered | undefined> {
    const { method = 'GET', url, headers = {}, body = '', now = testNow } = sent;
    const path = decodedPath(url);
    const route = path === undefined ? undefined : match(method, path);
    if (route === undefined) return undefined;
    requests += 1;
    const event = httpEvent(
      {
        method,
        url,
        httpVersion: '1.1',
        rawHeaders: ['host', new URL(siteUrl).host, ...Object.entries(headers).flat()],
        body: Buffer.from(body),
        sourceIp: '127.0.0.1',
      },
      {
        routeKey: route.key,
        pathParameters: route.pathParameters,
        requestId: `request-${requests}`,
        epochMs: epochMs(now),
      },
    );
    return { route: route.key, reply: await deliver(handlers[route.target], event) };
  };
}

export const formType = { 'content-type': 'application/x-www-form-urlencoded' };
export const jsonType = { 'content-type': 'application/json' };
