import { describe, expect, it } from 'vitest';
import { tick } from '../../functions/tick/tick.ts';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import { changeParty } from '../../shared/seats/party.ts';
import { type Application, register } from '../../shared/seats/register.ts';
import { take } from '../../shared/seats/take.ts';
import { findArbiter, findRegistration } from '../../shared/store/registrations.ts';
import { anEvent, aSession, now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { ProcessDied, withCalls, withFault } from '../support/faults.ts';
import { useQueue } from '../support/queue.ts';
import { anApplication, seatsTaken, storedSession } from '../support/registrations.ts';
import { quietLogger } from '../support/requests.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const scope = scopeOf(anEvent(), aSession());
const somebody = (person: number, more: Partial<Application> = {}) =>
  anApplication(person, { scope, ...more });

async function setup(capacity = 30) {
  const store = await freshStore();
  const mailQueue = await freshQueue();
  const session = await storedSession(store, { capacity });
  /** One environment: what it has seen it remembers from one minute to the next. */
  const environment = (over = store) => {
    let at: Instant = now;
    const run = tick({ store: over, mailQueue, clock: () => at, logger: quietLogger });
    return (seconds: number) => {
      at = plus(now, { seconds });
      return run();
    };
  };
  const dying = async (person: number, partySize = 2) => {
    const attempt = register(
      withFault(store, 'dies-after', 1),
      session,
      somebody(person, { partySize }),
      now,
    );
    await expect(attempt).rejects.toBeInstanceOf(ProcessDied);
  };
  return { store, session, environment, dying };
}

describe('seats taken by a process that died before it wrote the registration', () => {
  it('are free again once two looks 60 s apart have found nobody who holds them', async () => {
    const { store, session, environment, dying } = await setup();
    await dying(1);
    const tickAt = environment();
    for (const [seconds, taken] of [
      [0, 2],
      [59, 2],
      [60, 0],
    ] as const) {
      await tickAt(seconds);
      expect([seconds, await seatsTaken(store, session)]).toEqual([seconds, taken]);
    }
  });

  it('are only later free when the environment that suspected them is gone', async () => {
    const { store, session, environment, dying } = await setup();
    await dying(1);
    await environment()(0);
    const another = environment();
    await another(61);
    expect(await seatsTaken(store, session)).toBe(2);
    await another(121);
    expect(await seatsTaken(store, session)).toBe(0);
  });

  it('cannot be granted any more: the slow writer takes others', async () => {
    const { store, session, environment, dying } = await setup();
    await dying(1);
    const tickAt = environment();
    await tickAt(0);
    await tickAt(60);
    expect(await findArbiter(store, somebody(1))).toMatchObject({ status: 'void', next: 2 });
    expect(await register(store, session, somebody(1, { partySize: 2 }), now)).toMatchObject({
      kind: 'confirmed',
    });
    expect((await findRegistration(store, somebody(1)))?.held).toEqual([{ block: 0, from: 2, count: 2 }]);
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('are left to their owner who came back in time', async () => {
    const { store, session, environment, dying } = await setup();
    await dying(1);
    const tickAt = environment();
    await tickAt(0);
    await register(store, session, somebody(1, { partySize: 2 }), now);
    await tickAt(60);
    await tickAt(120);
    expect(await seatsTaken(store, session)).toBe(2);
    expect((await findRegistration(store, somebody(1)))?.status).toBe('confirmed');
  });

  it('beside seats that are held do not take these along', async () => {
    const { store, session, environment } = await setup();
    await register(store, session, somebody(1, { partySize: 2 }), now);
    await take(store, session, somebody(1).key, 2, 3);
    await take(store, session, somebody(2).key, 0, 1);
    const tickAt = environment();
    await tickAt(0);
    await tickAt(60);
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('of somebody who holds seats in another session of the event go as well', async () => {
    const { store, session, environment } = await setup();
    const other = await storedSession(store, { id: 'atelier-ia--s2' });
    await register(store, other, somebody(1, { partySize: 2 }), now);
    await take(store, session, somebody(1).key, 0, 2);
    const tickAt = environment();
    await tickAt(0);
    await tickAt(60);
    expect(await seatsTaken(store, session)).toBe(0);
    expect(await seatsTaken(store, other)).toBe(2);
  });

  it('are not removed by a look that died, but by the next', async () => {
    const { store, session, environment, dying } = await setup();
    await dying(1);
    const tickAt = environment();
    await tickAt(0);
    for (let nth = 1; nth <= 6; nth += 1)
      await environment(withFault(store, 'dies-after', nth))(60).catch(() => {});
    await tickAt(60);
    await tickAt(120);
    expect(await seatsTaken(store, session)).toBe(0);
  });
});

it('seats held are looked up once, whatever becomes of the party', async () => {
  const { store, session, environment } = await setup();
  await register(store, session, somebody(1, { partySize: 2 }), now);
  const calls: string[] = [];
  const blocksAndAlerts = 2;
  const tickAt = environment(
    withCalls(store, (_, send, name) => {
      calls.push(name);
      return send();
    }),
  );
  await tickAt(0);
  expect(calls.filter((name) => name === 'BatchGetItemCommand')).toHaveLength(blocksAndAlerts + 1);
  calls.length = 0;
  await tickAt(60);
  expect(calls.filter((name) => name === 'BatchGetItemCommand')).toHaveLength(blocksAndAlerts);
  const registration = await findRegistration(store, somebody(1));
  if (registration !== undefined) await changeParty(store, registration, 3, now);
  calls.length = 0;
  await tickAt(120);
  expect(calls.filter((name) => name === 'BatchGetItemCommand')).toHaveLength(blocksAndAlerts + 1);
  expect(await seatsTaken(store, session)).toBe(3);
});

it('a session that is over is left alone', async () => {
  const { store, session, environment, dying } = await setup();
  await dying(1);
  const tickAt = environment();
  const weeks = 30 * 24 * 3_600;
  await tickAt(weeks);
  await tickAt(weeks + 60);
  expect(await seatsTaken(store, session)).toBe(2);
});
