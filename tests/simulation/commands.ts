import * as fc from 'fast-check';
import type { RegistrationKey } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Session } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { changeParty } from '../../shared/seats/party.ts';
import type { Application, Outcome } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import type { World } from './world.ts';

export const PEOPLE = 4;
const MOST_SEATS = 4;

/** What people did and were told, to be held against what is true in the end. */
export type Diary = {
  /** What each person asked for last. */
  readonly tries: Map<number, Tried>;
  readonly told: Map<number, Outcome>;
  /** Whoever may have given seats back, or asked again: no seats are owed to them. */
  readonly undecided: Set<number>;
  readonly failures: unknown[];
};
export const emptyDiary = (): Diary => ({
  tries: new Map(),
  told: new Map(),
  undecided: new Set(),
  failures: [],
});

const person = fc.nat(PEOPLE - 1);
const seats = fc.integer({ min: 1, max: MOST_SEATS });
const session = fc.nat(1);

/** What a command acts upon: the world, what is remembered of it, and which command of the history it is. */
export type Scene = { readonly world: World; readonly diary: Diary; readonly index: number };
type Command = {
  /** How often it is drawn beside the others. */
  readonly weight: number;
  readonly data: fc.Arbitrary<unknown>;
  readonly begin: (scene: Scene, data: never) => void;
};
const command = <Data>(
  weight: number,
  data: fc.Arbitrary<Data>,
  begin: (scene: Scene, data: Data) => void,
): Command => ({ weight, data, begin });

/** Everything that may happen to a session; it begins here and goes on while others begin. */
const commands: Readonly<Record<string, Command>> = {
  register: command(8, fc.record({ person, seats, session, lesser: fc.boolean() }), (scene, asked) => {
    const application = applicationOf(scene.world, asked, `try-${scene.index}`);
    register(scene, asked.person, { application, session: sessionOf(scene.world, asked.session) });
  }),
  repeat: command(2, person, (scene, who) => {
    const tried = scene.diary.tries.get(who);
    if (tried !== undefined) register(scene, who, tried);
  }),
  release: command(4, person, (scene, who) =>
    change(scene, `release ${who}`, who, async (store, standing, now) => release(store, standing, now)),
  ),
  party: command(3, fc.record({ person, seats }), (scene, asked) =>
    change(scene, `party ${asked.person}`, asked.person, async (store, standing, now) =>
      changeParty(store, standing, asked.seats, now),
    ),
  ),
  tick: command(1, fc.constant(undefined), ({ world, diary }) =>
    world.run(
      'tick',
      ({ tick }) => tick(),
      undefined,
      (error) => diary.failures.push(error),
    ),
  ),
  jump: command(1, fc.constantFrom(1, 30, 61, 400, 7_200), ({ world }, seconds) =>
    world.time.advance(seconds * 1_000),
  ),
  loseChanges: command(1, fc.constant(undefined), ({ world }) => world.feed.lose()),
};

export type Step = { readonly command: string; readonly data: unknown };
export const steps: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(commands).map(([name, { weight, data }]) => ({
    weight,
    arbitrary: data.map((given): Step => ({ command: name, data: given })),
  })),
);

export const begin = (scene: Scene, { command: name, data }: Step): void =>
  commands[name]?.begin(scene, data as never);

/** What a person does with the registration they have. */
function change(
  { world, diary }: Scene,
  name: string,
  who: number,
  act: (store: Store, standing: Registration, now: Instant) => Promise<unknown>,
): void {
  diary.undecided.add(who);
  world.run(
    name,
    async ({ store }) => {
      const standing = await findRegistration(store, idOf(world, who));
      if (standing !== undefined) await act(store, standing, world.clock());
    },
    undefined,
    (error) => diary.failures.push(error),
  );
}

type Tried = { readonly application: Application; readonly session: Session };
function register({ world, diary }: Scene, who: number, tried: Tried): void {
  diary.tries.set(who, tried);
  world.run(
    `register ${who}`,
    (environment) => environment.register(environment.store, tried.session, tried.application, world.clock()),
    (outcome) => diary.told.set(who, outcome),
    (error) => diary.failures.push(error),
  );
}

const sessionOf = ({ sessions }: World, index: number): Session =>
  sessions[index % sessions.length] as Session;

export const keyOf = (person: number): RegistrationKey =>
  ((person * 0x9e3779b9) >>> 0).toString(16).padStart(8, '0').padEnd(16, String(person)) as RegistrationKey;

const idOf = (world: World, who: number) => ({
  scope: world.scopeOf(sessionOf(world, 0)),
  key: keyOf(who),
});

export const applicationOf = (
  world: World,
  asked: { readonly person: number; readonly seats: number; readonly lesser?: boolean },
  name: string,
): Application => ({
  ...idOf(world, asked.person),
  lastName: `Personne ${asked.person}`,
  email: `personne.${asked.person}@example.org`,
  language: 'fr',
  partySize: asked.seats,
  ...(asked.lesser && { minimumSeats: 1 }),
  try: { id: name, body: `${asked.seats}` },
});
