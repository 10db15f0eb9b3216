import { describe, expect, it } from 'vitest';
import { type Instant, instant, minus, plus } from '../../shared/domain/instant.ts';
import { offerTerms } from '../../shared/domain/offers.ts';
import { beginOf, type Session, type WaitlistPolicy } from '../../shared/domain/programme.ts';
import { isRegistration, type Registration } from '../../shared/domain/registration.ts';
import { placeInList } from '../../shared/domain/waiting.ts';
import { closeBlocks, reopenBlocks } from '../../shared/seats/blocks.ts';
import { handOn } from '../../shared/seats/hand-on.ts';
import { registerOrJoin } from '../../shared/seats/join.ts';
import { accept, lapse } from '../../shared/seats/offer.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { findArbiter } from '../../shared/store/registrations.ts';
import { listWaiting } from '../../shared/store/waiting.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, openSession, seatsTaken } from '../support/registrations.ts';

const freshStore = useEngine();

type Guest = {
  readonly party?: number;
  readonly minimum?: number;
  readonly joins?: boolean;
  readonly at?: Instant;
};

/** A session of so many seats, all taken by singles, people 1, 2, 3 … of whom 101, 102, … ask for more. */
async function fullSession(seats: number, policy: WaitlistPolicy = 'offer') {
  const store = await freshStore();
  const session = await openSession(store, { capacity: seats });
  const listed = { session, policy };
  const ask = (person: number, { party = 1, minimum, joins = true, at = now }: Guest = {}) =>
    registerOrJoin(
      store,
      session,
      anApplication(person, {
        partySize: party,
        minimumSeats: minimum,
        try: { id: `try ${person}`, body: '' },
        list: { joins, place: placeInList(person, 'request') },
      }),
      at,
    );
  for (let person = 1; person <= seats; person += 1) await ask(person, { joins: false });
  const read = (person: number) => found(store, person);
  const giveBack = async (person: number, at = now) => {
    await release(store, await read(person), at);
    await handOn(store, listed, at);
  };
  const statuses = async (...people: number[]) =>
    Promise.all(people.map(async (person) => (await read(person)).status));
  const waiting = async () =>
    (await listWaiting(store, session.id)).map(({ key }) => Number.parseInt(key, 16));
  return { store, session, listed, ask, read, giveBack, statuses, waiting };
}

async function found(store: Store, person: number): Promise<Registration> {
  const item = await findArbiter(store, anApplication(person));
  if (item === undefined || !isRegistration(item)) throw new Error(`${person} has no registration`);
  return item;
}

const deadline = (session: Session, from = now): Instant => {
  const terms = offerTerms(from, beginOf(session));
  if (terms.kind === 'broadcast') throw new Error('no exclusive offers any more');
  return terms.expiresAt;
};

