import { describe, expect, it } from 'vitest';
import { importEdition } from '../../infra/commands/edition/import-edition.ts';
import { instant } from '../../shared/domain/instant.ts';
import { takesRegistrations } from '../../shared/domain/programme.ts';
import { readBlocks, readHeads } from '../../shared/seats/blocks.ts';
import { register } from '../../shared/seats/register.ts';
import { loadProgramme } from '../../shared/store/programme.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication } from '../support/registrations.ts';
import { aSample, eventIn, sampleText } from '../support/sample-edition.ts';
import { everything, imported, importedSample, sessionIn, tally } from './imported.ts';

const freshStore = useEngine();
const breakfast = 'petit-dejeuner-cyber-dix-gestes';
const noon = instant('2027-10-18T12:00:00+02:00');
const setup = () => importedSample(freshStore);

describe('the import of the sample', () => {
  it('yields 71 bookable sessions and 7 729 seats', async () => {
    const { store, summary } = await setup();
    const programme = await loadProgramme(store);
    const sessions = [...(programme?.sessions.values() ?? [])].flat();
    expect(summary).toMatchObject({ sessions: 71, seats: 7_729, refused: [], absent: [] });
    expect(sessions).toHaveLength(71);
    const heads = await readHeads(store, sessions);
    expect([...heads.values()].reduce((sum, { free }) => sum + free, 0)).toBe(7_729);
    expect([...heads.values()].every(({ phase }) => phase === 'open')).toBe(true);
    expect(tally(summary, 'events')).toEqual([50, 0, 0]);
    expect(tally(summary, 'organisations')).toEqual([22, 0, 0]);
    expect(tally(summary, 'venues')).toEqual([27, 0, 0]);
  });

  it('sells the training as one, the consultation by the slot and the visit on site and online', async () => {
    const { store } = await setup();
    expect(await sessionIn(store, 'formation-bureautique-en-ligne--s1')).toMatchObject({
      capacity: 12,
      blocks: 1,
      rev: 0,
      timings: [{ id: 'formation-bureautique-en-ligne--s1' }, { id: 'formation-bureautique-en-ligne--s2' }],
    });
    expect(await sessionIn(store, 'permanence-diagnostic-cyber--s1-1700')).toMatchObject({
      capacity: 1,
      timings: [{ begin: '2027-11-12T16:00:00.000Z', end: '2027-11-12T16:30:00.000Z' }],
    });
    expect(await sessionIn(store, 'visite-atelier-quatre-zero--s1-online')).toMatchObject({
      capacity: 150,
      blocks: 3,
      online: true,
    });
    expect(await sessionIn(store, 'facturation-electronique-questions--s1')).toMatchObject({ online: true });
  });

  it('tells what it kept and what has no effect yet', async () => {
    const { summary } = await setup();
    expect(Object.fromEntries(summary.kept)).toEqual({
      forum: 1,
      skillFamilies: 1,
      skills: 51,
      showRatePrior: 18,
      matchmaking: 2,
      exhibitorCount: 1,
      attendanceProof: 2,
      occupancyTracking: 1,
      expectedDwellMinutes: 1,
      staffOnSite: 1,
      audienceQuota: 2,
    });
    expect(summary.notes).toHaveLength(2);
  });

  it('changes nothing the second time', async () => {
    const { store } = await setup();
    const before = await everything(store);
    const again = await imported(store, sampleText);
    expect(tally(again).slice(0, 2)).toEqual([0, 0]);
    expect(tally(again, 'sessions')).toEqual([0, 0, 71]);
    expect(await everything(store)).toEqual(before);
  });

  it('only says what it would do on a dry run', async () => {
    const store = await freshStore();
    expect(tally(await imported(store, sampleText, true), 'sessions')).toEqual([71, 0, 0]);
    expect(await everything(store)).toEqual([]);
  });

  it('writes nothing at all if anything is wrong', async () => {
    const store = await freshStore();
    const file = aSample();
    eventIn(file, breakfast).venue = 'palais';
    const outcome = await importEdition({ store, text: JSON.stringify(file) });
    expect(outcome).toMatchObject({ kind: 'invalid', problems: [{ path: 'events[1].venue' }] });
    expect(await everything(store)).toEqual([]);
  });

  it('reports every step of the way', async () => {
    const store = await freshStore();
    const steps: number[] = [];
    let announced = 0;
    await importEdition({
      store,
      text: sampleText,
      report: (done, total) => {
        steps.push(done);
        announced = total;
      },
    });
    expect(steps).toEqual(Array.from({ length: announced }, (_, index) => index + 1));
  });
});

