import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { plus } from '../../shared/domain/instant.ts';
import { claimsOf } from '../../shared/domain/seats.ts';
import { closeBlocks } from '../../shared/seats/blocks.ts';
import { removeClaims } from '../../shared/seats/claims.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { take } from '../../shared/seats/take.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { toItem } from '../../shared/store/item.ts';
import { fence, findRegistration, giveUp } from '../../shared/store/registrations.ts';
import { keys, listShard } from '../../shared/store/table.ts';
import { now as opening } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, openSession, seatsTaken } from '../support/registrations.ts';

const freshStore = useEngine();
const setup = async (capacity = 30, id = 'atelier-ia--s1') => {
  const store = await freshStore();
  const session = await openSession(store, { capacity, id });
  return { store, session };
};
const confirmed = expect.objectContaining({ kind: 'confirmed' });

describe('a registration', () => {
  it('takes its seats, grants exactly the claims in the ledger and owes a confirmation', async () => {
    const { store, session } = await setup();
    const application = anApplication(1, { partySize: 3 });
    expect(await register(store, session, application, opening)).toEqual(confirmed);
    expect(await seatsTaken(store, session)).toBe(3);
    expect(await findRegistration(store, application)).toMatchObject({
      status: 'confirmed',
      held: [{ block: 0, from: 0, count: 3 }],
      next: 3,
      owed: { 'A1#1': opening },
    });
  });

  it.each([
    ['the last two seats go to a party of two', 30, 28, 2, confirmed],
    ['a party of two does not take the last seat', 30, 29, 2, { kind: 'full', seatsLeft: 1 }],
    ['the last seat goes to one person', 30, 29, 1, confirmed],
    ['nobody gets a seat when none is left', 30, 30, 1, { kind: 'full', seatsLeft: 0 }],
    ['a party may fill an empty session', 5, 0, 5, confirmed],
    ['a party larger than an empty session is refused', 5, 0, 6, { kind: 'full', seatsLeft: 5 }],
    ['a party that fits in no single block is seated over several', 70, 10, 60, confirmed],
    ['a party larger than what all blocks have left is refused', 70, 10, 61, { kind: 'full', seatsLeft: 60 }],
  ])('%s', async (_, capacity, taken, party, outcome) => {
    const { store, session } = await setup(capacity);
    for (let person = 0; person < taken; person += 1)
      await register(store, session, balanced(person), opening);
    expect(await register(store, session, anApplication(900, { partySize: party }), opening)).toEqual(
      outcome,
    );
    expect(await seatsTaken(store, session)).toBe(taken + (outcome === confirmed ? party : 0));
  });

  it('is refused, and nothing is written, when the blocks are closed', async () => {
    const { store, session } = await setup();
    await closeBlocks(store, session);
    expect(await register(store, session, anApplication(1), opening)).toEqual({ kind: 'closed' });
    expect(await findRegistration(store, anApplication(1))).toBeUndefined();
  });
});

/** People whose home blocks alternate. */
const balanced = (person: number) =>
  anApplication(person, { key: `${person.toString(16).padStart(8, '0')}00000001` as never });

