import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { programme } from '../../functions/programme/programme.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { addClaims } from '../../shared/seats/claims.ts';
import type { Store } from '../../shared/store/client.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { ask, bodyOf, quietLogger, siteUrl } from '../support/requests.ts';

const freshStore = useEngine();
const ADDRESS = `${siteUrl}/evenements/atelier-ia`;
const draft = [
  anEvent({ uid: 27_000_009, slug: 'brouillon', published: false, title: { fr: 'Brouillon' } }),
  aSession({ id: 'brouillon--s1', event: 'brouillon' }),
] as const;
const online = anEvent({
  attendanceMode: 'online',
  onlineAccessLink: 'https://visio.example.org/secret-room',
  venue: undefined,
});

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
  const get = (path: string) => ask(handler, { route: `GET ${path}` });
  return {
    get,
    head: (path: string) => ask(handler, { route: `HEAD ${path}` }),
    agenda: (slug = 'atelier-ia') =>
      ask(handler, { route: 'GET /evenements/{slug}/agenda.ics', path: { slug } }),
    calendar: async () => read((await get('/programme.ics')).body),
    open: async () => bodyOf(await get('/programme.json')) as { total: number; events: object[] },
  };
};

function read(file = '') {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const entries = calendar.getAllSubcomponents('vevent').map((component) => ({
    component,
    entry: new ICAL.Event(component, { strictExceptions: true }),
    say: (name: string) => component.getFirstPropertyValue(name)?.toString(),
  }));
  return { calendar, entries };
}

describe('the programme as a calendar', () => {
  it('publishes each session at its hours in Paris, with place, organiser and address', async () => {
    const { get } = await setup([anEvent(), aSession()], draft);
    const { statusCode, headers, body } = await get('/programme.ics');
    expect(statusCode).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'cache-control': expect.stringMatching(/^public, max-age=300,/),
    });
    const { calendar, entries } = read(body);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Open du numérique : édition d’essai');
    expect(calendar.getAllSubcomponents('vtimezone')).toHaveLength(1);
    expect(entries).toHaveLength(1);
    const [first] = entries;
    expect(body).toContain('DTSTART;TZID=Europe/Paris:20271108T090000\r\n');
    expect(instant(first?.entry.endDate.toJSDate() ?? 0)).toBe('2027-11-08T09:30:00.000Z');
    expect(first?.entry.summary).toBe('Atelier IA : vos devis plus vite');
    expect(first?.entry.location).toBe('Médiathèque du Parc, 3 rue des Tilleuls, 54000 Nancy');
    expect(first?.say('status')).toBe('CONFIRMED');
    expect(first?.say('url')).toBe(ADDRESS);
    expect(first?.say('organizer')).toBe('mailto:artisans@example.org');
    expect(first?.component.getAllProperties('attendee')).toEqual([]);
  });

  it('keeps the identity of a session that moves, or whose event is renamed, under a higher sequence', async () => {
    const before = await (await setup()).calendar();
    const renamed = anEvent({ slug: 'ia-pratique' });
    const moved = aSession({
      event: 'ia-pratique',
      at: ['2027-11-09T09:00:00+01:00', '2027-11-09T10:30:00+01:00'],
      rev: 3,
    });
    const after = await (await setup([renamed, moved])).calendar();
    expect(after.entries[0]?.entry.uid).toBe(before.entries[0]?.entry.uid);
    expect(before.entries[0]?.entry.sequence).toBe(0);
    expect(after.entries[0]?.entry.sequence).toBe(3);
  });

  it('has every date of an event once, although seats online share it', async () => {
    const onSite = aSession({ andThen: ['2027-11-15T09:00:00+01:00', '2027-11-15T10:30:00+01:00'] });
    const twin: Session = { ...onSite, id: `${onSite.id}-online` as Session['id'], online: true };
    const { calendar } = await setup([anEvent({ attendanceMode: 'mixed' }), onSite, twin]);
    const { entries } = await calendar();
    expect(new Set(entries.map(({ entry }) => entry.uid)).size).toBe(2);
    expect(entries.map(({ entry }) => entry.location.split(',')[0])).toEqual([
      'Médiathèque du Parc',
      'Médiathèque du Parc',
    ]);
  });

  it.each([
    ['scheduled', 'CONFIRMED'],
    ['postponed', 'TENTATIVE'],
    ['cancelled', 'CANCELLED'],
  ] as const)('says of an event that is %s: %s', async (status, told) => {
    const { calendar } = await setup([anEvent({ status }), aSession()]);
    expect((await calendar()).entries[0]?.say('status')).toBe(told);
  });
});

