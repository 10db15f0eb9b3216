import * as fc from 'fast-check';
import { epochMs, type Instant, instant, minus, plus } from '../../shared/domain/instant.ts';
import { beginOf, type Session } from '../../shared/domain/programme.ts';
import { atWallTime } from '../../shared/domain/time.ts';
import { closeBlocks, reopenBlocks } from '../../shared/seats/blocks.ts';
import { changeCapacity, followPlan } from '../../shared/seats/capacity.ts';
import { take } from '../../shared/seats/take.ts';
import type { Store } from '../../shared/store/client.ts';
import { act, type Diary, idOf, register } from './people.ts';
import { LARGEST_PARTY, type Plan } from './town.ts';
import type { World } from './world.ts';

const PEOPLE = 7;
const MOST_SEATS_MORE = 4;

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

const person = fc.nat(PEOPLE - 1);
const seats = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 2 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: LARGEST_PARTY }) },
);
const session = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) });
const nothing = fc.constant(undefined);
const mostly = fc.oneof(
  { weight: 3, arbitrary: fc.constant(true) },
  { weight: 1, arbitrary: fc.constant(false) },
);

/** What a person does with the registration they have: mostly somebody who has reason to. */
const acting = (weight: number, name: 'release' | 'confirm' | 'accept' | 'decline') =>
  command(weight, fc.record({ person, apt: mostly }), (scene, { person: who, apt }) => {
    const at = sessionOf(scene, 0);
    const people = apt ? peopleWith(scene, reasons[name]) : [];
    act(scene, name, { person: people[who % people.length] ?? who, session: at });
  });

const reasons: Readonly<Record<'release' | 'confirm' | 'accept' | 'decline', readonly string[]>> = {
  release: ['confirmed'],
  confirm: ['pending'],
  accept: ['offered', 'invited'],
  decline: ['offered'],
};

const peopleWith = ({ world, diary }: Scene, wanted: readonly string[]): readonly number[] =>
  [...diary.tries].flatMap(([who, [asked]]) => {
    const status = asked && world.state.arbiter(idOf(world, who, asked.session))?.status;
    return status !== undefined && wanted.includes(status) ? [who] : [];
  });

/** What an organiser changes by importing the edition anew. */
const importing = <Data>(
  weight: number,
  data: fc.Arbitrary<Data>,
  change: (store: Store, given: Data, scene: Scene) => Promise<unknown>,
) =>
  command(weight, data, (scene, given) => {
    const { world, diary } = scene;
    world.run(
      'import',
      ({ store }) => change(store, given, scene),
      undefined,
      (error) => diary.failures.push(error),
    );
  });

