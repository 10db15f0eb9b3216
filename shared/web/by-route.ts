import type { Context } from 'aws-lambda';
import type { Reply, Request } from './reply.ts';
import type { Handler } from './stack.ts';

/** One handler per route as routes.ts writes it in French: HEAD is its GET, `/en/…` its French path. */
export const byRoute =
  (handlers: Readonly<Record<string, Handler>>): Handler =>
  (request: Request, context: Context): Promise<Reply> => {
    const handler = handlers[frenchKey(request.routeKey)] ?? handlers.$default;
    if (handler === undefined) throw new Error(`No handler for route ${request.routeKey}`);
    return handler(request, context);
  };

/** The key of the route in French that answers this one. */
export const frenchKey = (routeKey: string): string =>
  routeKey
    .replace(/^HEAD /, 'GET ')
    .replace(/ \/en(?=\/|$)/, ' ')
    .replace(/ $/, ' /');