describe('the calendar of one event', () => {
  it('has its sessions and no others', async () => {
    const other = anEvent({ uid: 27_000_002, slug: 'autre', title: { fr: 'Autre' } });
    const { agenda } = await setup(
      [anEvent(), aSession()],
      [other, aSession({ id: 'autre--s1', event: 'autre' })],
    );
    const { calendar, entries } = read((await agenda()).body);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Atelier IA : vos devis plus vite');
    expect(entries.map(({ say }) => say('url'))).toEqual([ADDRESS]);
  });

  it.each(['inconnu', 'brouillon'])('does not exist for %s', async (slug) => {
    const { agenda } = await setup([anEvent(), aSession()], draft);
    const { statusCode, headers, body } = await agenda(slug);
    expect(statusCode).toBe(404);
    expect(headers?.['content-type']).toContain('text/html');
    expect(body).toContain('Cette page n’existe pas');
  });
});

describe('the programme as open data', () => {
  it("speaks OpenAgenda's language", async () => {
    const workshop = anEvent({
      keywords: { fr: ['devis'], en: ['quotes'] },
      age: { min: 16, max: 120 },
    });
    const { get } = await setup([workshop, aSession()], draft);
    const reply = await get('/programme.json');
    expect(reply.headers).toMatchObject({ 'cache-control': expect.stringMatching(/^public, max-age=300,/) });
    expect(bodyOf(reply)).toEqual({
      total: 1,
      events: [
        {
          uid: 27_000_001,
          slug: 'atelier-ia',
          title: { fr: 'Atelier IA : vos devis plus vite', en: 'AI workshop: faster quotes' },
          description: { fr: 'Apporter un devis récent.', en: 'Bring a recent quote.' },
          timings: [{ begin: '2027-11-08T09:00:00+01:00', end: '2027-11-08T10:30:00+01:00' }],
          location: {
            name: 'Médiathèque du Parc',
            address: '3 rue des Tilleuls',
            postalCode: '54000',
            city: 'Nancy',
            insee: '54395',
            latitude: 48.69,
            longitude: 6.18,
            countryCode: 'FR',
          },
          attendanceMode: 1,
          status: 1,
          keywords: { fr: ['devis'], en: ['quotes'] },
          accessibility: { hi: false, ii: false, mi: true, pi: false, vi: false },
          age: { min: 16, max: 120 },
          registration: [{ type: 'link', value: ADDRESS }],
        },
      ],
    });
  });

  it.each([
    ['rescheduled', 2],
    ['moved-online', 3],
    ['postponed', 4],
    ['cancelled', 6],
  ] as const)('numbers what is %s with %i', async (status, number) => {
    const { open } = await setup([anEvent({ status }), aSession()]);
    expect((await open()).events).toEqual([expect.objectContaining({ status: number })]);
  });

  it.each([
    ['offline', 1],
    ['online', 2],
    ['mixed', 3],
  ] as const)('numbers %s attendance with %i', async (attendanceMode, number) => {
    const { open } = await setup([anEvent({ attendanceMode }), aSession()]);
    expect((await open()).events).toEqual([expect.objectContaining({ attendanceMode: number })]);
  });

  it.each([
    ['nobody came', 'scheduled', [], 1],
    ['one of two sessions is full', 'scheduled', ['s1'], 1],
    ['both sessions are full', 'scheduled', ['s1', 's2'], 5],
    ['it is moved and full', 'rescheduled', ['s1', 's2'], 5],
    ['it is full and cancelled', 'cancelled', ['s1', 's2'], 6],
  ] as const)('when %s (%s) the status is derived from the seats left', async (_, status, full, number) => {
    const { store, open } = await setup([
      anEvent({ status }),
      aSession({ id: 's1', capacity: 1 }),
      aSession({ id: 's2', capacity: 1, at: ['2027-11-09T09:00:00+01:00', '2027-11-09T10:00:00+01:00'] }),
    ]);
    for (const id of full)
      expect(
        await addClaims(store, { session: id as SessionId, block: 0, lim: 1 }, [Buffer.alloc(10, 1)]),
      ).toBe('added');
    expect((await open()).events).toEqual([expect.objectContaining({ status: number })]);
  });

  it('asks to try again before anything is imported', async () => {
    const { get } = on(await freshStore());
    for (const path of ['/programme.json', '/programme.ics', '/sitemap.xml'])
      expect((await get(path)).statusCode).toBe(503);
  });
});