describe('the list of a full session', () => {
  it('takes whoever wants to wait, in the order of their requests, and owes them a word', async () => {
    const { ask, read, waiting } = await fullSession(2);
    expect(await ask(103)).toEqual({ kind: 'listed' });
    expect(await ask(101)).toEqual({ kind: 'listed' });
    expect(await waiting()).toEqual([101, 103]);
    expect(await read(101)).toMatchObject({ status: 'waiting', held: [], owed: { 'A4#1': now } });
  });

  it('is not opened by somebody who does not want to wait', async () => {
    const { ask, waiting } = await fullSession(1);
    expect(await ask(101, { joins: false })).toEqual({ kind: 'full', seatsLeft: 0 });
    expect(await waiting()).toEqual([]);
  });

  it('gives the same try the same answer, and another try of the same person a neutral one', async () => {
    const { store, session, ask, waiting, listed } = await fullSession(1);
    await ask(101);
    expect(await ask(101)).toEqual({ kind: 'listed' });
    const another = anApplication(101, {
      list: { ...listed, joins: true, place: placeInList(9, 'another') },
    });
    expect(await registerOrJoin(store, session, another, now)).toEqual({ kind: 'listed' });
    expect(await waiting()).toEqual([101]);
    expect((await found(store, 101)).owed).toMatchObject({ [`A28#${now}#${session.id}`]: now });
  });

  it('confirms a newcomer at once where nobody waits and the party fits after all', async () => {
    const { ask, read, giveBack, waiting } = await fullSession(2);
    await ask(101);
    await giveBack(101);
    await giveBack(1);
    expect(await ask(102)).toEqual({ kind: 'confirmed', seats: 1 });
    expect(await ask(102)).toEqual({ kind: 'confirmed', seats: 1 });
    expect(await read(102)).toMatchObject({ status: 'confirmed', owed: { 'A1#2': now } });
    expect(await waiting()).toEqual([]);
  });

  it('lets somebody who would not wait take a seat only while nobody waits, and leaves no trace otherwise', async () => {
    const { store, ask, giveBack, read } = await fullSession(2);
    await ask(101, { party: 2 });
    await giveBack(1);
    expect((await read(101)).status).toBe('waiting');
    expect(await ask(102, { joins: false })).toEqual({ kind: 'full', seatsLeft: 0 });
    expect(await findArbiter(store, anApplication(102))).toBeUndefined();
    await giveBack(101);
    expect(await ask(102, { joins: false })).toEqual({ kind: 'confirmed', seats: 1 });
  });

  it('is left by its link, once', async () => {
    const { store, ask, read, waiting } = await fullSession(1);
    await ask(101);
    const registration = await read(101);
    expect(await Promise.all([1, 2].map(() => release(store, registration, now)))).toEqual([
      'released',
      'released',
    ]);
    expect(await waiting()).toEqual([]);
    expect(await read(101)).toMatchObject({ status: 'released', rev: 2, owed: { 'A13#2': now } });
  });
});

