import { describe, expect, it } from 'vitest';
import { programme } from '../../functions/programme/programme.ts';
import type { EventSlug } from '../../shared/domain/ids.ts';
import { plus } from '../../shared/domain/instant.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import type { Store } from '../../shared/store/client.ts';
import { assetPath } from '../../shared/web/assets.ts';
import { checkFormToken } from '../../shared/web/form-token.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { ask, bodyOf, quietLogger, siteUrl } from '../support/requests.ts';

const freshStore = useEngine();
const SECRET = 'https://visio.example.org/secret-room';

async function setup(...entries: readonly (readonly [EventDetails, ...Session[]])[]) {
  const store = await freshStore();
  const listed = entries.length === 0 ? [[anEvent(), aSession()] as const] : entries;
  await storeProgramme(store, ...listed);
  for (const [, ...sessions] of listed)
    for (const { id, capacity } of sessions) await createBlocks(store, id, capacity);
  return { store, ...on(store) };
}

const on = (store: Store) => {
  const handler = programme({
    store,
    keys: async () => testKeys,
    clock: () => now,
    logger: quietLogger,
    siteUrl,
    version: 'test-version',
    timeLimit: () => AbortSignal.timeout(3_000),
  });
  const get = (route: string, path: Record<string, string> = {}) => ask(handler, { route, path });
  const event = (slug = 'atelier-ia', language = '') => get(`GET ${language}/evenements/{slug}`, { slug });
  return { handler, get, event };
};

describe('the programme page', () => {
  it('shows the days to come with hours, title, place and seats', async () => {
    const { get } = await setup();
    const { statusCode, headers, body } = await get('GET /');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'cache-control': expect.stringMatching(/^public, max-age=30,/),
      'content-type': 'text/html; charset=utf-8',
    });
    for (const text of ['lundi <b>8</b> novembre', '9\u00a0h', 'Atelier IA', 'Nancy', 'Places disponibles'])
      expect(body).toContain(text);
  });

  it('speaks English under /en', async () => {
    const { get } = await setup();
    const { body } = await get('GET /en');
    expect(body).toContain('<html lang="en">');
    expect(body).toContain('AI workshop: faster quotes');
    expect(body).toContain('href="/en/evenements/atelier-ia"');
  });

  it('leaves out what is not published', async () => {
    const draft = anEvent({ slug: 'brouillon', published: false, title: { fr: 'Brouillon secret' } });
    const { get, event } = await setup(
      [anEvent(), aSession()],
      [draft, aSession({ id: 'brouillon--s1', event: 'brouillon' })],
    );
    expect((await get('GET /')).body).not.toContain('Brouillon secret');
    expect((await event('brouillon')).statusCode).toBe(404);
  });

  it('asks to try again before anything is imported', async () => {
    const { statusCode, headers } = await on(await freshStore()).get('GET /');
    expect(statusCode).toBe(503);
    expect(headers).toHaveProperty('retry-after');
  });
});

describe('the event page', () => {
  it('carries a form whose token is good for this event for a day', async () => {
    const { event } = await setup();
    const [, token = ''] = /name="token" value="([^"]+)"/.exec((await event()).body ?? '') ?? [];
    expect(checkFormToken(testKeys, 'atelier-ia' as EventSlug, token, plus(now, { hours: 23 }))).toBe('ok');
  });

  it('sets no cookie, runs no script, has no inline style and may not be framed', async () => {
    const { event } = await setup();
    const { body, headers } = await event();
    expect(headers).not.toHaveProperty('set-cookie');
    expect(body).not.toMatch(/<script(?! type="application\/ld\+json">)|<style| style=| on\w+=/);
    expect(headers?.['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it('never shows the link to join online', async () => {
    const online = anEvent({ attendanceMode: 'online', onlineAccessLink: SECRET, venue: undefined });
    const { event, get } = await setup([online, aSession({ online: true })]);
    const replies = await Promise.all([
      event(),
      event('atelier-ia', '/en'),
      get('GET /'),
      get('GET /v1/events'),
      get('GET /v1/events/{slug}', { slug: 'atelier-ia' }),
    ]);
    for (const { statusCode, body } of replies) {
      expect(statusCode).toBe(200);
      expect(body).not.toContain('visio.example.org');
    }
  });

  it('of a cancelled event names others, with the seats they have', async () => {
    const at = ['2027-11-08T14:00:00+01:00', '2027-11-08T15:00:00+01:00'] as const;
    const { event } = await setup(
      [anEvent({ status: 'cancelled' }), aSession()],
      [anEvent({ slug: 'autre' }), aSession({ id: 'autre--s1', event: 'autre', at, capacity: 3 })],
    );
    expect((await event()).body).toMatch(/href="\/evenements\/autre".*Plus que 3/);
  });

  it('does not exist for an unknown slug', async () => {
    const { event } = await setup();
    const { statusCode, body } = await event('inconnu');
    expect(statusCode).toBe(404);
    expect(body).toContain('Cette page n’existe pas');
  });
});

