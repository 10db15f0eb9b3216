import type { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { finished } from './finish.ts';
import type { Reply, Request } from './reply.ts';

export type Handler = (request: Request, context: Context) => Promise<Reply>;
/** What a failed request is answered with: pages show a page, endpoints a problem. */
export type Failure = 'malformed' | 'forbidden' | 'too_large' | 'unsupported_type' | 'unavailable' | 'failed';
/** A body parser of middy, whatever event type it declares. */
export type Parser = { readonly before?: ((request: never) => unknown) | undefined };

const BODY_MAX_BYTES = 16 * 1_024;

/** The middleware before every handler of ours: body limit and parser, an answer to each failure, and what every answer owes HTTP. */
export const stack = (
  logger: Logger,
  parser: Parser,
  answer: (failure: Failure, request: Request) => Reply,
  run: (request: Request) => Promise<Reply>,
): Handler => {
  const handler = middy<Request, Reply>()
    .before(({ event }) =>
      hasBody(event) && bytesOf(event) > BODY_MAX_BYTES
        ? finished(event, answer('too_large', event))
        : undefined,
    )
    .before((request) =>
      hasBody(request.event) ? (parser.before?.(request as never) as undefined) : undefined,
    )
    .onError((request) => {
      const failure = failureOf(request.error);
      if (failure === 'failed' || failure === 'unavailable')
        logger.error('request failed', described(request.error));
      request.response = finished(request.event, answer(failure, request.event));
    })
    .after((request) => {
      request.response = finished(request.event, request.response ?? {});
    })
    .handler(run);
  return handler as unknown as Handler;
};

const hasBody = ({ body }: Request): boolean => body !== undefined && body !== '';

const bytesOf = ({ body = '', isBase64Encoded }: Request): number =>
  Buffer.byteLength(body, isBase64Encoded ? 'base64' : 'utf8');

/** Errors that pass: asking again in a moment may well succeed, so they never become a refusal. */
const transient = new Set([
  'AbortError',
  'TimeoutError',
  'Unavailable',
  'ThrottlingException',
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'InternalServerError',
  'InternalServiceError',
  'ServiceUnavailable',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
]);

const HttpError = z.object({ statusCode: z.int().check(z.minimum(400), z.maximum(499)) });

function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return 'failed';
  if (transient.has(error.name) || ('code' in error && transient.has(String(error.code))))
    return 'unavailable';
  const http = HttpError.safeParse(error);
  if (!http.success) return 'failed';
  return http.data.statusCode === 415 ? 'unsupported_type' : 'malformed';
}

/** Errors whose text is our own words, or names of ours; any other text may quote the item it failed on. */
const quotesNobody = new Set(['Error', 'AccessDeniedException']);

/** What may be logged of an error: never its other properties, which can hold a person's item. */
const described = (error: unknown): Record<string, unknown> =>
  error instanceof Error
    ? {
        reason: error.name,
        ...(quotesNobody.has(error.name) && { detail: error.message }),
        stack: error.stack?.match(/^ +at .*$/gm)?.join('\n'),
      }
    : { reason: 'unknown' };
