import { errorPage } from '../../shared/web/error-page.tsx';
import { languageOf, type PageSettings, page } from '../../shared/web/page.ts';
import { html, problem, type Reply } from '../../shared/web/reply.ts';
import type { Handler } from '../../shared/web/stack.ts';
import { routes } from '../routes.ts';

/** Whatever no other route takes: what is allowed here, 405 where only the method is wrong, otherwise 404. */
export const elsewhere = (settings: Omit<PageSettings, 'errorPage'>): Handler => {
  const answer = page({ ...settings, errorPage }, async (request): Promise<Reply> => {
    const { rawPath } = request;
    const allowed = methodsOf(rawPath);
    if (request.requestContext.http.method === 'OPTIONS' && allowed.length > 0)
      return { statusCode: 204, headers: { allow: [...allowed, 'OPTIONS'].join(', ') } };
    const status = allowed.length === 0 ? 404 : 405;
    const reply = rawPath.startsWith('/v1/')
      ? asProblem[status]()
      : html(status, errorPage(status, languageOf(request)));
    return status === 404 ? reply : { ...reply, headers: { ...reply.headers, allow: allowed.join(', ') } };
  });
  return ({ body: _unread, ...request }, context) => answer(request, context);
};

const asProblem = {
  404: () => problem(404, 'not_found', 'There is nothing here'),
  405: () => problem(405, 'method_not_allowed', 'This method is not allowed here'),
};

const known = routes.flatMap(({ key }) => {
  const [method = '', path] = key.split(' ');
  return path === undefined
    ? []
    : [{ method, pattern: new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`) }];
});

const methodsOf = (path: string): readonly string[] =>
  known.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