describe('the same person', () => {
  it('gets the same answer to the same try and holds one set of seats', async () => {
    const { store, session } = await setup();
    const application = anApplication(1, { partySize: 2 });
    await register(store, session, application, opening);
    expect(await register(store, session, application, plus(opening, { minutes: 1 }))).toEqual(confirmed);
    expect(await seatsTaken(store, session)).toBe(2);
    expect((await findRegistration(store, application))?.owed).toEqual({ 'A1#1': opening });
  });

  it('is told by mail, once a day, when another try finds the registration', async () => {
    const { store, session } = await setup();
    await register(store, session, anApplication(1), opening);
    for (const hours of [1, 2, 23, 26]) {
      const again = anApplication(1, { partySize: 2 });
      expect(await register(store, session, again, plus(opening, { hours }))).toEqual(confirmed);
    }
    expect(await seatsTaken(store, session)).toBe(1);
    const { owed } = (await findRegistration(store, anApplication(1))) ?? { owed: {} };
    expect(Object.keys(owed).filter((mail) => mail.startsWith('A28'))).toHaveLength(2);
  });

  it('learns that a key was used for something else', async () => {
    const { store, session } = await setup();
    const first = anApplication(1);
    await register(store, session, first, opening);
    const other = anApplication(1, { try: { id: first.try.id, body: 'something else' } });
    expect(await register(store, session, other, opening)).toEqual({ kind: 'key-reused' });
  });

  it('gets its stored answer again even when the session is full by now', async () => {
    const { store, session } = await setup(1);
    const first = anApplication(1);
    await register(store, session, first, opening);
    expect(await register(store, session, first, opening)).toEqual(confirmed);
    expect(await register(store, session, anApplication(2), opening)).toEqual({ kind: 'full', seatsLeft: 0 });
  });

  it('keeps one live registration, whatever ten parallel tries of different sizes do', async () => {
    const { store, session } = await setup(130);
    const tries = Array.from({ length: 10 }, (_, index) => anApplication(7, { partySize: 1 + (index % 4) }));
    const outcomes = await Promise.all(
      tries.map((application) => register(store, session, application, opening)),
    );
    expect(outcomes).toEqual(tries.map(() => confirmed));
    const registration = await findRegistration(store, anApplication(7));
    expect(await seatsTaken(store, session)).toBe(registration?.partySize);
  });

  it.each([
    ['is full', 1, 1],
    ['has too little room', 3, 3],
  ])('is answered like somebody unknown to another try when the session %s', async (_, capacity, party) => {
    const { store, session } = await setup(capacity);
    await register(store, session, anApplication(1), opening);
    const answers = [1, 2].map((person) =>
      register(store, session, anApplication(person, { partySize: party }), opening),
    );
    const refused = { kind: 'full', seatsLeft: capacity - 1 };
    expect(await Promise.all(answers)).toEqual([refused, refused]);
    expect(await seatsTaken(store, session)).toBe(1);
    expect(Object.keys((await found(store, 1)).owed)).toEqual(['A1#1']);
  });

  it('is answered like somebody unknown to another try when the blocks are closed', async () => {
    const { store, session } = await setup();
    await register(store, session, anApplication(1), opening);
    await closeBlocks(store, session);
    expect(await register(store, session, anApplication(1), opening)).toEqual({ kind: 'closed' });
  });

  it('keeps its first session when it asks for another one of the event', async () => {
    const { store, session } = await setup();
    const other = await openSession(store, { id: 'atelier-ia--s2' });
    await register(store, session, anApplication(1), opening);
    expect(await register(store, other, anApplication(1), opening)).toEqual(confirmed);
    expect(await seatsTaken(store, session)).toBe(1);
    expect(await seatsTaken(store, other)).toBe(0);
    const registration = await findRegistration(store, anApplication(1));
    expect(registration?.session).toBe(session.id);
    expect(Object.keys(registration?.owed ?? {})).toContain(`A28#${opening}#${other.id}`);
  });
});

describe('a session that sells out', () => {
  it('confirms exactly its capacity among parallel people', async () => {
    const { store, session } = await setup(30);
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, person) => register(store, session, anApplication(person), opening)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'confirmed')).toHaveLength(30);
    expect(outcomes.filter(({ kind }) => kind === 'full')).toHaveLength(70);
    expect(await seatsTaken(store, session)).toBe(30);
  });

  it('fills every block before it says so', async () => {
    const { store, session } = await setup(150);
    const outcomes = await Promise.all(
      Array.from({ length: 170 }, (_, person) => register(store, session, anApplication(person), opening)),
    );
    expect(outcomes.filter(({ kind }) => kind === 'confirmed')).toHaveLength(150);
    expect(await seatsTaken(store, session)).toBe(150);
  });
});

