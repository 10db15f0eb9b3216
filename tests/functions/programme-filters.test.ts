import { describe, expect, it } from 'vitest';
import { programme } from '../../functions/programme/programme.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { ask, bodyOf, quietLogger, siteUrl } from '../support/requests.ts';

const freshStore = useEngine();

const workshop = anEvent();
const repair = anEvent({
  slug: 'reparation',
  uid: 27_000_002,
  title: { fr: 'Réparer son ordinateur', en: 'Mend your computer' },
  description: { fr: 'Un tournevis suffit.' },
  theme: 'reemploi',
  venue: undefined,
  audience: [],
});
const onMonday = aSession();
const onTuesday = aSession({
  id: 'reparation--s1',
  event: 'reparation',
  at: ['2027-11-09T14:00:00+01:00', '2027-11-09T15:00:00+01:00'],
});

async function setup(takenOnMonday = 0) {
  const store = await freshStore();
  const entries: readonly (readonly [EventDetails, Session])[] = [
    [workshop, onMonday],
    [repair, onTuesday],
  ];
  await storeProgramme(store, ...entries);
  await createBlocks(store, onMonday.id, onMonday.capacity - takenOnMonday);
  await createBlocks(store, onTuesday.id, onTuesday.capacity);
  const handler = programme({
    store,
    keys: async () => testKeys,
    clock: () => now,
    logger: quietLogger,
    siteUrl,
    version: 'test-version',
    timeLimit: () => AbortSignal.timeout(3_000),
  });
  const show = (query: string, route = 'GET /') => ask(handler, { route, query });
  return {
    show,
    listed: async (query: string) => slugsIn((await show(query)).body ?? ''),
    found: async (query: string) => {
      const { events } = bodyOf(await show(query, 'GET /v1/events')) as { events: { slug: string }[] };
      return events.map(({ slug }) => slug);
    },
  };
}

const slugsIn = (page: string) =>
  [...page.matchAll(/<h3><a href="\/(?:en\/)?evenements\/([^"]+)"/g)].map(([, slug]) => slug);

const both = ['atelier-ia', 'reparation'];

describe('the programme, page and JSON alike,', () => {
  it.each([
    ['lists everything without filters', '', both],
    ['by theme', 'theme=ia', ['atelier-ia']],
    ['by day', 'day=2027-11-09', ['reparation']],
    ['by commune', 'commune=54395', ['atelier-ia']],
    ['by audience', 'audience=independants', ['atelier-ia']],
    ['by access', 'access=mi', both],
    ['by access that nothing offers', 'access=vi', []],
    ['by words', 'q=ORDINATEURS+reparer', ['reparation']],
    ['by words and theme', 'q=reparer&theme=ia', []],
    ['by the first of a repeated parameter', 'theme=ia&theme=ia&q=devis&q=ordinateur', ['atelier-ia']],
    ['without minding fields left empty', 'q=&theme=&day=&commune=&audience=&access=', both],
    ['without minding parameters of others', 'utm_source=affiche&fbclid=1', both],
    ['without minding marks that are no word', 'q=%21%3F', both],
  ])('%s', async (_, query, expected) => {
    const { listed, found } = await setup();
    expect(await listed(query)).toEqual(expected);
    expect(await found(query)).toEqual(expected);
  });

  it('tells where seats are left', async () => {
    const { listed, found } = await setup(onMonday.capacity);
    expect(await listed('free=1')).toEqual(['reparation']);
    expect(await found('free=1')).toEqual(['reparation']);
  });
});

describe('a value that nothing can have', () => {
  const wrong = ['theme=x', 'day=2027-13-40', 'commune=99999', 'audience=x', 'access=xx', 'free=oui'];

  it.each([...wrong, 'theme=%00', 'theme=%E0%A4%A', 'theme=__proto__', `q=${'a'.repeat(101)}`])(
    'is ignored on the page: %s',
    async (query) => {
      const { show } = await setup();
      const { statusCode, body = '' } = await show(query);
      expect(statusCode).toBe(200);
      expect(slugsIn(body)).toEqual(both);
    },
  );

  it.each(wrong)('is refused in JSON: %s', async (query) => {
    const { show } = await setup();
    const reply = await show(query, 'GET /v1/events');
    expect(reply.statusCode).toBe(422);
    expect(bodyOf(reply)).toMatchObject({
      code: 'invalid_input',
      errors: [{ path: query.split('=')[0], code: 'invalid' }],
    });
  });
});

describe('the filtered page', () => {
  it('says how much was found and how to remove each filter', async () => {
    const { show } = await setup();
    const { body = '' } = await show('q=devis&theme=ia');
    expect(body).toContain('<h1 class="found">1\u00a0rendez\u2011vous sur 2</h1>');
    expect(body).toContain('href="/?theme=ia" aria-label="Retirer le filtre\u00a0: «\u202fdevis\u202f»"');
    expect(body).toContain(
      'href="/?q=devis" aria-label="Retirer le filtre\u00a0: Intelligence artificielle"',
    );
    expect(body).toContain('<a class="theme" href="/?q=devis&amp;theme=ia" aria-current="true">');
  });

  it('keeps the filters in the form and in the other language', async () => {
    const { show } = await setup();
    const { body = '' } = await show('day=2027-11-08&free=1', 'GET /en');
    expect(body).toContain('href="/?day=2027-11-08&amp;free=1" lang="fr"');
    expect(body).toContain('<option value="2027-11-08" selected>');
    expect(body).toMatch(/name="free" value="1" checked/);
    expect(body).toContain('1\u00a0event of 2');
  });

  it('offers what one filter less would find when nothing fits', async () => {
    const { show } = await setup();
    const { body = '' } = await show('q=ordinateur&theme=ia');
    expect(slugsIn(body)).toEqual([]);
    expect(body).toContain('Aucun rendez\u2011vous trouvé');
    expect(body).toContain(
      '<a href="/?q=ordinateur">Sans le filtre Intelligence artificielle</a> (1\u00a0rendez',
    );
    expect(body).toContain('<a href="/?theme=ia">Sans le filtre «\u202fordinateur\u202f»</a> (1\u00a0rendez');
    expect(body).toContain('<a href="/">Voir tout le programme</a> (2\u00a0rendez');
  });

  it('repeats what was typed as text only, and stays out of search engines', async () => {
    const { show } = await setup();
    const { body = '' } = await show(`q=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(body).not.toContain('<script');
    expect(body).toContain('noindex');
  });
});
