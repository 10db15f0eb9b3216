import { describe, expect, it } from 'vitest';
import type { Session } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { seatsHeld } from '../../shared/domain/seats.ts';
import { changeParty } from '../../shared/seats/party.ts';
import { type Application, register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { type Fault, ProcessDied, withFault } from '../support/faults.ts';
import { anApplication, seatsTaken, storedSession } from '../support/registrations.ts';

const freshStore = useEngine();

type Scene = { readonly store: Store; readonly session: Session; readonly somebody: Application };
type Journey = {
  readonly name: string;
  readonly capacity?: number;
  readonly prepare?: (scene: Scene) => Promise<unknown>;
  readonly act: (scene: Scene) => Promise<unknown>;
  /** What the person, the stream and tick do after a fault. */
  readonly recover: (scene: Scene) => Promise<unknown>;
  readonly ends: { readonly status: Registration['status']; readonly seats: number; readonly own?: number };
};

const again = ({ store, session, somebody }: Scene) => register(store, session, somebody, now);
const registered = async ({ store, somebody }: Scene): Promise<Registration> => {
  const registration = await findRegistration(store, somebody);
  if (registration === undefined) throw new Error('not registered');
  return registration;
};
const giveBack = async (scene: Scene) => release(scene.store, await registered(scene), now);
const resize = async (scene: Scene, partySize: number) =>
  changeParty(scene.store, await registered(scene), partySize, now);
const settled = ({ store, somebody }: Scene) => settle(store, somebody);

const journeys: readonly Journey[] = [
  {
    name: 'a first registration',
    act: again,
    recover: again,
    ends: { status: 'confirmed', seats: 2 },
  },
  {
    name: 'a registration after a release',
    prepare: async (scene) => {
      await register(scene.store, scene.session, anApplication(1), now);
      await giveBack(scene);
    },
    act: again,
    recover: again,
    ends: { status: 'confirmed', seats: 2 },
  },
  {
    name: 'a second registration of the same person',
    prepare: (scene) => register(scene.store, scene.session, anApplication(1), now),
    act: again,
    recover: again,
    ends: { status: 'confirmed', seats: 1 },
  },
  {
    name: 'a registration over several blocks',
    capacity: 70,
    prepare: async ({ store, session }) => {
      for (const block of [0, 1]) {
        const key = `0000000${block}00000009` as never;
        await register(store, session, anApplication(9, { key, partySize: 34 }), now);
      }
    },
    act: again,
    recover: again,
    ends: { status: 'confirmed', seats: 70, own: 2 },
  },
  {
    name: 'a release',
    prepare: again,
    act: giveBack,
    recover: async (scene) => {
      await giveBack(scene);
      await settled(scene);
    },
    ends: { status: 'released', seats: 0 },
  },
  {
    name: 'a party that grows',
    prepare: again,
    act: (scene) => resize(scene, 4),
    recover: (scene) => resize(scene, 4),
    ends: { status: 'confirmed', seats: 4 },
  },
  {
    name: 'a party that shrinks',
    prepare: again,
    act: (scene) => resize(scene, 1),
    recover: async (scene) => {
      await resize(scene, 1);
      await settled(scene);
    },
    ends: { status: 'confirmed', seats: 1 },
  },
];

const faults: readonly Fault[] = ['lost', 'dies-before', 'dies-after'];

describe.each(journeys)('$name', ({ capacity = 5, prepare, act, recover, ends }) => {
  it.each(faults)('ends the same when any one of its calls meets: %s', async (fault) => {
    for (let nth = 1; ; nth += 1) {
      const store = await freshStore();
      const session = await storedSession(store, { capacity });
      const scene = { store, session, somebody: anApplication(1, { partySize: 2 }) };
      await prepare?.(scene);
      const faulty = withFault(store, fault, nth);
      await act({ ...scene, store: faulty }).catch((error: unknown) => {
        if (!(error instanceof ProcessDied)) throw error;
      });
      if (faulty.calls() < nth) break;
      await recover(scene);
      const registration = await registered(scene);
      expect([nth, registration.status]).toEqual([nth, ends.status]);
      expect([nth, await seatsTaken(store, session)]).toEqual([nth, ends.seats]);
      expect(seatsHeld(registration.held)).toBe(ends.own ?? ends.seats);
    }
  });
});