describe('every feed', () => {
  it('keeps the link to join online to itself', async () => {
    const { get, agenda } = await setup([online, aSession({ online: true })]);
    const replies = [
      await get('/programme.ics'),
      await agenda(),
      await get('/programme.json'),
      await get('/sitemap.xml'),
    ];
    for (const { statusCode, body } of replies) {
      expect(statusCode).toBe(200);
      expect(body).toContain('atelier-ia');
      expect(body).not.toContain('visio.example.org');
    }
  });

  it('answers HEAD where it answers GET', async () => {
    const { head } = await setup();
    for (const path of ['/programme.ics', '/programme.json', '/sitemap.xml', '/robots.txt'])
      expect((await head(path)).statusCode).toBe(200);
  });
});

describe('what search engines are told', () => {
  it('is every public page in both languages, each knowing its twin', async () => {
    const { get } = await setup([anEvent(), aSession()], draft);
    const { headers, body = '' } = await get('/sitemap.xml');
    expect(headers).toMatchObject({
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': expect.stringMatching(/^public, max-age=300,/),
    });
    expect(unclosed(body)).toEqual([]);
    const listed = [...body.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
    expect(listed).toEqual(
      ['/', '/evenements/atelier-ia', '/confidentialite', '/accessibilite', '/mentions-legales'].flatMap(
        (path) => [`${siteUrl}${path}`, `${siteUrl}${path === '/' ? '/en' : `/en${path}`}`],
      ),
    );
    const twins =
      `<xhtml:link rel="alternate" hreflang="fr" href="${ADDRESS}"/>` +
      `<xhtml:link rel="alternate" hreflang="en" href="${siteUrl}/en/evenements/atelier-ia"/>`;
    expect(body.split(twins)).toHaveLength(3);
  });

  it('keeps robots away from the pages of one person', async () => {
    const { get } = on(await freshStore());
    const { statusCode, headers, body } = await get('/robots.txt');
    expect(statusCode).toBe(200);
    expect(headers?.['content-type']).toBe('text/plain; charset=utf-8');
    expect(body?.split('\n')).toEqual(
      expect.arrayContaining([
        'User-agent: *',
        'Disallow: /inscriptions/',
        'Disallow: /en/inscriptions/',
        `Sitemap: ${siteUrl}/sitemap.xml`,
      ]),
    );
  });
});

/** The elements of an XML text that are not closed in their turn, and anything that looks like markup but is none. */
function unclosed(xml: string): readonly string[] {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^>]+\?>/, '')
    .replace(/<(\/?)([\w:]+)((?: [\w:]+="[^"<&]*")*)(\/?)>/g, (_, closes, name, _attributes, alone) => {
      if (closes === '/') return open.pop() === name ? '' : '<';
      if (alone !== '/') open.push(name);
      return '';
    });
  return /[<&]/.test(rest) ? [...open, rest] : open;
}
