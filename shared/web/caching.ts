import { createHash } from 'node:crypto';
import { frenchKey } from './by-route.ts';
import type { Reply, Request } from './reply.ts';

const policies = {
  /** Shows seats left, which change, and a form whose token is everybody's and lives for a day. */
  seats: 'public, max-age=30, s-maxage=10, stale-while-revalidate=60',
  /** Changes with an import or a new version. A page must not outlive its stylesheet by much. */
  programme: 'public, max-age=300, s-maxage=300, stale-while-revalidate=600',
  /** The content is in the name. */
  forEver: 'public, max-age=31536000, immutable',
  never: 'no-store',
} as const;

/** How long what anyone may read may be kept, by its French route; every other answer, and every refusal, never is. */
export const caching: Readonly<Record<string, keyof typeof policies>> = {
  'GET /': 'seats',
  'GET /evenements/{slug}': 'seats',
  'GET /evenements/{slug}/inscriptions/{outcome}': 'seats',
  'GET /v1/events': 'seats',
  'GET /v1/events/{slug}': 'seats',
  'GET /v1/openapi.json': 'programme',
  'GET /programme.json': 'programme',
  'GET /programme.ics': 'programme',
  'GET /evenements/{slug}/agenda.ics': 'programme',
  'GET /sitemap.xml': 'programme',
  'GET /robots.txt': 'programme',
  'GET /confidentialite': 'programme',
  'GET /accessibilite': 'programme',
  'GET /mentions-legales': 'programme',
  'GET /assets/{file}': 'forEver',
  'GET /health': 'never',
  'GET /mes-inscriptions': 'never',
  'GET /mes-inscriptions/envoye': 'never',
};

/** Says how long an answer may be kept; one that everybody may keep is named by its content as well. */
export function withCaching({ routeKey }: Request, reply: Reply): Reply {
  const policy = (reply.statusCode === 200 && caching[frenchKey(routeKey)]) || 'never';
  return {
    ...reply,
    headers: {
      'cache-control': policies[policy],
      ...(policy !== 'never' && { etag: tagOf(reply) }),
      ...reply.headers,
    },
  };
}

/** Answers 304 to whoever holds this very content. */
export function revalidated({ headers }: Request, reply: Reply): Reply {
  const tag = reply.headers?.etag;
  const held = headers['if-none-match'];
  if (tag === undefined || held === undefined) return reply;
  if (held.trim() !== '*' && !held.split(',').some((one) => opaque(one) === opaque(String(tag))))
    return reply;
  const { 'content-type': _type, ...rest } = reply.headers ?? {};
  return { statusCode: 304, headers: rest };
}

/** Weak: the same for every encoding the content is sent in. */
const tagOf = ({ body = '' }: Reply): string =>
  `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;

const opaque = (tag: string): string => tag.trim().replace(/^W\//, '');
