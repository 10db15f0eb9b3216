import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { RouteTarget } from './blueprint.ts';
import { decodedPath, httpEvent } from './http-event.ts';
import { routeTable } from './route-match.ts';
import type { Outcome } from './worker.ts';

type GatewaySettings = {
  readonly routes: readonly RouteTarget[];
  readonly invoke: (functionName: string, event: unknown, requestId: string) => Promise<Outcome>;
  readonly now: () => number;
};

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const largestBody = 10 * 1024 * 1024;
const largestHead = 10_240;
const longestWaitMs = 30_000;

/** The HTTP API in front of the functions, with its limits and its own answers. */
export function httpApi({ routes, invoke, now }: GatewaySettings): RequestListener {
  const match = routeTable(routes.map(({ key, functionName }) => ({ key, target: functionName })));

  return (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      if (incoming.destroyed || response.headersSent) response.destroy();
      else refuse(response, 500, `Internal Server Error: ${error}`);
    });
  };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomBytes(11).toString('base64');
    response.setHeader('apigw-requestid', requestId);
    response.setHeader('date', new Date(now()).toUTCString());
    const { method = 'GET', url = '/', rawHeaders, httpVersion, socket } = incoming;
    if (url.length + rawHeaders.join('').length > largestHead) {
      return refuse(response, 431, 'Request Header Fields Too Large');
    }
    const path = decodedPath(url);
    if (path === undefined) return refuse(response, 400, 'Bad Request');
    const body = await limitedBody(incoming);
    if (body === 'too large') return refuse(response, 413, 'Request Entity Too Large');
    const route = match(method, path);
    if (route === undefined) return refuse(response, 404, 'Not Found');

    const { key: routeKey, target, pathParameters } = route;
    const sourceIp = socket.remoteAddress?.replace('::ffff:', '') ?? '127.0.0.1';
    const event = httpEvent(
      { method, url, rawHeaders, httpVersion, body, sourceIp },
      { routeKey, pathParameters, requestId, epochMs: now() },
    );
    const outcome = await within(longestWaitMs, invoke(target, event, requestId));
    if (outcome === 'late') return refuse(response, 503, 'Service Unavailable');
    if (!outcome.ok) return refuse(response, 500, 'Internal Server Error');
    answer(response, JSON.parse(outcome.payload), method);
  }
}

const structured = z.object({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

function answer(response: ServerResponse, value: unknown, method: string): void {
  const bare = typeof value !== 'object' || value === null || !('statusCode' in value);
  const shaped = structured.safeParse(
    bare
      ? { statusCode: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) }
      : value,
  );
  if (!shaped.success) {
    refuse(response, 500, 'Internal Server Error');
    return;
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = shaped.data;
  const content = Buffer.from(body ?? '', isBase64Encoded === true ? 'base64' : 'utf8');
  response.statusCode = statusCode;
  response.setHeader('content-type', 'text/plain;charset=UTF-8');
  for (const [name, header] of Object.entries(headers ?? {})) response.setHeader(name, String(header));
  if (cookies != null && cookies.length > 0) response.setHeader('set-cookie', cookies);
  if (statusCode !== 204 && statusCode !== 304) response.setHeader('content-length', content.length);
  else response.removeHeader('content-type');
  response.end(method === 'HEAD' ? undefined : content);
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}

async function limitedBody(incoming: IncomingMessage): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length <= largestBody) chunks.push(chunk); // the rest is read and dropped, so that the answer arrives
  }
  return length > largestBody ? 'too large' : Buffer.concat(chunks);
}

function within<Value>(milliseconds: number, value: Promise<Value>): Promise<Value | 'late'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('late'), milliseconds);
    value.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