/** Everything that may happen to a session; it begins here and goes on while others begin. */
const commands: Readonly<Record<string, Command>> = {
  register: command(
    12,
    fc.record({ person, seats, session, lesser: fc.boolean(), joins: mostly }),
    (scene, { lesser, session: at, ...asked }) =>
      register(scene, {
        ...asked,
        session: sessionOf(scene, at),
        name: `try-${scene.index}`,
        fewest: lesser ? Math.ceil(asked.seats / 2) : undefined,
      }),
  ),
  repeat: command(2, person, (scene, who) => {
    const tried = scene.diary.tries.get(who)?.at(-1);
    if (tried !== undefined) register(scene, tried);
  }),
  release: acting(7, 'release'),
  confirm: acting(2, 'confirm'),
  accept: acting(5, 'accept'),
  decline: acting(2, 'decline'),
  party: command(2, fc.record({ person, seats }), (scene, { person: who, seats: wanted }) =>
    act(scene, 'party', { person: who, session: sessionOf(scene, 0), seats: wanted }),
  ),
  capacity: importing(
    3,
    fc.record({ session, more: fc.integer({ min: -MOST_SEATS_MORE, max: MOST_SEATS_MORE }) }),
    async (store, { session: at, more }, scene) => {
      const { id, capacity } = sessionOf(scene, at);
      await changeCapacity(store, id, Math.max(1, capacity + more));
    },
  ),
  close: importing(1, session, (store, at, scene) => closeBlocks(store, sessionOf(scene, at))),
  reopen: importing(1, session, async (store, at, scene) => {
    const reopened = sessionOf(scene, at);
    await reopenBlocks(store, reopened);
    await followPlan(store, reopened.id);
  }),
  tick: command(3, nothing, ({ world, diary }) =>
    world.run(
      'tick',
      ({ tick }) => tick(),
      undefined,
      (error) => diary.failures.push(error),
    ),
  ),
  jump: command(3, fc.constantFrom(1, 30, 61, 400, 3_600, 7_200), ({ world }, seconds) =>
    world.time.advance(seconds * 1_000),
  ),
  skip: command(
    4,
    fc.oneof(
      { weight: 3, arbitrary: fc.constant<Moment>('deadline') },
      {
        weight: 1,
        arbitrary: fc.constantFrom<Moment>('evening', 'last day', 'last hours', 'closing', 'begin'),
      },
    ),
    (scene, moment) => {
      const { time } = scene.world;
      time.advance(Math.max(0, epochMs(momentOf(scene, moment)) - time.now()));
    },
  ),
  orphan: command(1, person, ({ world }, who) => {
    const at = sessionOf({ world }, 0);
    // Whoever takes seats and dies before a registration names them.
    world.run('orphan', ({ store }) => take(store, at, idOf(world, who, at).key, 0, 1));
  }),
  loseChanges: command(1, nothing, ({ world }) => world.feed.lose()),
};

type Moment = 'deadline' | 'evening' | 'last day' | 'last hours' | 'closing' | 'begin';

/** Where something changes of itself; moments that have passed are no skip. */
function momentOf(scene: Scene, moment: Moment): Instant {
  const { world } = scene;
  const begin = beginOf(sessionOf(scene, 0));
  switch (moment) {
    case 'deadline':
      return (
        world.state
          .registrations()
          .flatMap(({ until }) => (until === undefined ? [] : [until]))
          .sort()[0] ?? world.clock()
      );
    case 'evening':
      return instant(atWallTime(world.clock(), '21:00'));
    case 'last day':
      return minus(begin, { hours: 26 });
    case 'last hours':
      return minus(begin, { hours: 5, minutes: 30 });
    case 'closing':
      return world.event.registration.closesAt;
    case 'begin':
      return plus(begin, { seconds: 1 });
  }
}

export type Step = { readonly command: string; readonly data: unknown };
export const steps: fc.Arbitrary<Step> = fc.oneof(
  ...Object.entries(commands).map(([name, { weight, data }]) => ({
    weight,
    arbitrary: data.map((given): Step => ({ command: name, data: given })),
  })),
);

export type Opening = 'empty' | 'sold out' | 'queue';

/** Every seat of the first session taken by a single person, and perhaps a large party first among those who wait. */
export function openingSteps(opening: Opening, { seats: [blocks = []] }: Plan): readonly Step[] {
  if (opening === 'empty') return [];
  const capacity = blocks.reduce((sum, each) => sum + each, 0);
  const registers = (who: number, party: number): Step => ({
    command: 'register',
    data: { person: who, seats: party, session: 0, lesser: false, joins: who < PEOPLE },
  });
  const residents = Array.from({ length: capacity }, (_, index) => registers(PEOPLE + index, 1));
  const queue = [Math.min(3, capacity), 1, 1, 1, 1].map((party, index) => registers(index, party));
  return opening === 'queue' ? [...residents, ...queue] : residents;
}

export const begin = (scene: Scene, { command: name, data }: Step): void =>
  commands[name]?.begin(scene, data as never);

const sessionOf = ({ world }: Pick<Scene, 'world'>, index: number): Session => {
  const sessions = world.state.sessions();
  return sessions[index % sessions.length] as Session;
};
