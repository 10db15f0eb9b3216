import { describe, expect, it } from 'vitest';
import { seatsHeld } from '../../shared/domain/seats.ts';
import { readBlocks } from '../../shared/seats/blocks.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { withErrors } from '../support/faults.ts';
import { anApplication, openSession, seatsTaken } from '../support/registrations.ts';

const freshStore = useEngine();

/** Two blocks of 35 of which `left` seats in all are free, as evenly as can be. */
async function setup(left: number) {
  const store = await freshStore();
  const session = await openSession(store, { capacity: 70 });
  const sizes = [35 - Math.ceil(left / 2), 35 - Math.floor(left / 2)];
  for (const [block, partySize] of sizes.entries()) {
    const key = `0000000${block}00000001` as never;
    if (partySize > 0) await register(store, session, anApplication(0, { key, partySize }), now);
  }
  return { store, session };
}

const party = (partySize: number, minimumSeats?: number) => anApplication(0xabc, { partySize, minimumSeats });

describe('a party that no single block can take', () => {
  it('sits in several, in one transaction with its registration', async () => {
    const { store, session } = await setup(7);
    expect(await register(store, session, party(6), now)).toEqual({ kind: 'confirmed', seats: 6 });
    expect((await readBlocks(store, session, true)).map(({ claims }) => claims.size)).toEqual([35, 34]);
    expect(await findRegistration(store, party(6))).toMatchObject({
      partySize: 6,
      held: [
        { block: 0, from: 0, count: 4 },
        { block: 1, from: 4, count: 2 },
      ],
      next: 6,
      owed: { 'A1#1': now },
    });
  });

  it('gives all of them back', async () => {
    const { store, session } = await setup(7);
    await register(store, session, party(6), now);
    const registration = await findRegistration(store, party(6));
    if (registration !== undefined) await release(store, registration, now);
    expect(await seatsTaken(store, session)).toBe(63);
  });

  it('gets its answer again, and its seats once', async () => {
    const { store, session } = await setup(7);
    const once = party(6);
    const answers = await Promise.all([1, 2, 3].map(() => register(store, session, once, now)));
    expect(answers).toEqual([1, 2, 3].map(() => ({ kind: 'confirmed', seats: 6 })));
    expect(await seatsTaken(store, session)).toBe(69);
  });

  it('is never told “full” because of a conflict', async () => {
    const { store, session } = await setup(7);
    const conflict = () =>
      Object.assign(new Error('cancelled'), {
        name: 'TransactionCanceledException',
        CancellationReasons: [{ Code: 'None' }, { Code: 'TransactionConflict' }, { Code: 'None' }],
      });
    const lone = () => Object.assign(new Error('conflict'), { name: 'TransactionConflictException' });
    const faulty = withErrors(store, [lone(), conflict(), conflict(), conflict(), conflict(), conflict()]);
    expect(await register(faulty, session, party(6), now)).toEqual({ kind: 'confirmed', seats: 6 });
  });

  it('shares the last seats exactly with everybody else who comes', async () => {
    const { store, session } = await setup(12);
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        register(store, session, anApplication(100 + index, { partySize: (index % 4) + 4 }), now),
      ),
    );
    const seated = outcomes.reduce(
      (sum, outcome) => sum + (outcome.kind === 'confirmed' ? outcome.seats : 0),
      0,
    );
    expect(await seatsTaken(store, session)).toBe(58 + seated);
    for (const outcome of outcomes) if (outcome.kind === 'full') expect(outcome.seatsLeft).toBeLessThan(8);
    expect(12 - seated).toBeLessThan(4);
  });

  it('that came back after a release is written over its old registration', async () => {
    const { store, session } = await setup(7);
    await register(store, session, party(1), now);
    const registration = await findRegistration(store, party(1));
    if (registration !== undefined) await release(store, registration, now);
    expect(await register(store, session, party(6), now)).toEqual({ kind: 'confirmed', seats: 6 });
    const again = await findRegistration(store, party(6));
    expect(again).toMatchObject({ generation: 2, next: 7, rev: 3, partySize: 6 });
    expect(seatsHeld(again?.held ?? [])).toBe(6);
    expect(await seatsTaken(store, session)).toBe(69);
  });
});

describe('a party that would do with fewer seats', () => {
  it.each([
    ['gets all it asked for while they are there', 7, 6, 2, { kind: 'confirmed', seats: 6 }],
    ['gets the most there are', 7, 9, 2, { kind: 'confirmed', seats: 7 }],
    ['gets its minimum', 2, 9, 2, { kind: 'confirmed', seats: 2 }],
    ['gets nothing below its minimum', 1, 9, 2, { kind: 'full', seatsLeft: 1 }],
    ['gets nothing when nothing is left', 0, 2, 1, { kind: 'full', seatsLeft: 0 }],
    ['takes a minimum above its size for its size', 3, 2, 9, { kind: 'confirmed', seats: 2 }],
  ])('%s', async (_, left, partySize, minimum, outcome) => {
    const { store, session } = await setup(left);
    expect(await register(store, session, party(partySize, minimum), now)).toEqual(outcome);
    const seats = 'seats' in outcome ? outcome.seats : 0;
    expect(await seatsTaken(store, session)).toBe(70 - left + (seats ?? 0));
    expect((await findRegistration(store, party(1)))?.partySize).toBe(seats === 0 ? undefined : seats);
  });

  it('is told the same again although there is more room by then', async () => {
    const { store, session } = await setup(2);
    const modest = party(4, 1);
    await register(store, session, modest, now);
    const other = await findRegistration(store, anApplication(0, { key: '0000000000000001' as never }));
    if (other !== undefined) await release(store, other, now);
    expect(await register(store, session, modest, now)).toEqual({ kind: 'confirmed', seats: 2 });
  });

  it('that is registered already is answered with what somebody unknown would get', async () => {
    const { store, session } = await setup(4);
    await register(store, session, party(1), now);
    expect(await register(store, session, party(4, 1), now)).toEqual({ kind: 'confirmed', seats: 3 });
    expect(await register(store, session, party(4, 4), now)).toEqual({ kind: 'full', seatsLeft: 3 });
    expect(await seatsTaken(store, session)).toBe(67);
  });
});
