import type { Logger } from '@aws-lambda-powertools/logger';
import type { Clock } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import type { Store } from '../../shared/store/client.ts';
import { openApi } from '../../shared/web/api/document.ts';
import { findAsset, successorOf } from '../../shared/web/assets.ts';
import { byRoute } from '../../shared/web/by-route.ts';
import { endpoint } from '../../shared/web/endpoint.ts';
import { errorPage } from '../../shared/web/error-page.tsx';
import { languageOf, page } from '../../shared/web/page.ts';
import { publicSource } from '../../shared/web/public-source.ts';
import { html, json, seeOther } from '../../shared/web/reply.ts';
import { routes } from '../routes.ts';
import { elsewhere } from './elsewhere.ts';
import { eventEndpoints } from './events-json.ts';
import { feeds } from './feeds.ts';
import { publicPages } from './pages.ts';

export type Dependencies = {
  readonly store: Store;
  readonly keys: () => Promise<Keys>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly siteUrl: string;
  readonly version: string;
  readonly timeLimit: () => AbortSignal;
};

/** What anyone may read. */
export function programme({ keys, version, ...dependencies }: Dependencies) {
  const { logger, siteUrl } = dependencies;
  const source = publicSource(dependencies);
  const settings = { logger, siteUrl };
  return byRoute({
    ...publicPages({ ...settings, source, keys }),
    ...eventEndpoints({ ...settings, source, keys }),
    ...feeds({ ...settings, source }),
    'GET /v1/openapi.json': endpoint(logger, async () =>
      json(200, openApi({ routes: routes.map(({ key }) => key), siteUrl, version })),
    ),
    'GET /health': endpoint(logger, async () => json(200, { status: 'ok', version })),
    'GET /assets/{file}': page({ ...settings, errorPage }, async (request) => {
      const { file = '' } = request.pathParameters ?? {};
      const asset = findAsset(file);
      if (asset !== undefined)
        return { statusCode: 200, headers: { 'content-type': asset.type }, body: asset.body };
      const successor = successorOf(file);
      return successor === undefined ? html(404, errorPage(404, languageOf(request))) : seeOther(successor);
    }),
    $default: elsewhere(settings),
  });
}
