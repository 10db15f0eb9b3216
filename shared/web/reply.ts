import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type Request = APIGatewayProxyEventV2;
export type Reply = APIGatewayProxyStructuredResultV2;

export type ProblemCode =
  | 'malformed'
  | 'forbidden'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_large'
  | 'unsupported_type'
  | 'invalid_input'
  | 'idempotency_key_required'
  | 'idempotency_key_reused'
  | 'no_such_session'
  | 'party_too_large'
  | 'sold_out'
  | 'not_open_yet'
  | 'closed'
  | 'cancelled'
  | 'by_application'
  | 'not_live'
  | 'slow_down'
  | 'unavailable'
  | 'failed';

export const json = (status: number, body: object): Reply => ({
  statusCode: status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(body),
});

/** A refusal as problem details (RFC 9457); `code` is stable, `detail` is for the developer who reads it. */
export const problem = (status: number, code: ProblemCode, detail: string, extra: object = {}): Reply => ({
  statusCode: status,
  headers: {
    'content-type': 'application/problem+json; charset=utf-8',
    ...(status === 429 || status === 503 ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {}),
  },
  body: JSON.stringify({ title: detail, status, code, ...extra }),
});

export const RETRY_AFTER_SECONDS = 5;

export const html = (status: number, body: string): Reply => ({
  statusCode: status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    ...(status === 503 ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {}),
  },
  body,
});

/** To the page that shows the outcome, so that reloading it sends nothing again. */
export const seeOther = (location: string): Reply => ({ statusCode: 303, headers: { location } });
