import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { place } from './place.ts';

export type HttpRequest = {
  readonly method: string;
  /** As in the request line: still encoded. */
  readonly url: string;
  readonly httpVersion: string;
  /** Name and value in turn, as they came. */
  readonly rawHeaders: readonly string[];
  readonly body: Buffer;
  readonly sourceIp: string;
};
type Circumstances = {
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>> | undefined;
  readonly requestId: string;
  readonly epochMs: number;
};

/** The path as routes see it, or `undefined` where the percent-encoding is broken. */
export function decodedPath(url: string): string | undefined {
  try {
    return decodeURIComponent(url.replace(/\?.*/s, ''));
  } catch {
    return undefined;
  }
}

/** The event of payload format 2.0, which has its own ways: the path is decoded, cookies stand apart, repeats are joined. */
export function httpEvent(request: HttpRequest, circumstances: Circumstances): APIGatewayProxyEventV2 {
  const { method, url, body, sourceIp, httpVersion } = request;
  const { routeKey, pathParameters, requestId, epochMs } = circumstances;
  const rawQueryString = url.includes('?') ? url.slice(url.indexOf('?') + 1) : '';
  const rawPath = decodedPath(url) ?? '/';
  const { headers, cookies } = gather(request.rawHeaders);
  const queryStringParameters = joinRepeats(new URLSearchParams(rawQueryString));
  const isBase64Encoded = body.length > 0 && !isText(headers['content-type']);

  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    ...(cookies.length > 0 && { cookies }),
    headers: { ...headers, 'x-forwarded-for': sourceIp, 'x-forwarded-proto': 'http' },
    ...(Object.keys(queryStringParameters).length > 0 && { queryStringParameters }),
    requestContext: {
      accountId: place.account,
      apiId: 'local',
      domainName: (headers.host ?? 'localhost').replace(/:\d+$/, ''),
      domainPrefix: 'local',
      http: {
        method,
        path: rawPath,
        protocol: `HTTP/${httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: accessLogTime(epochMs),
      timeEpoch: epochMs,
    },
    ...(body.length > 0 && { body: body.toString(isBase64Encoded ? 'base64' : 'utf8') }),
    ...(pathParameters !== undefined && { pathParameters: { ...pathParameters } }),
    isBase64Encoded,
  };
}

function gather(raw: readonly string[]): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index]?.toLowerCase(), raw[index + 1]];
    if (name === 'cookie') cookies.push(...value.split(/;\s*/).filter((it) => it !== ''));
    else headers[name] = name in headers ? `${headers[name]},${value}` : value;
  }
  return { headers, cookies };
}

function joinRepeats(parameters: URLSearchParams): Record<string, string> {
  const joined = new Map<string, string>();
  for (const [name, value] of parameters)
    joined.set(name, joined.has(name) ? `${joined.get(name)},${value}` : value);
  return Object.fromEntries(joined);
}

/** Everything else arrives in base64, forms of browsers among it. */
const isText = (contentType = ''): boolean =>
  /^\s*(text\/|application\/(json|javascript|xml|[^;]*\+(json|xml))\s*(;|$))/i.test(contentType);

/** `18/Oct/2027:07:00:00 +0000` */
function accessLogTime(epochMs: number): string {
  const [, day, month, year, time] = new Date(epochMs).toUTCString().split(/,? /);
  return `${day}/${month}/${year}:${time} +0000`;
}
