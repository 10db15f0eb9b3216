import { describe, expect, it } from 'vitest';
import type { RegistrationKey } from '../../shared/domain/ids.ts';
import { type Session, scopeOf } from '../../shared/domain/programme.ts';
import { audit } from '../../shared/seats/audit.ts';
import { closeBlocks, readBlocks, reopenBlocks, setPhase } from '../../shared/seats/blocks.ts';
import { changeCapacity, followPlan, needsFollowing } from '../../shared/seats/capacity.ts';
import { registerOrJoin } from '../../shared/seats/join.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { findSession } from '../../shared/store/programme.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { anEvent, aSession, now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { type Fault, ProcessDied, withCalls, withFault } from '../support/faults.ts';
import { anApplication, storedSession } from '../support/registrations.ts';

const freshStore = useEngine();
const { id } = aSession();
const scope = scopeOf(anEvent(), aSession());

/** A session of so many seats with parties in it. */
async function setup(capacity: number, ...parties: readonly number[]) {
  const store = await freshStore();
  const session = await storedSession(store, { capacity });
  for (const [person, partySize] of parties.entries())
    await register(store, session, anApplication(person, { scope, partySize }), now);
  return { store, session };
}

async function standing(store: Store) {
  const session = await findSession(store, id, { consistent: true });
  if (session === undefined) throw new Error('no session');
  const blocks = await readBlocks(store, session, true);
  return {
    session,
    blocks,
    limits: blocks.map(({ lim }) => lim),
    taken: blocks.reduce((sum, { claims }) => sum + claims.size, 0),
    phases: [...new Set(blocks.map(({ phase }) => phase))],
  };
}
const free = async (store: Store) => {
  const { limits, taken } = await standing(store);
  return limits.reduce((sum, lim) => sum + lim, 0) - taken;
};
const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

describe('more capacity', () => {
  it('gives the seats to the blocks there are', async () => {
    const { store } = await setup(30, 4, 4);
    await changeCapacity(store, id, 60);
    expect(await standing(store)).toMatchObject({
      session: { capacity: 60, blocks: 1 },
      limits: [60],
      taken: 8,
    });
  });

  it('makes new blocks where the old ones cannot hold it, and people sit in them', async () => {
    const { store } = await setup(60, 40, 20);
    await changeCapacity(store, id, 150);
    const { session, limits } = await standing(store);
    expect(session).toMatchObject({ capacity: 150, blocks: 3 });
    expect(total(limits)).toBe(150);
    expect(await register(store, session, anApplication(9, { scope, partySize: 90 }), now)).toMatchObject({
      kind: 'confirmed',
    });
    expect(await free(store)).toBe(0);
  });

  it('does not open what was closed', async () => {
    const { store, session } = await setup(60);
    await closeBlocks(store, session);
    await changeCapacity(store, id, 150);
    expect((await standing(store)).phases).toEqual(['closed']);
  });

  it('costs a newcomer two calls as before', async () => {
    const { store } = await setup(60, 40);
    await changeCapacity(store, id, 150);
    const watched = withCalls(store);
    await register(watched, (await standing(store)).session, anApplication(9, { scope }), now);
    expect(watched.calls()).toBe(2);
  });
});

describe('less capacity', () => {
  it('takes the free seats away', async () => {
    const { store } = await setup(130, 40, 30);
    await changeCapacity(store, id, 75);
    const { session, limits, phases } = await standing(store);
    expect(session).toMatchObject({ capacity: 75, blocks: 3 });
    expect([total(limits), phases]).toEqual([75, ['open']]);
    expect(await register(store, session, anApplication(9, { scope, partySize: 6 }), now)).toEqual({
      kind: 'full',
      seatsLeft: 5,
    });
  });

  it('may be exactly what is taken', async () => {
    const { store } = await setup(60, 20);
    await changeCapacity(store, id, 20);
    expect(await standing(store)).toMatchObject({ limits: [20], taken: 20, phases: ['open'] });
  });

  it('than is taken cancels nobody and lets nobody new in', async () => {
    const { store } = await setup(130, 40, 30);
    await changeCapacity(store, id, 50);
    expect(await standing(store)).toMatchObject({
      session: { capacity: 50 },
      taken: 70,
      phases: ['waiting'],
    });
    expect(await free(store)).toBe(0);
  });

  it('than is taken stays so until enough people have gone: their seats are nobody’s', async () => {
    const { store } = await setup(130, 40, 30, 5);
    await changeCapacity(store, id, 50);
    for (const [person, left] of [
      [2, 0],
      [1, 10],
    ] as const) {
      const registration = await findRegistration(store, anApplication(person, { scope }));
      if (registration !== undefined) await release(store, registration, now);
      const { session, blocks } = await standing(store);
      expect(needsFollowing(session, blocks)).toBe(true);
      await followPlan(store, id);
      expect(await free(store)).toBe(left);
    }
    const { session, blocks } = await standing(store);
    expect(needsFollowing(session, blocks)).toBe(false);
  });
});

const stays = { place: '0#a', joins: false };
const joins = { place: '0#b', joins: true };

describe('a seat given back where too many are taken', () => {
  it.each([
    ['somebody who has just read the session', (_: Session, fresh: Session) => fresh],
    ['somebody who remembers its old capacity', (old: Session) => old],
  ])('is not there for %s', async (_, known) => {
    const { store, session } = await setup(130, 40, 30, 5);
    await changeCapacity(store, id, 50);
    const registration = await findRegistration(store, anApplication(2, { scope }));
    if (registration !== undefined) await release(store, registration, now);
    const read = known(session, (await standing(store)).session);
    expect(await registerOrJoin(store, read, anApplication(9, { scope, list: stays }), now)).toMatchObject({
      kind: 'full',
      seatsLeft: 0,
    });
    expect(await registerOrJoin(store, read, anApplication(8, { scope, list: joins }), now)).toEqual({
      kind: 'listed',
    });
    expect((await standing(store)).taken).toBe(70);
  });

  it('is not there either when the event had been cancelled in between', async () => {
    const { store, session } = await setup(130, 40, 30);
    await closeBlocks(store, session);
    await changeCapacity(store, id, 50);
    await reopenBlocks(store, (await standing(store)).session);
    await followPlan(store, id);
    expect((await standing(store)).phases).toEqual(['waiting']);
  });
});

it('blocks that only some began to close or to wait are all made to', async () => {
  const { store, session } = await setup(130, 10);
  await setPhase(store, { ...session, blocks: 1 }, 'waiting', 'open');
  expect(needsFollowing(session, (await standing(store)).blocks)).toBe(true);
  await followPlan(store, id);
  expect((await standing(store)).phases).toEqual(['waiting']);
  expect(needsFollowing(session, (await standing(store)).blocks)).toBe(false);
});

describe('a change of capacity', () => {
  it('that asks for what is does nothing', async () => {
    const { store } = await setup(60, 20);
    const watched = withCalls(store);
    await changeCapacity(watched, id, 60);
    expect(watched.calls()).toBe(3);
    expect((await standing(store)).session.plan).toBeUndefined();
  });

  it.each([
    ['more', 128, 129, 129],
    ['less', 150, 70, 70],
    ['less than is taken', 150, 30, 45],
  ])(
    'for %s is finished by tick wherever it died, and repeated answers change nothing',
    async (_, before, after, limit) => {
      for (const fault of ['lost', 'dies-before', 'dies-after'] satisfies readonly Fault[]) {
        for (let nth = 1; ; nth += 1) {
          const { store } = await setup(before, 25, 20);
          const faulty = withFault(store, fault, nth);
          await changeCapacity(faulty, id, after).catch((error: unknown) => {
            if (!(error instanceof ProcessDied)) throw error;
          });
          if (faulty.calls() < nth) break;
          const half = await standing(store);
          expect(total(half.limits)).toBeLessThanOrEqual(Math.max(before, after, half.taken));
          expect(half.blocks.every(({ lim, claims }) => claims.size <= lim)).toBe(true);
          await followPlan(store, id);
          const { session, limits, taken } = await standing(store);
          expect([before, after]).toContain(session.capacity);
          expect([fault, nth, total(limits)]).toEqual([
            fault,
            nth,
            session.capacity === before ? before : limit,
          ]);
          expect(taken).toBe(45);
        }
      }
    },
  );

  it('that lowers one block and raises another never has both at their higher limit', async () => {
    for (let nth = 1; ; nth += 1) {
      const { store, session } = await setup(100);
      const inSecondBlock = anApplication(1, {
        scope,
        partySize: 50,
        key: '0000000100000001' as RegistrationKey,
      });
      await register(store, session, inSecondBlock, now);
      await changeCapacity(store, id, 70);
      expect((await standing(store)).limits).toEqual([20, 50]);
      const registration = await findRegistration(store, inSecondBlock);
      if (registration !== undefined) await release(store, registration, now);

      const dying = withFault(store, 'dies-after', nth);
      await changeCapacity(dying, id, 80).catch(() => {});
      if (dying.calls() < nth) break;
      expect([nth, total((await standing(store)).limits) <= 80]).toEqual([nth, true]);
    }
  });

  it.each([
    ['more by a cut', 150, 60],
    ['less by a raise', 60, 120],
    ['less by a deeper cut', 80, 50],
    ['more by a greater raise', 110, 150],
  ])('for %s, however late its writes arrive, changes nothing of the newer one', async (_, late, newer) => {
    for (let nth = 1; ; nth += 1) {
      const { store } = await setup(100, 20);
      const slow = diesAfter(store, nth, () => changeCapacity(store, id, newer));
      const reached = await slow.run((faulty) => changeCapacity(faulty, id, late));
      if (!reached) break;
      const { session, limits, blocks } = await standing(store);
      expect([nth, session.capacity, total(limits)]).toEqual([nth, newer, newer]);
      expect(needsFollowing(session, blocks)).toBe(false);
    }
  });

  it.each([
    ['fewer than were free', 60],
    ['fewer than were taken', 25],
  ])('to %s is exact whenever a large party comes in between', async (_, capacity) => {
    for (let nth = 1; ; nth += 1) {
      const { store, session } = await setup(100, 30);
      const key = '0000000100000001' as RegistrationKey; // at home in the second block
      let published = false;
      let outcome: string | undefined;
      const slow = diesAfter(store, nth, async () => {
        published = (await standing(store)).session.capacity === capacity;
        outcome = (await register(store, session, anApplication(7, { scope, key, partySize: 40 }), now)).kind;
      });
      const reached = await slow.run((faulty) => changeCapacity(faulty, id, capacity));
      if (!reached) break;
      if (published && capacity < 30) expect([nth, outcome]).not.toEqual([nth, 'confirmed']);
      await followPlan(store, id);
      const { session: after, limits, taken } = await standing(store);
      expect([nth, total(limits)]).toEqual([nth, Math.max(after.capacity, taken)]);
      expect(await audit(store, { session: after, scope })).toEqual([]);
    }
  });

  it('made by several at once ends with one of them, exactly', async () => {
    const { store } = await setup(100, 30);
    await Promise.all([40, 150, 70, 200].map((capacity) => changeCapacity(store, id, capacity)));
    const { session, limits, blocks } = await standing(store);
    expect([40, 150, 70, 200]).toContain(session.capacity);
    expect(total(limits)).toBe(session.capacity);
    expect(needsFollowing(session, blocks)).toBe(false);
  });

  it('sells no seat twice while people come and go', async () => {
    const { store, session } = await setup(100, 30);
    const people = Array.from({ length: 60 }, (_, index) =>
      register(store, session, anApplication(100 + index, { scope, partySize: (index % 3) + 1 }), now),
    );
    const cuts = [
      changeCapacity(store, id, 60),
      changeCapacity(store, id, 110),
      changeCapacity(store, id, 90),
    ];
    const outcomes = await Promise.all(people);
    await Promise.all(cuts);
    const { session: after, limits, taken } = await standing(store);
    const seated = outcomes.reduce(
      (sum, outcome) => sum + (outcome.kind === 'confirmed' ? outcome.seats : 0),
      30,
    );
    expect(taken).toBe(seated);
    expect(total(limits)).toBe(Math.max(after.capacity, taken));
    expect(await audit(store, { session: after, scope })).toEqual([]);
  });

  it('of an older plan can no longer raise a block that a newer one has sealed', async () => {
    const { store } = await setup(100, 10);
    const slow = withFault(store, 'dies-before', 9);
    await changeCapacity(slow, id, 120).catch(() => {});
    await changeCapacity(store, id, 30);
    await followPlan(store, id);
    expect(total((await standing(store)).limits)).toBe(30);
  });
});

/** A process before whose call something else happens, and which dies after it; tells whether it came so far. */
function diesAfter(store: Store, nth: number, meanwhile: () => Promise<unknown>) {
  let last: Promise<unknown> | undefined;
  const faulty = withCalls(store, async (call, send) => {
    if (last !== undefined) throw new ProcessDied();
    if (call !== nth) return send();
    last = meanwhile().then(send);
    await last.catch(() => {});
    throw new ProcessDied();
  });
  return {
    run: async (act: (faulty: Store) => Promise<unknown>): Promise<boolean> => {
      await act(faulty).catch((error: unknown) => {
        if (!(error instanceof ProcessDied)) throw error;
      });
      await last?.catch(() => {});
      return last !== undefined;
    },
  };
}
