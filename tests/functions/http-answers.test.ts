import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { programme } from '../../functions/programme/programme.ts';
import { routes } from '../../functions/routes.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { assetPath } from '../../shared/web/assets.ts';
import { caching } from '../../shared/web/caching.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { ask, quietLogger, siteUrl } from '../support/requests.ts';

const freshStore = useEngine();

async function setup() {
  const store = await freshStore();
  const session = aSession();
  await storeProgramme(store, [
    anEvent({ description: { fr: 'Apporter un devis récent. '.repeat(40) } }),
    session,
  ]);
  await createBlocks(store, session.id, session.capacity);
  const handler = programme({
    store,
    keys: async () => testKeys,
    clock: () => now,
    logger: quietLogger,
    siteUrl,
    version: 'test-version',
    timeLimit: () => AbortSignal.timeout(3_000),
  });
  const get = (route: string, headers: Record<string, string> = {}, path: Record<string, string> = {}) =>
    ask(handler, { route, headers, path: { slug: 'atelier-ia', outcome: 'confirmee', ...path } });
  return { get };
}

const kept = Object.entries(caching).flatMap(([route, policy]) =>
  policy === 'never' ? [] : [[route, policy] as const],
);

describe('compression', () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

  it.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['br', 'br, gzip'],
    ['gzip', 'gzip'],
    ['gzip', 'br;q=0, GZIP'],
    ['gzip', 'br;q=0.1, gzip;q=0.9'],
    ['br', '*'],
  ] as const)('is by %s for who accepts “%s”', async (encoding, accepted) => {
    const { get } = await setup();
    const plain = await get('GET /');
    const { headers, body = '', isBase64Encoded } = await get('GET /', { 'accept-encoding': accepted });
    expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' });
    expect(isBase64Encoded).toBe(true);
    const packed = Buffer.from(body, 'base64');
    expect(decoders[encoding](packed).toString()).toBe(plain.body);
    expect(packed.length).toBeLessThan((plain.body ?? '').length / 2);
  });

  it.each([undefined, 'identity', 'gzip;q=0', 'zstd', 'br;q=none'])(
    'is left out for who accepts “%s”, and a cache knows',
    async (accepted) => {
      const { get } = await setup();
      const { headers, isBase64Encoded } = await get(
        'GET /',
        accepted ? { 'accept-encoding': accepted } : {},
      );
      expect(headers).not.toHaveProperty('content-encoding');
      expect(headers).toMatchObject({ vary: 'accept-encoding' });
      expect(isBase64Encoded).not.toBe(true);
    },
  );

  it('is left out where it saves nothing', async () => {
    const { get } = await setup();
    const { headers, body } = await get('GET /health', { 'accept-encoding': 'br' });
    expect(headers).not.toHaveProperty('content-encoding');
    expect(body).toContain('ok');
  });

  it.each([
    'GET /programme.ics',
    'GET /programme.json',
    'GET /sitemap.xml',
    'GET /v1/events',
    'GET /v1/events/{slug}',
  ])('serves %s, too', async (route) => {
    const { get } = await setup();
    expect((await get(route, { 'accept-encoding': 'br' })).headers).toHaveProperty('content-encoding', 'br');
  });

  it('makes pages of errors small as well', async () => {
    const { get } = await setup();
    const reply = await get('GET /evenements/{slug}', { 'accept-encoding': 'br' }, { slug: 'inconnu' });
    expect(reply).toMatchObject({ statusCode: 404, headers: { 'content-encoding': 'br' } });
  });

  it('answers HEAD with the headers of GET', async () => {
    const { get } = await setup();
    const accepting = { 'accept-encoding': 'br' };
    expect((await get('HEAD /', accepting)).headers).toEqual((await get('GET /', accepting)).headers);
  });
});

