import { expect, it } from 'vitest';
import { plus } from '../../shared/domain/instant.ts';
import { isRegistration } from '../../shared/domain/registration.ts';
import { placeInList } from '../../shared/domain/waiting.ts';
import { startWaiting } from '../../shared/seats/blocks.ts';
import { registerOrJoin } from '../../shared/seats/join.ts';
import { release } from '../../shared/seats/release.ts';
import { findArbiter } from '../../shared/store/registrations.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, openSession } from '../support/registrations.ts';

const freshStore = useEngine();
const confirmBefore = plus(now, { minutes: 60 });

/** An event that confirms addresses first, with a list that nobody waits in any more. */
async function setup() {
  const store = await freshStore();
  const session = await openSession(store, { capacity: 2 });
  await startWaiting(store, session);
  const ask = (person: number, joins: boolean) =>
    registerOrJoin(
      store,
      session,
      anApplication(person, {
        partySize: 3,
        minimumSeats: 1,
        confirmBefore,
        try: { id: `try ${person}`, body: '' },
        list: { joins, place: placeInList(person, 'request') },
      }),
      now,
    );
  return { store, ask };
}

it.each([true, false])(
  'holds a newcomer’s seats until the address is confirmed (joining: %s)',
  async (joins) => {
    const { store, ask } = await setup();
    expect(await ask(1, joins)).toEqual({ kind: 'pending', seats: 2 });
    expect(await ask(1, joins)).toEqual({ kind: 'pending', seats: 2 });
    expect(await findArbiter(store, anApplication(1))).toMatchObject({
      status: 'pending',
      until: confirmBefore,
      owed: { 'A2#2': now },
    });
  },
);

it('looks no more at seats that were given back before their address was confirmed', async () => {
  const { store, ask } = await setup();
  await ask(1, true);
  const held = await findArbiter(store, anApplication(1));
  if (held === undefined || !isRegistration(held)) throw new Error('nothing is held');
  await release(store, held, now);
  expect(await findArbiter(store, anApplication(1))).not.toHaveProperty('until');
});
