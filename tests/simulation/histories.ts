import * as fc from 'fast-check';
import { seatsHeld } from '../../shared/domain/seats.ts';
import { freeIn } from '../../shared/seats/blocks.ts';
import { claimsIn, isGranted } from '../../shared/seats/sweep.ts';
import { findOwing, settleOwed } from '../../shared/store/owing.ts';
import { owners } from '../../shared/store/table.ts';
import { choices, type Fortune } from './choices.ts';
import { applicationOf, begin, type Diary, emptyDiary, type Step, steps } from './commands.ts';
import type { Plan } from './town.ts';
import { createWorld, type Tampering, type World } from './world.ts';

/** All there is to a history: run twice, it goes the same way twice. */
export type History = {
  readonly plan: Plan;
  readonly steps: readonly Step[];
  readonly fortune: Fortune;
};

const LONGEST_FORTUNE = 800;
/** What takes more steps than this goes round in circles. */
const TO_REST = 5_000;
/** Then what is under way may come to its end before the next thing begins. */
const PAUSE_ONE_IN = 5;
const MOST_STEPS_BETWEEN = 12;

const blocks = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });
export const histories: fc.Arbitrary<History> = fc.record({
  plan: fc.array(blocks, { minLength: 1, maxLength: 2 }),
  steps: fc.array(steps, { minLength: 1, maxLength: 14, size: 'max' }),
  fortune: fc.record({
    seed: fc.noShrink(fc.noBias(fc.nat(2 ** 31 - 1))),
    length: fc.noBias(fc.nat(LONGEST_FORTUNE)),
  }),
});

export type Run = { readonly breaches: readonly string[]; readonly log: readonly string[] };

/** Runs a history with every fault there is, then lets the faults stop and looks whether all ends well. */
export async function live(
  { plan, steps: wanted, fortune: drawn }: History,
  tamper?: Tampering,
): Promise<Run> {
  const fortune = choices(drawn);
  const world = await createWorld(plan, fortune, tamper);
  const diary = emptyDiary();
  return world.time.governing(async () => {
    for (const [index, step] of wanted.entries()) {
      world.calls.log.push(`— ${JSON.stringify(step)}`);
      begin({ world, diary, index }, step);
      const pause = fortune.choose(PAUSE_ONE_IN) === 0;
      await proceed(world, pause ? TO_REST : fortune.choose(MOST_STEPS_BETWEEN));
      if (world.watch.breaches.length > 0) return { breaches: world.watch.breaches, log: world.calls.log };
    }
    fortune.calmDown();
    await recover(world);
    return {
      breaches: [
        ...world.watch.breaches,
        ...unrest(world),
        ...untrue(world, diary),
        ...unplanned(diary),
        ...(await refusedWrongly(world)),
      ],
      log: world.calls.log,
    };
  });
}

/** At most so many steps of whatever is under way, the stream's and the mail's consumers among it. */
async function proceed(world: World, most: number): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    const consumers = [
      ...(world.feed.waiting() ? [follow] : []),
      ...(world.orders.length > 0 ? [send] : []),
      ...(world.service.table.expired().length > 0 ? [expire] : []),
    ];
    const stepped = await world.calls.step(consumers.length);
    if (stepped === 'idle') return;
    if (stepped !== 'stepped') consumers[stepped.other]?.(world);
  }
  if (most === TO_REST) world.watch.breaches.push('it does not come to rest');
}

function follow({ feed, run }: World): void {
  const { records, done, failed } = feed.next();
  const first = records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
  run(
    'follow',
    ({ followChanges }) => followChanges({ Records: [...records] }),
    ({ batchItemFailures: [failure] }) =>
      done(failure === undefined ? records.length : first.indexOf(failure.itemIdentifier)),
    failed,
  );
}

function send({ orders, sent, run, choices: fortune }: World): void {
  const [order] = orders.splice(fortune.choose(orders.length), 1);
  if (order === undefined) return;
  run('send', async ({ store }) => {
    const owing = await findOwing(store, order.owner);
    if (owing?.owed[order.mail] === undefined) return;
    sent.add(`${order.owner} ${order.mail}`);
    await settleOwed(store, owing, order.mail);
  });
}

