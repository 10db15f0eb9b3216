import { describe, expect, it } from 'vitest';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import type { Session, WaitlistPolicy } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { grants, readClaim, seatsHeld } from '../../shared/domain/seats.ts';
import { placeInList } from '../../shared/domain/waiting.ts';
import { readBlocks } from '../../shared/seats/blocks.ts';
import { handOn } from '../../shared/seats/hand-on.ts';
import { registerOrJoin } from '../../shared/seats/join.ts';
import { accept, lapse } from '../../shared/seats/offer.ts';
import { release } from '../../shared/seats/release.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { listWaiting } from '../../shared/store/waiting.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { type Fault, ProcessDied, withFault } from '../support/faults.ts';
import { anApplication, seatsTaken, storedSession } from '../support/registrations.ts';

const freshStore = useEngine();

type Scene = { readonly store: Store; readonly session: Session; readonly policy: WaitlistPolicy };
type Journey = {
  readonly name: string;
  readonly policy?: WaitlistPolicy;
  readonly prepare: (scene: Scene) => Promise<unknown>;
  readonly act: (scene: Scene) => Promise<unknown>;
  /** What the person does again after a fault, if there is a person. */
  readonly again?: (scene: Scene) => Promise<unknown>;
  /** How persons 1 (who had the only seats), 11 and 12 (who wait) stand, and how many are left in the list. */
  readonly ends: readonly [seated: Status, first: Status, second: Status, listed: number, taken: number];
};
type Status = Registration['status'] | undefined;

const SEATS = 2;
const applications = new Map(
  [1, 11, 12].map((person) => [
    person,
    anApplication(person, {
      partySize: SEATS,
      try: { id: `try ${person}`, body: '' },
      list: { joins: person > 1, place: placeInList(person, 'request') },
    }),
  ]),
);
const application = (person: number) => applications.get(person) ?? anApplication(person);
const ask = (person: number) => (scene: Scene) =>
  registerOrJoin(scene.store, scene.session, application(person), now);
const find = ({ store }: Scene, person: number) => findRegistration(store, application(person));
const read = async (scene: Scene, person: number): Promise<Registration> => {
  const registration = await find(scene, person);
  if (registration === undefined) throw new Error(`${person} is not registered`);
  return registration;
};
const leave = (person: number) => async (scene: Scene) =>
  release(scene.store, await read(scene, person), now);
const listed = ({ session, policy }: Scene) => ({ session, policy });
const hand = (scene: Scene, at: Instant = now) => handOn(scene.store, listed(scene), at);
const say = (person: number) => async (scene: Scene) =>
  accept(scene.store, listed(scene), await read(scene, person), now);
const soon = plus(now, { hours: 30 }); // later than an offer made now lasts
const letPass = (person: number) => async (scene: Scene) =>
  lapse(scene.store, scene.session, await read(scene, person), soon);

const inOrder =
  (...steps: readonly ((scene: Scene) => Promise<unknown>)[]) =>
  async (scene: Scene) => {
    for (const step of steps) await step(scene);
  };
const bothWait = inOrder(ask(1), ask(11), ask(12));
const firstIsOffered = inOrder(bothWait, leave(1), (scene) => hand(scene));

const journeys: readonly Journey[] = [
  {
    name: 'joining a list',
    prepare: inOrder(ask(1), ask(11)),
    act: ask(12),
    again: ask(12),
    ends: ['confirmed', 'waiting', 'waiting', 2, SEATS],
  },
  {
    name: 'joining a list that has just run empty, of an event that needs no yes',
    policy: 'automatic',
    prepare: inOrder(ask(1), ask(11), leave(11), leave(1)),
    act: ask(12),
    again: ask(12),
    ends: ['released', 'released', 'confirmed', 0, SEATS],
  },
  {
    name: 'offering seats to the next',
    prepare: inOrder(bothWait, leave(1)),
    act: (scene) => hand(scene),
    ends: ['released', 'offered', 'waiting', 1, SEATS],
  },
  {
    name: 'accepting an offer',
    prepare: firstIsOffered,
    act: say(11),
    again: say(11),
    ends: ['released', 'confirmed', 'waiting', 1, SEATS],
  },
  {
    name: 'declining an offer',
    prepare: firstIsOffered,
    act: leave(11),
    again: leave(11),
    ends: ['released', 'declined', 'offered', 0, SEATS],
  },
  {
    name: 'leaving a list',
    prepare: bothWait,
    act: leave(11),
    again: leave(11),
    ends: ['confirmed', 'released', 'waiting', 1, SEATS],
  },
  {
    name: 'an offer that lapses',
    prepare: firstIsOffered,
    act: letPass(11),
    again: letPass(11),
    ends: ['released', 'waiting', 'offered', 1, SEATS],
  },
];

const faults: readonly Fault[] = ['lost', 'dies-before', 'dies-after'];

describe.each(journeys)('$name', ({ policy = 'offer', prepare, act, again, ends }) => {
  it.each(faults)('ends the same when any one of its calls meets: %s', async (fault) => {
    for (let nth = 1; ; nth += 1) {
      const store = await freshStore();
      const scene = { store, policy, session: await storedSession(store, { capacity: SEATS }) };
      await prepare(scene);
      const faulty = withFault(store, fault, nth);
      await act({ ...scene, store: faulty }).catch((error: unknown) => {
        if (!(error instanceof ProcessDied)) throw error;
      });
      if (faulty.calls() < nth) break;
      await again?.(scene);
      for (const person of applications.keys()) await settle(store, application(person));
      await Promise.all([hand(scene), hand(scene)]);

      const found = await Promise.all([1, 11, 12].map((person) => find(scene, person)));
      const entries = await listWaiting(store, scene.session.id);
      expect([
        nth,
        ...found.map((it) => it?.status),
        entries.length,
        await seatsTaken(store, scene.session),
      ]).toEqual([nth, ...ends]);
      expect(found.reduce((sum, it) => sum + seatsHeld(it?.held ?? []), 0)).toBe(SEATS);
      const [block] = await readBlocks(store, scene.session, true);
      for (const claim of block?.claims ?? []) {
        const { key, number } = readClaim(claim);
        const holder = found.find((it) => it?.key === key);
        expect(holder && grants(holder.held, 0, number)).toBe(true);
      }
    }
  });
});