describe('a release', () => {
  it('gives the seats back exactly once and owes one word of thanks', async () => {
    const { store, session } = await setup();
    await register(store, session, anApplication(1, { partySize: 2 }), opening);
    const registration = await found(store, 1);
    const outcomes = await Promise.all([1, 2, 3].map(() => release(store, registration, opening)));
    expect(outcomes).toEqual(['released', 'released', 'released']);
    expect(await seatsTaken(store, session)).toBe(0);
    expect(await found(store, 1)).toMatchObject({ status: 'released', held: [], givenUp: [], rev: 2 });
    expect((await found(store, 1)).owed).toEqual({ 'A1#1': opening, 'A13#2': opening });
  });

  it('may be followed by a new registration with new numbers, a new generation and a new link', async () => {
    const { store, session } = await setup();
    await register(store, session, anApplication(1, { partySize: 2, audience: 'seniors' }), opening);
    await release(store, await found(store, 1), opening);
    expect(await register(store, session, anApplication(1), opening)).toEqual(confirmed);
    expect(await seatsTaken(store, session)).toBe(1);
    const again = await found(store, 1);
    expect(again).toMatchObject({
      status: 'confirmed',
      held: [{ from: 2, count: 1 }],
      next: 3,
      generation: 2,
      linkVersion: 2,
      rev: 3,
    });
    expect(again.audience).toBeUndefined();
  });

  it('followed by a registration for another session of the event lists the person there', async () => {
    const { store, session } = await setup();
    const other = await openSession(store, { id: 'atelier-ia--s2' });
    await register(store, session, anApplication(1), opening);
    await release(store, await found(store, 1), opening);
    await register(store, other, anApplication(1), plus(opening, { hours: 1 }));
    await fence(store, anApplication(2), 4);
    await register(store, other, anApplication(2), opening);
    for (const person of [1, 2]) {
      const { key, createdAt } = await found(store, person);
      expect(await listing(store, person)).toEqual({
        listShard: listShard(other.id, key),
        listKey: `${createdAt}#${key}`,
      });
    }
  });

  it('that died between the flip and the removal is finished by settling, any number of times', async () => {
    const { store, session } = await setup();
    await register(store, session, anApplication(1, { partySize: 2 }), opening);
    await giveUp(store, await found(store, 1), 'released', 'A13#2', opening);
    expect(await seatsTaken(store, session)).toBe(2);
    await Promise.all([settle(store, anApplication(1)), settle(store, anApplication(1))]);
    await settle(store, anApplication(1));
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it('that died does not take a seat from the same person registering again', async () => {
    const { store, session } = await setup();
    await register(store, session, anApplication(1, { partySize: 2 }), opening);
    await giveUp(store, await found(store, 1), 'released', 'A13#2', opening);
    await register(store, session, anApplication(1), opening);
    await settle(store, anApplication(1));
    expect(await seatsTaken(store, session)).toBe(1);
  });
});

describe('a try that died after taking seats', () => {
  it('is completed by its own repeat', async () => {
    const { store, session } = await setup();
    const application = anApplication(1, { partySize: 2 });
    await take(store, session, application.key, 0, 2);
    expect(await register(store, session, application, opening)).toEqual(confirmed);
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('is fenced by another try of the person, and loses cleanly if it comes back', async () => {
    const { store, session } = await setup();
    await take(store, session, anApplication(1).key, 0, 2);
    expect(await register(store, session, anApplication(1, { partySize: 3 }), opening)).toEqual(confirmed);
    const registration = await found(store, 1);
    expect(registration.held).toEqual([{ block: 0, from: 3, count: 3 }]);
  });

  it('cannot be granted numbers that a fence has passed', async () => {
    const { store, session } = await setup();
    await fence(store, anApplication(1), 4);
    expect(await register(store, session, anApplication(1), opening)).toEqual(confirmed);
    expect(await found(store, 1)).toMatchObject({ held: [{ from: 4, count: 1 }], next: 5, rev: 1 });
    expect(await seatsTaken(store, session)).toBe(1);
  });
});

it('removing claims from a block that does not exist creates nothing', async () => {
  const { store, session } = await setup();
  const claims = claimsOf(anApplication(1).key, { from: 0, count: 1 });
  await removeClaims(store, session.id, 9, claims);
  expect(await seatsTaken(store, { ...session, blocks: 1 })).toBe(0);
});

const listing = async ({ db, tableName }: Store, person: number) => {
  const Key = toItem(keys.registration(anApplication(person)));
  const { Item = {} } = await db.send(new GetItemCommand({ TableName: tableName, Key }));
  return { listShard: Item.listShard?.S, listKey: Item.listKey?.S };
};

const found = async (store: Parameters<typeof findRegistration>[0], person: number) => {
  const registration = await findRegistration(store, anApplication(person));
  if (registration === undefined) throw new Error('no such registration');
  return registration;
};
