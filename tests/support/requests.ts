import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import { expect } from 'vitest';
import { epochMs, type Instant } from '../../shared/domain/instant.ts';
import type { Reply, Request } from '../../shared/web/reply.ts';
import type { Handler } from '../../shared/web/stack.ts';
import { misdescribed } from './described.ts';
import { now as testNow } from './edition.ts';

export const siteUrl = 'http://localhost:3000';
export const quietLogger = new Logger({ logLevel: 'SILENT' });

type Asked = {
  /** As routes.ts writes it: `POST /v1/sessions/{sessionId}/registrations`. */
  readonly route: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>> | string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly now?: Instant;
};

/** A request as API Gateway delivers it (payload 2.0): JSON as text, forms in base64. */
export function aRequest({
  route,
  path = {},
  query = {},
  headers = {},
  body,
  now = testNow,
}: Asked): Request {
  const [method = 'GET', template = '/'] = route.split(' ');
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => path[name] ?? '');
  const parameters = new URLSearchParams(query);
  const isForm = body instanceof URLSearchParams;
  const text = isForm ? body.toString() : typeof body === 'string' ? body : JSON.stringify(body);
  const contentType = isForm ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    version: '2.0',
    routeKey: route,
    rawPath,
    rawQueryString: typeof query === 'string' ? query : parameters.toString(),
    queryStringParameters: Object.fromEntries(
      [...parameters.keys()].map((name) => [name, parameters.getAll(name).join(',')]),
    ),
    pathParameters: path,
    headers: {
      host: 'localhost:3000',
      ...(text !== undefined && { 'content-type': contentType }),
      ...headers,
    },
    ...(text !== undefined && { body: isForm ? Buffer.from(text).toString('base64') : text }),
    isBase64Encoded: isForm,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'localhost',
      domainPrefix: 'localhost',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'test-request',
      routeKey: route,
      stage: '$default',
      time: '',
      timeEpoch: epochMs(now),
    },
  };
}

const context = {
  awsRequestId: 'test',
  functionName: 'test',
  getRemainingTimeInMillis: () => 10_000,
} as Context;

/** What a handler answers, which for the JSON API is what its description says. */
export async function deliver(handler: Handler, request: Request): Promise<Reply> {
  const reply = await handler(request, context);
  if (!reply.isBase64Encoded) expect(misdescribed(request.routeKey, reply)).toEqual([]);
  return reply;
}

export const ask = (handler: Handler, asked: Asked): Promise<Reply> => deliver(handler, aRequest(asked));

export const bodyOf = (reply: Reply): Record<string, unknown> => JSON.parse(reply.body ?? '{}');