describe('an import after registrations', () => {
  it('leaves registrations and taken seats alone', async () => {
    const { store, file } = await setup();
    const session = await sessionIn(store, `${breakfast}--s1`);
    const application = anApplication(7, { partySize: 2 });
    expect(await register(store, session, application, noon)).toEqual({ kind: 'confirmed', seats: 2 });
    const before = await findRegistration(store, application);

    const event = eventIn(file, breakfast);
    event.title.fr = 'Un autre titre';
    event.state = 1;
    expect(tally(await imported(store, file), 'events')).toEqual([0, 1, 49]);

    expect(await findRegistration(store, application)).toEqual(before);
    expect((await readBlocks(store, session, true)).map(({ claims }) => claims.size)).toEqual([2]);
    const changed = (await loadProgramme(store))?.events.find(({ slug }) => slug === breakfast);
    expect(changed).toMatchObject({ title: { fr: 'Un autre titre' }, published: false });
    expect(changed && takesRegistrations(changed.registration)).toBe(true);
  });

  it('counts a new time and a new venue as moves, and a new title as none', async () => {
    const { store, file } = await setup();
    const event = eventIn(file, breakfast);
    event.title.fr = 'Un autre titre';
    await imported(store, file);
    expect((await sessionIn(store, `${breakfast}--s1`)).rev).toBe(0);

    Object.assign(event, { startsAt: '2027-11-08T08:45:00+01:00' });
    Object.assign(event.timings[0] ?? {}, { begin: '2027-11-08T08:45:00+01:00' });
    await imported(store, file);
    expect(await sessionIn(store, `${breakfast}--s1`)).toMatchObject({
      rev: 1,
      timings: [{ begin: '2027-11-08T07:45:00.000Z' }],
    });

    event.venue = 'campus-deux-rives';
    await imported(store, file);
    await imported(store, file);
    expect((await sessionIn(store, `${breakfast}--s1`)).rev).toBe(2);
  });

  it('moves only the seats online when their address changes', async () => {
    const { store, file } = await setup();
    eventIn(file, 'visite-atelier-quatre-zero').onlineAccessLink = 'https://visio.example.org/autre';
    await imported(store, file);
    expect((await sessionIn(store, 'visite-atelier-quatre-zero--s1')).rev).toBe(0);
    expect((await sessionIn(store, 'visite-atelier-quatre-zero--s1-online')).rev).toBe(1);
  });

  it('counts it as a move when an event goes online', async () => {
    const { store, file } = await setup();
    const event = eventIn(file, breakfast);
    event.onlineAccessLink = 'https://visio.example.org/petit-dejeuner';
    await imported(store, file);
    event.attendanceMode = 2;
    await imported(store, file);
    expect(await sessionIn(store, `${breakfast}--s1`)).toMatchObject({ online: true, rev: 1 });
  });

  it.each([
    ['more', 90, 90, 'open', 0],
    ['fewer', 30, 30, 'open', 0],
    ['fewer than are taken', 1, 2, 'waiting', 0],
  ])('gives a session %s seats', async (_, capacity, limits, phase, rev) => {
    const { store, file } = await setup();
    const before = await sessionIn(store, `${breakfast}--s1`);
    await register(store, before, anApplication(8, { partySize: 2 }), noon);
    const event = eventIn(file, breakfast);
    Object.assign(event, { capacity, totalCapacity: capacity });
    Object.assign(event.timings[0] ?? {}, { capacity });
    Object.assign(event.registration, { maxPartySize: 1, audienceQuota: [] });
    for (const venue of file.venues) venue.safetyCapacity = Math.max(venue.safetyCapacity, capacity);

    const dry = await importEdition({ store, text: JSON.stringify(file), dryRun: true });
    expect(dry).toMatchObject({
      summary: { resized: [{ id: before.id, from: 40, to: capacity, taken: 2 }] },
    });
    expect(await sessionIn(store, before.id)).toEqual(before);

    const summary = await imported(store, file);
    expect(tally(summary, 'sessions')).toEqual([0, 1, 70]);
    const session = await sessionIn(store, before.id);
    expect(session).toMatchObject({ capacity, rev });
    const blocks = await readBlocks(store, session, true);
    expect(blocks.reduce((sum, { lim }) => sum + lim, 0)).toBe(limits);
    expect(new Set(blocks.map((block) => block.phase))).toEqual(new Set([phase]));
    expect(tally(await imported(store, file), 'sessions')).toEqual([0, 0, 71]);
  });

  it('closes the seats of a cancelled event and opens them when it takes place after all', async () => {
    const { store, file } = await setup();
    const session = await sessionIn(store, `${breakfast}--s1`);
    const application = anApplication(8);
    await register(store, session, application, noon);

    eventIn(file, breakfast).status = 6;
    await imported(store, file);
    expect((await readBlocks(store, session, true)).map(({ phase }) => phase)).toEqual(['closed']);
    expect(await findRegistration(store, application)).toMatchObject({ status: 'confirmed' });
    expect(await sessionIn(store, session.id)).toMatchObject({ rev: 1 });

    eventIn(file, breakfast).status = 1;
    await imported(store, file);
    const [block] = await readBlocks(store, session, true);
    expect([block?.phase, block?.claims.size]).toEqual(['open', 1]);
    expect(await sessionIn(store, session.id)).toMatchObject({ rev: 2 });
  });

  it('reports what is absent from the file and keeps it', async () => {
    const { store, file } = await setup();
    file.events.splice(1, 1);
    const summary = await imported(store, file);
    expect(summary.absent).toEqual([`event ${breakfast}`, `session ${breakfast}--s1`]);
    expect((await loadProgramme(store))?.events).toHaveLength(50);
    expect(await sessionIn(store, `${breakfast}--s1`)).toMatchObject({ capacity: 40 });
  });

  it('knows an event by its uid when its slug changes', async () => {
    const { store, file } = await setup();
    eventIn(file, breakfast).slug = 'petit-dejeuner';
    const summary = await imported(store, file);
    expect(tally(summary, 'events')).toEqual([0, 1, 49]);
    const programme = await loadProgramme(store);
    expect(programme?.events.filter(({ uid }) => uid === 27_000_002).map(({ slug }) => slug)).toEqual([
      'petit-dejeuner',
    ]);
    expect(await sessionIn(store, `${breakfast}--s1`)).toMatchObject({ event: 'petit-dejeuner', rev: 0 });
    expect(tally(await imported(store, file)).slice(0, 2)).toEqual([0, 0]);
  });

  it('does not hand a session of one event to another', async () => {
    const { store, file } = await setup();
    eventIn(file, breakfast).uid = 99;
    const summary = await imported(store, file);
    expect(summary.refused.map(({ wrong }) => wrong)).toEqual([
      `session ${breakfast}--s1 belongs to another event already`,
    ]);
  });
});