describe('outcome pages', () => {
  it.each([
    ['confirmee', 'C’est réservé'],
    ['a-confirmer', 'confirmez votre adresse'],
    ['en-attente', 'liste d’attente'],
  ])('%s says what happened, to everybody alike', async (outcome, text) => {
    const { get } = await setup();
    const route = 'GET /evenements/{slug}/inscriptions/{outcome}';
    const { statusCode, body } = await get(route, { slug: 'atelier-ia', outcome });
    expect(statusCode).toBe(200);
    expect(body).toContain(text);
    expect(body).toContain('Rien reçu');
  });

  it('an unknown outcome is no page', async () => {
    const { get } = await setup();
    const { statusCode } = await get('GET /evenements/{slug}/inscriptions/{outcome}', {
      slug: 'atelier-ia',
      outcome: 'gagnee',
    });
    expect(statusCode).toBe(404);
  });
});

describe('the JSON programme', () => {
  it('tells sessions in Paris time, with seats left only when they are few', async () => {
    const many = aSession();
    const few = aSession({
      id: 'atelier-ia--s2',
      capacity: 3,
      at: ['2027-10-20T14:00:00+02:00', '2027-10-20T15:00:00+02:00'],
    });
    const { get } = await setup([anEvent(), few, many]);
    const { events } = bodyOf(await get('GET /v1/events')) as { events: { sessions: object[] }[] };
    expect(events[0]?.sessions).toEqual([
      expect.objectContaining({
        id: few.id,
        begin: '2027-10-20T14:00:00+02:00',
        availability: 'few',
        seatsLeft: 3,
      }),
      expect.objectContaining({
        id: many.id,
        begin: '2027-11-08T09:00:00+01:00',
        end: '2027-11-08T10:30:00+01:00',
        availability: 'plenty',
      }),
    ]);
    expect(events[0]?.sessions[1]).not.toHaveProperty('seatsLeft');
  });

  it('answers a problem for an unknown event', async () => {
    const { get } = await setup();
    const reply = await get('GET /v1/events/{slug}', { slug: 'inconnu' });
    expect(reply.statusCode).toBe(404);
    expect(bodyOf(reply)).toMatchObject({ code: 'not_found' });
  });
});

describe('everything else', () => {
  it('serves the stylesheet under the name of its content, for ever', async () => {
    const { get } = await setup();
    const file = assetPath.stylesheet.replace('/assets/', '');
    const { headers, body } = await get('GET /assets/{file}', { file });
    expect(headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(body).toContain('prefers-color-scheme');
    expect((await get('GET /assets/{file}', { file: 'autre.css' })).statusCode).toBe(404);
  });

  it('leads a page of an earlier version to the stylesheet of today', async () => {
    const { get } = await setup();
    const { statusCode, headers } = await get('GET /assets/{file}', { file: '0123456789ab.css' });
    expect(statusCode).toBe(303);
    expect(headers).toMatchObject({ location: assetPath.stylesheet, 'cache-control': 'no-store' });
  });

  it('says which build is alive', async () => {
    const { get } = await setup();
    expect(bodyOf(await get('GET /health'))).toEqual({ status: 'ok', version: 'test-version' });
  });

  it.each(['confidentialite', 'accessibilite', 'mentions-legales'])(
    'has the page %s in both languages',
    async (notice) => {
      const { get } = await setup();
      for (const language of ['', '/en']) {
        const { statusCode, body } = await get(`GET ${language}/${notice}`);
        expect(statusCode).toBe(200);
        expect(body).toContain('bonjour@example.org');
      }
    },
  );

  it.each([
    ['an unknown page', 'GET', '/nulle-part', 404, 'text/html'],
    ['what only looks like a feed', 'GET', '/programmeXics', 404, 'text/html'],
    ['an unknown address of the API', 'GET', '/v1/nowhere', 404, 'application/problem+json'],
    ['another method on a page', 'DELETE', '/evenements/atelier-ia', 405, 'text/html'],
    ['another method on the API', 'PUT', '/v1/events', 405, 'application/problem+json'],
  ])('%s is answered %s %s with %i', async (_, method, path, status, type) => {
    const { handler } = await setup();
    const request = { route: `${method} ${path}`, ...(method === 'PUT' && { body: { any: 'thing' } }) };
    const asked = (event: typeof request) =>
      ask((delivered, context) => handler({ ...delivered, routeKey: '$default' }, context), event);
    const { statusCode, headers } = await asked(request);
    expect(statusCode).toBe(status);
    expect(headers?.['content-type']).toContain(type);
    expect(headers?.allow).toBe(status === 405 ? 'GET, HEAD' : undefined);
  });

  it.each([
    ['/evenements/atelier-ia', 'GET, HEAD, OPTIONS'],
    ['/v1/sessions/atelier-ia--s1/registrations', 'POST, OPTIONS'],
  ])('%s tells what may be done there', async (path, allow) => {
    const { handler } = await setup();
    const reply = await ask(
      (delivered, context) => handler({ ...delivered, routeKey: '$default' }, context),
      {
        route: `OPTIONS ${path}`,
      },
    );
    expect(reply).toMatchObject({ statusCode: 204, headers: { allow } });
    expect(reply.body).toBeUndefined();
  });
});
