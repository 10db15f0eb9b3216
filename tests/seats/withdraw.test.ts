import { describe, expect, it } from 'vitest';
import { register } from '../../shared/seats/register.ts';
import { take } from '../../shared/seats/take.ts';
import { withdraw } from '../../shared/seats/withdraw.ts';
import { fence, findArbiter, findRegistration, putRegistration } from '../../shared/store/registrations.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, openSession, seatsTaken } from '../support/registrations.ts';

const freshStore = useEngine();
const two = { block: 0, from: 0, count: 2 };

async function setup() {
  const store = await freshStore();
  const session = await openSession(store);
  const somebody = anApplication(1, { partySize: 2 });
  return { store, session, somebody };
}

describe('removing claims', () => {
  it('fences an undecided claim first, so that the slow writer that made it loses cleanly', async () => {
    const { store, session, somebody } = await setup();
    const other = await openSession(store, { id: 'ailleurs--s1' });
    await register(store, other, somebody, now);
    const written = await findRegistration(store, somebody);
    if (written === undefined) throw new Error('not registered');

    const late = anApplication(2, { partySize: 2 });
    await take(store, session, late.key, 0, 2);
    await withdraw(store, undefined, late, session.id, two);
    expect(await seatsTaken(store, session)).toBe(0);
    expect(await putRegistration(store, { ...written, key: late.key, held: [two] })).toMatchObject({
      status: 'void',
      next: 2,
    });
  });

  it('fences numbers that the registration it knows has not decided', async () => {
    const { store, session, somebody } = await setup();
    await register(store, session, somebody, now);
    await take(store, session, somebody.key, 5, 2);
    await withdraw(store, await findArbiter(store, somebody), somebody, session.id, {
      block: 0,
      from: 5,
      count: 2,
    });
    expect(await findArbiter(store, somebody)).toMatchObject({ status: 'confirmed', next: 7 });
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('leaves granted claims where they are', async () => {
    const { store, session, somebody } = await setup();
    await register(store, session, somebody, now);
    await withdraw(store, undefined, somebody, session.id, two);
    await withdraw(store, await findArbiter(store, somebody), somebody, session.id, two);
    expect(await seatsTaken(store, session)).toBe(2);
  });

  it('removes the numbers a registration holds in another block only', async () => {
    const { store, session, somebody } = await setup();
    const larger = { ...session, blocks: 1 };
    await register(store, larger, somebody, now);
    const other = await openSession(store, { id: 'ailleurs--s1' });
    await take(store, other, somebody.key, 0, 2);
    await withdraw(store, undefined, somebody, other.id, two);
    expect(await seatsTaken(store, other)).toBe(0);
    expect(await seatsTaken(store, session)).toBe(2);
  });
});

describe('a fence', () => {
  it('never changes a status and never lowers what is decided', async () => {
    const { store, session, somebody } = await setup();
    await register(store, session, somebody, now);
    expect(await fence(store, somebody, 1)).toMatchObject({ status: 'confirmed', next: 2 });
    expect(await fence(store, somebody, 5)).toMatchObject({ status: 'confirmed', next: 5, held: [two] });
  });
});
