import { describe, expect, it } from 'vitest';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import { closeBlocks } from '../../shared/seats/blocks.ts';
import { type Application, register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { registerRemembering } from '../../shared/seats/sold-out.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { withCalls } from '../support/faults.ts';
import { anApplication, openSession, seatsTaken } from '../support/registrations.ts';

const freshStore = useEngine();
const aSecondLater = plus(now, { seconds: 1 });

/** A session with one seat, taken by person 1; `ask` goes through one environment and tells its calls. */
async function setup(capacity = 1) {
  const store = await freshStore();
  const session = await openSession(store, { capacity });
  const early = anApplication(1);
  await register(store, session, early, now);
  for (let person = 2; person <= capacity; person += 1)
    await register(store, session, anApplication(10 + person), now);
  let time: Instant = now;
  const remembering = registerRemembering(() => time);
  const ask = async (application: Application, at = now) => {
    time = at;
    const calls: string[] = [];
    const watched = withCalls(store, (_, send, name) => {
      calls.push(name);
      return send();
    });
    return { outcome: await remembering(watched, session, application, at), calls };
  };
  return { store, session, early, ask };
}

const full = { kind: 'full', seatsLeft: 0 };
const own = 'GetItemCommand';

describe('a session known to have sold out', () => {
  it('costs one read of the own registration and no write', async () => {
    const { ask } = await setup();
    await ask(anApplication(2));
    expect(await ask(anApplication(3))).toEqual({ outcome: full, calls: [own] });
  });

  it('is looked at once more after a second, still without a write', async () => {
    const { ask } = await setup();
    await ask(anApplication(2));
    const early = plus(aSecondLater, { milliseconds: -1 });
    expect((await ask(anApplication(3), early)).calls).toEqual([own]);
    expect(await ask(anApplication(4), aSecondLater)).toEqual({
      outcome: full,
      calls: ['BatchGetItemCommand', own],
    });
    expect((await ask(anApplication(5), aSecondLater)).calls).toEqual([own]);
  });

  it('is looked at once for everybody who asks at the same time', async () => {
    const { ask } = await setup();
    await ask(anApplication(2));
    const answers = await Promise.all([3, 4, 5].map((person) => ask(anApplication(person), aSecondLater)));
    expect(answers.map(({ outcome }) => outcome)).toEqual([full, full, full]);
    const looks = answers.flatMap(({ calls }) => calls).filter((call) => call !== own);
    expect(looks).toEqual(['BatchGetItemCommand']);
  });

  it('gives seats again within a second of a release', async () => {
    const { store, session, ask } = await setup();
    await ask(anApplication(2));
    const registration = await findRegistration(store, anApplication(1));
    if (registration !== undefined) await release(store, registration, now);
    expect((await ask(anApplication(3))).outcome).toEqual(full);
    expect((await ask(anApplication(3), aSecondLater)).outcome).toEqual({ kind: 'confirmed', seats: 1 });
    expect((await ask(anApplication(4), aSecondLater)).outcome).toEqual(full);
    expect(await seatsTaken(store, session)).toBe(1);
  });

  it('gives the same try its stored answer', async () => {
    const { early, ask } = await setup();
    await ask(anApplication(2));
    expect(await ask(early)).toEqual({ outcome: { kind: 'confirmed', seats: 1 }, calls: [own] });
  });

  it('refuses somebody registered like somebody unknown', async () => {
    const { ask } = await setup();
    await ask(anApplication(2));
    expect(await ask(anApplication(1))).toEqual({ outcome: full, calls: [own] });
  });

  it('still seats a party small enough for what is left', async () => {
    const { store, session, ask } = await setup(2);
    const registration = await findRegistration(store, anApplication(1));
    if (registration !== undefined) await release(store, registration, now);
    const refused = { kind: 'full', seatsLeft: 1 };
    expect((await ask(anApplication(3, { partySize: 2 }))).outcome).toEqual(refused);
    expect(await ask(anApplication(4, { partySize: 2 }))).toEqual({ outcome: refused, calls: [own] });
    expect((await ask(anApplication(5, { partySize: 2, minimumSeats: 1 }))).outcome).toEqual({
      kind: 'confirmed',
      seats: 1,
    });
    expect(await seatsTaken(store, session)).toBe(2);
  });
});

it('a closed session is remembered alike', async () => {
  const { store, session, ask } = await setup();
  await closeBlocks(store, session);
  await ask(anApplication(2));
  expect(await ask(anApplication(3))).toEqual({ outcome: { kind: 'closed' }, calls: [own] });
});

it('a session with seats costs two writes and no read', async () => {
  const store = await freshStore();
  const session = await openSession(store);
  const watched = withCalls(store);
  await registerRemembering(() => now)(watched, session, anApplication(1), now);
  expect(watched.calls()).toBe(2);
});
