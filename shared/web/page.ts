import type { Logger } from '@aws-lambda-powertools/logger';
import httpUrlencodeBodyParser from '@middy/http-urlencode-body-parser';
import type { Language } from '../domain/language.ts';
import { html, type Reply, type Request } from './reply.ts';
import { type Failure, type Handler, type Parser, stack } from './stack.ts';

export type PageRequest = Omit<Request, 'body'> & { readonly body?: unknown };
export type ErrorStatus = 400 | 403 | 404 | 405 | 413 | 415 | 500 | 503;

export type PageSettings = {
  readonly logger: Logger;
  readonly siteUrl: string;
  readonly errorPage: (status: ErrorStatus, language: Language) => string;
};

const statuses: Record<Failure, ErrorStatus> = {
  malformed: 400,
  forbidden: 403,
  too_large: 413,
  unsupported_type: 415,
  unavailable: 503,
  failed: 500,
};

/** The stack in front of every page: form bodies, no posts from other sites, and an error page for each failure. */
export const page = (
  { logger, siteUrl, errorPage }: PageSettings,
  run: (request: PageRequest) => Promise<Reply>,
  parser: Parser = httpUrlencodeBodyParser(),
): Handler => {
  const answer = (failure: Failure, request: Request): Reply =>
    html(statuses[failure], errorPage(statuses[failure], languageOf(request)));
  return stack(logger, parser, answer, async (request) =>
    isCrossSitePost(request, siteUrl) ? answer('forbidden', request) : run(request),
  );
};

export const languageOf = ({ rawPath }: Pick<Request, 'rawPath'>): Language =>
  /^\/en(\/|$)/.test(rawPath) ? 'en' : 'fr';

function isCrossSitePost({ requestContext, headers }: Request, siteUrl: string): boolean {
  if (requestContext.http.method !== 'POST') return false;
  const { origin } = headers;
  return (
    headers['sec-fetch-site'] === 'cross-site' || (origin !== undefined && origin !== new URL(siteUrl).origin)
  );
}
