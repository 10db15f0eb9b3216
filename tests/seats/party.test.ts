import { describe, expect, it } from 'vitest';
import { plus } from '../../shared/domain/instant.ts';
import { seatsHeld } from '../../shared/domain/seats.ts';
import { closeBlocks, readBlocks } from '../../shared/seats/blocks.ts';
import { changeParty } from '../../shared/seats/party.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { take } from '../../shared/seats/take.ts';
import type { Store } from '../../shared/store/client.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, seatsTaken, storedSession } from '../support/registrations.ts';

const freshStore = useEngine();
const later = plus(now, { hours: 1 });

async function setup(capacity = 30, partySize = 2) {
  const store = await freshStore();
  const session = await storedSession(store, { capacity });
  await register(store, session, anApplication(1, { partySize }), now);
  return { store, session, registration: await found(store) };
}

const found = async (store: Store) => {
  const registration = await findRegistration(store, anApplication(1));
  if (registration === undefined) throw new Error('not registered');
  return registration;
};

describe('a party', () => {
  it('that grows takes new numbers and is told by mail', async () => {
    const { store, session, registration } = await setup();
    const outcome = await changeParty(store, registration, 4, later);
    const stored = await found(store);
    expect(outcome).toEqual({ kind: 'changed', registration: { ...stored, dueAt: registration.dueAt } });
    expect(stored).toMatchObject({
      partySize: 4,
      held: [
        { block: 0, from: 0, count: 2 },
        { block: 0, from: 2, count: 2 },
      ],
      next: 4,
      rev: 2,
      owed: { 'A1#1': now, 'A14#2': later },
    });
    expect(await seatsTaken(store, session)).toBe(4);
  });

  it('that shrinks keeps its first numbers, gives the others back and is told by mail', async () => {
    const { store, session, registration } = await setup(30, 4);
    expect(await changeParty(store, registration, 1, later)).toMatchObject({ kind: 'changed' });
    expect(await found(store)).toMatchObject({
      partySize: 1,
      held: [{ block: 0, from: 0, count: 1 }],
      givenUp: [],
      next: 4,
      owed: { 'A14#2': later },
    });
    expect(await seatsTaken(store, session)).toBe(1);
  });

  it('that shrinks and grows again never uses a number twice', async () => {
    const { store, session, registration } = await setup(30, 2);
    await changeParty(store, registration, 1, later);
    await changeParty(store, await found(store), 2, later);
    expect((await found(store)).held).toEqual([
      { block: 0, from: 0, count: 1 },
      { block: 0, from: 2, count: 1 },
    ]);
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it.each([
    ['takes the last seats', 4, 'changed'],
    ['does not take one more than there is', 5, 'full'],
  ])('%s', async (_, partySize, kind) => {
    const { store, session, registration } = await setup(4, 2);
    expect(await changeParty(store, registration, partySize, later)).toMatchObject(
      kind === 'full' ? { kind, seatsLeft: 2 } : { kind },
    );
    expect(await seatsTaken(store, session)).toBe(kind === 'full' ? 2 : 4);
  });

  it('grows over several blocks where no single one has room', async () => {
    const { store, session, registration } = await setup(130, 1);
    const blocks = await readBlocks(store, session, true);
    expect(blocks.map(({ lim }) => lim)).toEqual([44, 43, 43]);
    expect(await changeParty(store, registration, 130, later)).toMatchObject({ kind: 'changed' });
    expect(await seatsTaken(store, session)).toBe(130);
    expect(seatsHeld((await found(store)).held)).toBe(130);
  });

  it('stays as it is when it asks for what it has', async () => {
    const { store, registration } = await setup();
    expect(await changeParty(store, registration, 2, later)).toEqual({ kind: 'unchanged' });
    expect((await found(store)).rev).toBe(1);
  });

  it('does not grow in a closed session, yet may still shrink there', async () => {
    const { store, session, registration } = await setup();
    await closeBlocks(store, session);
    expect(await changeParty(store, registration, 3, later)).toEqual({ kind: 'closed' });
    expect(await changeParty(store, registration, 1, later)).toMatchObject({ kind: 'changed' });
    expect(await seatsTaken(store, session)).toBe(1);
  });

  it('that was released meanwhile changes no more', async () => {
    const { store, session, registration } = await setup();
    await release(store, registration, now);
    for (const partySize of [1, 3])
      expect(await changeParty(store, registration, partySize, later)).toEqual({ kind: 'not-live' });
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it('ends at one of the sizes asked for at the same time, with as many claims', async () => {
    const { store, session, registration } = await setup(8);
    await Promise.all([5, 1, 4, 3].map((size) => changeParty(store, registration, size, later)));
    const { partySize, held } = await found(store);
    expect([5, 1, 4, 3]).toContain(partySize);
    expect(seatsHeld(held)).toBe(partySize);
    expect(await seatsTaken(store, session)).toBe(partySize);
  });

  it('grows past numbers that a dead try of old holds', async () => {
    const { store, session, registration } = await setup();
    await take(store, session, registration.key, 2, 3);
    expect(await changeParty(store, registration, 3, later)).toMatchObject({ kind: 'changed' });
    expect((await found(store)).held.at(-1)).toEqual({ block: 0, from: 5, count: 1 });
  });
});