describe('a seat that comes back', () => {
  it('is offered to the first who waits, until a deadline, and to nobody else meanwhile', async () => {
    const { store, session, ask, read, giveBack, statuses } = await fullSession(1);
    for (const person of [101, 102]) await ask(person);
    await giveBack(1);
    expect(await statuses(101, 102)).toEqual(['offered', 'waiting']);
    expect(await read(101)).toMatchObject({
      until: deadline(session),
      held: [{ block: 0, from: 0, count: 1 }],
      owed: { 'A5#2': now },
    });
    expect(await ask(103, { joins: false })).toMatchObject({ kind: 'full' });
    expect(await seatsTaken(store, session)).toBe(1);
  });

  it('is owed to be told in the morning when it comes back at night', async () => {
    const { ask, read, giveBack } = await fullSession(1);
    await ask(101);
    await giveBack(1, instant('2027-10-19T23:00:00+02:00'));
    expect((await read(101)).owed['A5#2']).toBe(instant('2027-10-20T08:00:00+02:00'));
  });

  it('is given without an offer where the event says so', async () => {
    const { ask, read, giveBack } = await fullSession(1, 'automatic');
    await ask(101);
    await giveBack(1);
    expect(await read(101)).toMatchObject({ status: 'confirmed', owed: { 'A1#2': now } });
  });

  it('goes to those who came first, however many hands pass it on at once', async () => {
    const { store, session, listed, ask, read, waiting } = await fullSession(8);
    await Promise.all(Array.from({ length: 12 }, (_, index) => ask(101 + index)));
    await Promise.all(
      [1, 2, 3, 4, 5].flatMap((person) => [
        read(person)
          .then((it) => release(store, it, now))
          .then(() => handOn(store, listed, now)),
        handOn(store, listed, now),
      ]),
    );
    await handOn(store, listed, now);
    expect(await waiting()).toEqual([106, 107, 108, 109, 110, 111, 112]);
    expect(await seatsTaken(store, session)).toBe(8);
  });

  it('is confirmed by its person before the deadline, and not at it', async () => {
    const { store, session, listed, ask, read, giveBack } = await fullSession(2);
    for (const person of [101, 102]) await ask(person);
    for (const person of [1, 2]) await giveBack(person);
    const until = deadline(session);
    const justBefore = minus(until, { milliseconds: 1 });
    expect(await accept(store, listed, await read(101), justBefore)).toEqual({ kind: 'confirmed' });
    expect(await accept(store, listed, await read(101), justBefore)).toEqual({ kind: 'confirmed' });
    expect(await read(101)).toMatchObject({ status: 'confirmed', owed: { 'A1#3': justBefore } });
    await ask(103);
    expect(await accept(store, listed, await read(102), until)).toEqual({ kind: 'gone' });
    await handOn(store, listed, until);
    expect((await read(103)).status).toBe('offered');
  });

  it('wins late what nobody before can use', async () => {
    const { store, session, listed, ask, read, giveBack } = await fullSession(1);
    await ask(101);
    await giveBack(1);
    expect(await accept(store, listed, await read(101), deadline(session))).toEqual({ kind: 'confirmed' });
  });

  it('goes to the next when it is declined or let pass, and a second offer let pass ends the waiting', async () => {
    const { store, session, listed, ask, read, giveBack, statuses, waiting } = await fullSession(1);
    for (const person of [101, 102, 103]) await ask(person);
    await giveBack(1);
    await giveBack(101);
    expect(await statuses(101, 102, 103)).toEqual(['declined', 'offered', 'waiting']);
    const first = deadline(session);
    await lapse(store, session, await read(102), minus(first, { milliseconds: 1 }));
    expect(await statuses(102)).toEqual(['offered']);
    await lapse(store, session, await read(102), first);
    await handOn(store, listed, first);
    expect(await statuses(102, 103)).toEqual(['waiting', 'offered']);
    expect(await waiting()).toEqual([102]);
    await giveBack(103, first);
    expect(await statuses(102)).toEqual(['offered']);
    const second = deadline(session, first);
    await lapse(store, session, await read(102), second);
    expect(await read(102)).toMatchObject({ status: 'lapsed', lapses: 2, held: [] });
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it('comes back once, though a yes races with the deadline', async () => {
    const { store, session, listed, ask, read, giveBack } = await fullSession(1);
    await ask(101);
    await giveBack(1);
    const until = deadline(session);
    const offered = await read(101);
    await Promise.all([
      accept(store, listed, offered, minus(until, { seconds: 1 })),
      lapse(store, session, offered, until),
      lapse(store, session, offered, until),
    ]);
    await handOn(store, listed, until);
    expect(await seatsTaken(store, session)).toBe(1);
    expect(['confirmed', 'offered']).toContain((await read(101)).status);
  });
});

describe('a party that does not fit', () => {
  it('keeps its place, is passed by three at most, and then seats are kept for it', async () => {
    const { session, store, listed, ask, read, giveBack, statuses } = await fullSession(5);
    await ask(101, { party: 2 });
    for (const person of [102, 103, 104, 105]) await ask(person);
    for (const person of [1, 2, 3]) await giveBack(person);
    expect(await statuses(101, 102, 103, 104, 105)).toEqual([
      'waiting',
      'offered',
      'offered',
      'offered',
      'waiting',
    ]);
    await giveBack(4);
    expect(await statuses(101, 105)).toEqual(['waiting', 'waiting']);
    const [entry] = await listWaiting(store, session.id);
    expect([entry?.passedBy.size, entry?.accumulateUntil]).toEqual([3, deadline(session)]);
    await giveBack(5);
    expect(await read(101)).toMatchObject({ status: 'offered', partySize: 2 });
    await handOn(store, listed, deadline(session));
    expect(await statuses(105)).toEqual(['waiting']);
  });

  it('is passed again once that has lasted for an offer', async () => {
    const { store, session, listed, ask, giveBack, statuses } = await fullSession(4);
    await ask(101, { party: 2 });
    for (const person of [102, 103, 104, 105]) await ask(person);
    for (const person of [1, 2, 3, 4]) await giveBack(person);
    expect(await statuses(105)).toEqual(['waiting']);
    await handOn(store, listed, minus(deadline(session), { milliseconds: 1 }));
    expect(await statuses(105)).toEqual(['waiting']);
    await handOn(store, listed, deadline(session));
    expect(await statuses(101, 105)).toEqual(['waiting', 'offered']);
  });

  it('takes fewer seats where that would do', async () => {
    const { ask, read, giveBack } = await fullSession(3);
    await ask(101, { party: 3, minimum: 1 });
    await giveBack(1);
    expect(await read(101)).toMatchObject({ status: 'offered', partySize: 1 });
  });
});

describe('a session that is closed', () => {
  it('hands no seat on, and goes on with its list when it is opened again', async () => {
    const { store, session, ask, giveBack, statuses } = await fullSession(1);
    await ask(101);
    await closeBlocks(store, session);
    await giveBack(1);
    expect(await statuses(101)).toEqual(['waiting']);
    expect(await ask(102)).toEqual({ kind: 'closed' });
    await reopenBlocks(store, session);
    expect(await ask(103, { joins: false })).toMatchObject({ kind: 'full' });
    await giveBack(1);
    expect(await statuses(101)).toEqual(['offered']);
  });
});

describe('in the last hours', () => {
  it('everybody who waits is invited, the first who comes has the seat, and the other waits on', async () => {
    const { store, session, listed, ask, read, giveBack, statuses } = await fullSession(1);
    for (const person of [101, 102]) await ask(person);
    const late = minus(beginOf(session), { hours: 5 });
    await giveBack(1, late);
    expect(await statuses(101, 102)).toEqual(['invited', 'invited']);
    expect((await read(102)).owed).toMatchObject({ 'A6#2': late });
    expect(await seatsTaken(store, session)).toBe(0);
    const answers = await Promise.all(
      [102, 101].map(async (person) => accept(store, listed, await read(person), late)),
    );
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['confirmed', 'gone']);
    expect(await seatsTaken(store, session)).toBe(1);
    expect((await statuses(101, 102)).sort()).toEqual(['confirmed', 'invited']);
  });

  it('whoever waits when the session begins hears that no seat was found', async () => {
    const { store, session, listed, ask, read, giveBack, waiting } = await fullSession(1);
    for (const person of [101, 102]) await ask(person);
    const begin = beginOf(session);
    await giveBack(1, plus(begin, { milliseconds: -1 }));
    await handOn(store, listed, begin);
    expect(await waiting()).toEqual([]);
    for (const person of [101, 102])
      expect(await read(person)).toMatchObject({ status: 'lapsed', owed: { 'A17#3': begin } });
    expect(await accept(store, listed, await read(101), begin)).toEqual({ kind: 'over' });
  });
});

describe('seats held for an address', () => {
  const heldUntil = plus(now, { hours: 1 });
  async function held() {
    const { store, session, listed, read } = await fullSession(0);
    const roomy = await openSession(store, { id: 'roomy', capacity: 3 });
    const application = anApplication(201, { partySize: 2, confirmBefore: heldUntil });
    expect(await registerOrJoin(store, roomy, application, now)).toEqual({ kind: 'pending', seats: 2 });
    return {
      store,
      listed: { ...listed, session: roomy },
      session: roomy ?? session,
      registration: await read(201),
    };
  }

  it('are confirmed by a yes in time', async () => {
    const { store, listed, registration } = await held();
    expect(registration).toMatchObject({ status: 'pending', until: heldUntil, owed: { 'A2#1': now } });
    expect(await accept(store, listed, registration, minus(heldUntil, { seconds: 1 }))).toEqual({
      kind: 'confirmed',
    });
    expect((await found(store, 201)).owed).toHaveProperty('A1#2');
  });

  it('go back after an hour, and a yes then is too late', async () => {
    const { store, session, listed, registration } = await held();
    expect(await accept(store, listed, registration, heldUntil)).toEqual({ kind: 'over' });
    expect(await found(store, 201)).toMatchObject({ status: 'lapsed', held: [] });
    expect(await seatsTaken(store, session)).toBe(0);
  });
});
