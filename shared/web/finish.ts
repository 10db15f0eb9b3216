import { revalidated, withCaching } from './caching.ts';
import { compressed, negotiated } from './compression.ts';
import type { Reply, Request } from './reply.ts';
import { secured } from './security-headers.ts';

/** What every answer of ours owes HTTP: security, how long it may be kept, 304 to whoever holds it, compression. */
export const finished = (request: Request, reply: Reply): Reply =>
  compressed(request, revalidated(request, withCaching(request, negotiated(secured(reply)))));
