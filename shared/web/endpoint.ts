import type { Logger } from '@aws-lambda-powertools/logger';
import httpJsonBodyParser from '@middy/http-json-body-parser';
import { problem, type Reply, type Request } from './reply.ts';
import { type Failure, type Handler, stack } from './stack.ts';

export type JsonRequest = Omit<Request, 'body'> & { readonly body?: unknown };

/** The stack in front of every JSON endpoint: each failure is a problem+json. */
export const endpoint = (logger: Logger, run: (request: JsonRequest) => Promise<Reply>): Handler =>
  stack(logger, httpJsonBodyParser(), (failure) => refusals[failure](), run);

const refusals: Record<Failure, () => Reply> = {
  malformed: () => problem(400, 'malformed', 'The body is not valid JSON'),
  forbidden: () => problem(403, 'forbidden', 'This request came from another site'),
  too_large: () => problem(413, 'too_large', 'The body is larger than 16 kB'),
  unsupported_type: () => problem(415, 'unsupported_type', 'Send application/json'),
  unavailable: () =>
    problem(
      503,
      'unavailable',
      'Please try again in a moment with the same Idempotency-Key; nothing is lost',
    ),
  failed: () => problem(500, 'failed', 'Something went wrong on our side'),
};