describe('an answer that is still good', () => {
  const file = assetPath.stylesheet.replace('/assets/', '');
  const unchanging = kept.map(([route]) => route).filter((route) => route !== 'GET /evenements/{slug}'); // its form token is fresh

  it.each(unchanging)('to %s is not sent again', async (route) => {
    const { get } = await setup();
    const first = await get(route, {}, { file });
    const etag = String(first.headers?.etag);
    const again = await get(
      route,
      { 'if-none-match': `"other", ${etag}`, 'accept-encoding': 'br' },
      { file },
    );
    expect(again).toMatchObject({ statusCode: 304, headers: { etag, vary: 'accept-encoding' } });
    expect(again.headers).toHaveProperty('cache-control', first.headers?.['cache-control']);
    expect(again.headers).not.toHaveProperty('content-type');
    expect(again.headers).not.toHaveProperty('content-encoding');
    expect(again.body).toBeUndefined();
  });

  it('is recognised by a strong tag, by a star and by HEAD', async () => {
    const { get } = await setup();
    const etag = String((await get('GET /')).headers?.etag);
    for (const held of [etag.replace('W/', ''), '*'])
      expect((await get('GET /', { 'if-none-match': held })).statusCode).toBe(304);
    expect((await get('HEAD /', { 'if-none-match': etag })).statusCode).toBe(304);
  });

  it('is sent whole to who holds another content, or nothing', async () => {
    const { get } = await setup();
    const other = String((await get('GET /en')).headers?.etag);
    expect((await get('GET /', { 'if-none-match': other })).statusCode).toBe(200);
    expect((await get('GET /')).statusCode).toBe(200);
  });

  it('has the same tag in each encoding', async () => {
    const { get } = await setup();
    const tags = await Promise.all(
      ['br', 'gzip', 'identity'].map(
        async (accepted) => (await get('GET /', { 'accept-encoding': accepted })).headers?.etag,
      ),
    );
    expect(new Set(tags).size).toBe(1);
    expect(tags[0]).toMatch(/^W\/"[\w-]{22}"$/);
  });

  it('never is a refusal', async () => {
    const { get } = await setup();
    const { statusCode, headers } = await get(
      'GET /evenements/{slug}',
      { 'if-none-match': '*' },
      { slug: 'inconnu' },
    );
    expect(statusCode).toBe(404);
    expect(headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(headers).not.toHaveProperty('etag');
  });
});

describe('how long an answer may be kept', () => {
  const inFrench = routes.filter(({ key }) => key.startsWith('GET ') && !/^GET \/en(\/|$)/.test(key));

  it('is stated for everything that anyone may read, and for nothing else', () => {
    const readByAnyone = inFrench.filter(({ caller }) => caller === 'anyone').map(({ key }) => key);
    expect(readByAnyone.sort()).toEqual(Object.keys(caching).sort());
  });

  it.each(kept)('%s: %s', async (route, policy) => {
    const { get } = await setup();
    const file = assetPath.stylesheet.replace('/assets/', '');
    const said = {
      seats: 'public, max-age=30, s-maxage=10, stale-while-revalidate=60',
      programme: 'public, max-age=300, s-maxage=300, stale-while-revalidate=600',
      forEver: 'public, max-age=31536000, immutable',
    };
    const { statusCode, headers } = await get(route, {}, { file });
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({ 'cache-control': said[policy] });
  });

  it.each([
    ['GET /en', 'GET /'],
    ['GET /en/evenements/{slug}', 'GET /evenements/{slug}'],
  ])('is for %s what it is for %s', async (english, french) => {
    const { get } = await setup();
    const [one, other] = await Promise.all([get(english), get(french)]);
    expect(one.headers?.['cache-control']).toBe(other.headers?.['cache-control']);
    expect(one.headers).toHaveProperty('etag');
  });

  it('is nothing for what is alive now', async () => {
    const { get } = await setup();
    expect((await get('GET /health')).headers).toMatchObject({ 'cache-control': 'no-store' });
  });
});
