import { describe, expect, it } from 'vitest';
import { tick } from '../../functions/tick/tick.ts';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import { endOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { register } from '../../shared/seats/register.ts';
import { CATCH_UP, nextLook, settleOwed } from '../../shared/store/owing.ts';
import { findRegistration, giveUp, owing } from '../../shared/store/registrations.ts';
import { owners, table } from '../../shared/store/table.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { useQueue } from '../support/queue.ts';
import { anApplication, seatsTaken, storedSession } from '../support/registrations.ts';
import { quietLogger } from '../support/requests.ts';
import { imageOf } from '../support/stream.ts';

const freshStore = useEngine();
const freshQueue = useQueue();

async function setup() {
  const store = await freshStore();
  const mailQueue = await freshQueue();
  const session = await storedSession(store);
  const somebody = anApplication(1, { partySize: 2 });
  await register(store, session, somebody, now);
  const tickAt = (at: Instant) => tick({ store, mailQueue, clock: () => at, logger: quietLogger })();
  const registration = async () => {
    const found = await findRegistration(store, somebody);
    if (found === undefined) throw new Error('not registered');
    return found;
  };
  return { store, session, mailQueue, somebody, tickAt, registration };
}

const due = plus(now, CATCH_UP);

describe('every minute', () => {
  it('a mail still owed after five minutes is ordered again, not before', async () => {
    const { mailQueue, somebody, tickAt } = await setup();
    await tickAt(plus(due, { milliseconds: -1 }));
    expect(await mailQueue.take()).toEqual([]);
    await tickAt(due);
    expect(await mailQueue.take()).toEqual([{ owner: owners.registration(somebody), mail: 'A1#1' }]);
  });

  it('what was ordered again is left alone for another five minutes', async () => {
    const { mailQueue, tickAt } = await setup();
    await tickAt(due);
    await mailQueue.take();
    await tickAt(plus(due, { minutes: 1 }));
    expect(await mailQueue.take()).toEqual([]);
    await tickAt(plus(due, CATCH_UP));
    expect(await mailQueue.take()).toHaveLength(1);
  });

  it('nobody looks again at a registration that owes nothing', async () => {
    const { store, mailQueue, tickAt, registration } = await setup();
    await settleOwed(store, owing(await registration(), now), 'A1#1');
    expect((await registration()).dueAt).toBeUndefined();
    await tickAt(plus(due, { days: 1 }));
    expect(await mailQueue.take()).toEqual([]);
  });

  it('seats of a release that died are given back', async () => {
    const { store, session, tickAt, registration } = await setup();
    await giveUp(store, await registration(), 'released', 'A13#2', now);
    await tickAt(due);
    expect(await seatsTaken(store, session)).toBe(0);
    expect((await registration()).givenUp).toEqual([]);
  });
});

describe('what is kept', () => {
  it('of an accommodation goes thirty days after the session, and the registration a year after it', async () => {
    const { store, session, tickAt } = await setup();
    const other = anApplication(2, { accommodation: 'une boucle magnétique' });
    await register(store, session, other, now);
    const read = async () => (await findRegistration(store, other)) ?? {};
    const forgotten = plus(endOf(session), { days: 30 });
    await settleOwed(store, owing((await read()) as Registration, now), 'A1#1');
    await tickAt(plus(forgotten, { milliseconds: -1 }));
    expect(await read()).toHaveProperty('accommodation');
    await tickAt(forgotten);
    expect(await read()).not.toHaveProperty('accommodation');
    const item = await imageOf(store, other);
    expect(item?.[table.timeToLive]?.N).toBe(String(Date.parse(plus(endOf(session), { days: 365 })) / 1_000));
  });

  it('for an address to be confirmed goes back after its hour', async () => {
    const { store, session, tickAt } = await setup();
    const until = plus(now, { hours: 1 });
    const pending = anApplication(3, { confirmBefore: until });
    await register(store, session, pending, now);
    await tickAt(due);
    await tickAt(plus(until, { milliseconds: -1 }));
    expect(await seatsTaken(store, session)).toBe(3);
    await tickAt(until);
    expect(await seatsTaken(store, session)).toBe(2);
    expect(await findRegistration(store, pending)).toMatchObject({ status: 'lapsed', held: [] });
  });
});

it('settling one of two owed mails keeps the other one due', async () => {
  const { store, registration } = await setup();
  await giveUp(store, await registration(), 'released', 'A13#2', now);
  await settleOwed(store, owing(await registration(), now), 'A1#1');
  expect(Object.keys((await registration()).owed)).toEqual(['A13#2']);
  expect((await registration()).dueAt).toBe(due);
});

describe('when to look again', () => {
  const later = plus(now, { hours: 1 });
  it.each([
    ['never, at what owes nothing', { owed: {} }, undefined],
    ['in five minutes, at what is owed by now', { owed: { 'A1#1': now } }, due],
    ['at its instant, at what is owed from then on', { owed: { 'A1#1': later } }, later],
    ['at the earliest of several', { owed: { 'A1#1': later, 'A1#2': now } }, due],
    ['at another reason before any mail', { owed: { 'A1#1': now }, otherwiseDue: now }, now],
  ])('%s', (_, read, expected) => {
    expect(nextLook(read, now)).toBe(expected);
  });
});
