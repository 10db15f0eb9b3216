import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { importEdition } from '../../infra/commands/edition/import-edition.ts';
import type { EventSlug, SessionId } from '../../shared/domain/ids.ts';
import { type Instant, instant, plus } from '../../shared/domain/instant.ts';
import type { Store } from '../../shared/store/client.ts';
import { applyTogether } from '../../shared/store/edition.ts';
import {
  cachedProgramme,
  findBooking,
  findEvent,
  findSession,
  loadProgramme,
} from '../../shared/store/programme.ts';
import { useEngine } from '../support/engine.ts';
import { sampleText } from '../support/sample-edition.ts';

const freshStore = useEngine();

async function setup() {
  const store = await freshStore();
  await importEdition({ store, text: sampleText });
  let sent = 0;
  const counting = Object.create(store.db) as Store['db'];
  Object.defineProperty(counting, 'send', {
    value: (...args: Parameters<Store['db']['send']>) => {
      sent += 1;
      return store.db.send(...args);
    },
  });
  return { store, counted: { ...store, db: counting }, queries: () => sent };
}

describe('the programme', () => {
  it('is nothing before the first import', async () => {
    const store = await freshStore();
    expect(await loadProgramme(store)).toBeUndefined();
    expect(await findEvent(store, 'village-du-numerique' as EventSlug)).toBeUndefined();
    expect(await findBooking(store, 'village-du-numerique--s1' as SessionId)).toBeUndefined();
  });

  it('comes in one query, events by their first begin', async () => {
    const { counted, queries } = await setup();
    const programme = await loadProgramme(counted);
    expect(queries()).toBe(1);
    expect(programme?.events.map(({ slug }) => slug).slice(0, 2)).toEqual([
      'village-du-numerique',
      'petit-dejeuner-cyber-dix-gestes',
    ]);
    expect(programme?.events.at(-1)?.slug).toBe('soiree-de-cloture-bilan');
    expect(programme?.venues.get('halle-aux-idees')).toMatchObject({ commune: expect.any(String) });
    expect(programme?.organisations.size).toBe(22);
  });

  it('lists the sessions of an event by begin, online seats after those on site', async () => {
    const { store } = await setup();
    const sessions = (await loadProgramme(store))?.sessions;
    const ids = (slug: string) => sessions?.get(slug as EventSlug)?.map(({ id }) => id);
    expect(ids('visite-atelier-quatre-zero')).toEqual([
      'visite-atelier-quatre-zero--s1',
      'visite-atelier-quatre-zero--s1-online',
    ]);
    expect(ids('permanence-diagnostic-cyber')?.[0]).toBe('permanence-diagnostic-cyber--s1-1330');
  });

  it('is read to its last page', async () => {
    const { store } = await setup();
    const paged = Object.create(store.db) as Store['db'];
    Object.defineProperty(paged, 'send', {
      value: (query: QueryCommand) => store.db.send(new QueryCommand({ ...query.input, Limit: 50 })),
    });
    expect(await loadProgramme({ ...store, db: paged })).toEqual(await loadProgramme(store));
  });

  it('gives a session with the event whose rules hold for it', async () => {
    const { store } = await setup();
    const id = 'robots-et-code-8-12--s2' as SessionId;
    const booking = await findBooking(store, id);
    expect(booking?.session).toEqual(await findSession(store, id));
    expect(booking?.event).toEqual(await findEvent(store, 'robots-et-code-8-12' as EventSlug));
    expect(booking?.event.registration.maxPartySize).toBe(3);
  });
});

describe('a session', () => {
  it('is added once and changed only as it was seen', async () => {
    const { store } = await setup();
    const session = await findSession(store, 'robots-et-code-8-12--s2' as SessionId);
    if (session === undefined) throw new Error('The sample has no second robot workshop');
    const moved = { ...session, rev: 1 };
    expect(await applyTogether(store, [{ kind: 'add-session', session: moved }])).toBe('overtaken');
    expect(await applyTogether(store, [{ kind: 'change-session', session: moved, seenRev: 1 }])).toBe(
      'overtaken',
    );
    expect(await findSession(store, session.id)).toEqual(session);
    expect(await applyTogether(store, [{ kind: 'change-session', session: moved, seenRev: 0 }])).toBe(
      'applied',
    );
    expect(await findSession(store, session.id)).toEqual(moved);
  });
});

describe('the cached programme', () => {
  const at = (moments: { now: Instant }) => () => moments.now;

  it('is read once for a crowd, and again after five seconds', async () => {
    const { counted, queries } = await setup();
    const moments = { now: instant('2027-10-18T09:00:00+02:00') };
    const read = cachedProgramme(counted, at(moments));
    const [one, other] = await Promise.all([read(), read()]);
    expect([one === other, queries()]).toEqual([true, 1]);

    moments.now = plus(moments.now, { seconds: 4, milliseconds: 999 });
    await read();
    expect(queries()).toBe(1);
    moments.now = plus(moments.now, { milliseconds: 1 });
    await read();
    expect(queries()).toBe(2);
  });

  it('does not remember a failure', async () => {
    const { store } = await setup();
    const failures = [new Error('no answer')];
    const flaky = Object.create(store.db) as Store['db'];
    Object.defineProperty(flaky, 'send', {
      value: (...args: Parameters<Store['db']['send']>) => {
        const failure = failures.pop();
        return failure === undefined ? store.db.send(...args) : Promise.reject(failure);
      },
    });
    const read = cachedProgramme({ ...store, db: flaky }, () => instant('2027-10-18T09:00:00+02:00'));
    await expect(read()).rejects.toThrow('no answer');
    expect((await read())?.events).toHaveLength(50);
  });
});