/** Time to live removes when it likes. */
function expire({ service: { table }, choices: fortune }: World): void {
  const places = table.expired();
  const place = places[fortune.choose(places.length)];
  if (place !== undefined) table.write(place, undefined);
}

/** Long enough for what waits five minutes, and for a claim to be suspected and seen again. */
const BETWEEN_TICKS_SECONDS = [310, 65, 310, 65, 310];

/** The faults have stopped: the dead stay dead, and everything that runs by itself goes on. */
async function recover(world: World): Promise<void> {
  await proceed(world, TO_REST);
  for (const seconds of BETWEEN_TICKS_SECONDS) {
    if (unrest(world).length === 0) return;
    world.time.advance(seconds * 1_000);
    world.run('tick', ({ tick }) => tick());
    await proceed(world, TO_REST);
  }
}

/** What is still not as it should be once everything has come to rest. */
function unrest(world: World): readonly string[] {
  const found: string[] = [];
  const registrations = world.watch.registrations();
  for (const session of world.sessions) {
    const standing = claimsIn(world.watch.blocks(session));
    const stray = standing.filter(
      (claim) => !registrations.some((one) => one.key === claim.key && isGranted(one, session, claim)),
    );
    if (stray.length > 0) found.push(`${session.id} keeps ${stray.length} seats from nobody`);
    const held = registrations.filter((one) => one.session === session.id);
    const seats = held.reduce((sum, one) => sum + seatsHeld(one.held), 0);
    if (seats > standing.length)
      found.push(`${session.id}: ${seats} seats granted, ${standing.length} taken`);
  }
  for (const registration of registrations) {
    const { key, rev, givenUp, owed, dueAt } = registration;
    const owner = owners.registration(registration);
    if (![...world.sent].some((mail) => mail.startsWith(`${owner} `) && mail.endsWith(`#${rev}`)))
      found.push(`${key} was never told of revision ${rev}`);
    if (givenUp.length > 0) found.push(`${key} still gives seats up`);
    if (Object.keys(owed).length > 0) found.push(`${key} is still owed ${Object.keys(owed)}`);
    if (dueAt !== undefined) found.push(`${key} is still due at ${dueAt}`);
  }
  return found;
}

/** Failures that nobody planned: what may pass may last longer than anybody waits, and nothing else fails. */
const unplanned = ({ failures }: Diary): readonly string[] =>
  failures
    .map(rootOf)
    .filter((error) => !(error instanceof Error && mayLast.has(error.name)))
    .map((error) => `unplanned: ${error instanceof Error ? error.stack : error}`);

const mayLast = new Set([
  'TimeoutError',
  'ThrottlingException',
  'TransactionCanceledException',
  'TransactionConflictException',
  'TransactionInProgressException',
  'Unavailable',
]);
const rootOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error;

/** What people were told and is not so. */
function untrue(world: World, diary: Diary): readonly string[] {
  const found: string[] = [];
  const registrations = world.watch.registrations();
  for (const [person, outcome] of diary.told) {
    const id = applicationOf(world, { person, seats: 1 }, '');
    const registration = registrations.find(({ key }) => key === id.key);
    if (outcome.kind !== 'confirmed') continue;
    if (registration === undefined) found.push(`person ${person} was told "confirmed" and is not registered`);
    else if (!diary.undecided.has(person) && registration.status !== 'confirmed')
      found.push(`person ${person} was told "confirmed" and is ${registration.status}`);
  }
  return found;
}

/** A newcomer gets exactly what is free. */
async function refusedWrongly(world: World): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [index, session] of world.sessions.entries()) {
    world.time.advance(5_000);
    const free = world.watch.blocks(session).reduce((sum, block) => sum + freeIn(block), 0);
    const newcomer = applicationOf(
      world,
      { person: 100 + index, seats: Math.max(1, free) },
      `probe-${index}`,
    );
    let told: string | undefined;
    world.run(
      'probe',
      ({ store, register }) => register(store, session, newcomer, world.clock()),
      ({ kind }) => {
        told = kind;
      },
      (error) => {
        told = String(error);
      },
    );
    await proceed(world, TO_REST);
    const expected = free === 0 ? 'full' : 'confirmed';
    if (told !== expected) found.push(`${session.id} has ${free} free and answers ${told}`);
  }
  return found;
}
