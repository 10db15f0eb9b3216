import { offerTerms } from '../../shared/domain/offers.ts';
import { beginOf, type Session } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { nextInTurn, seatsFor } from '../../shared/domain/waiting.ts';
import { audit } from '../../shared/seats/audit.ts';
import { headOf } from '../../shared/seats/blocks.ts';
import { claimsIn, isGranted } from '../../shared/seats/sweep.ts';
import { proceed, TO_REST } from './consumers.ts';
import { type Diary, emptyDiary, idOf, register } from './people.ts';
import { LARGEST_PARTY } from './town.ts';
import type { World } from './world.ts';

/** Long enough for what waits five minutes, and for a claim to be suspected and seen again. */
const BETWEEN_TICKS_SECONDS = [310, 65, 310, 65, 310];

/** The faults have stopped: the dead stay dead, and everything that runs by itself goes on. */
export async function recover(world: World): Promise<void> {
  await proceed(world, TO_REST);
  for (const seconds of BETWEEN_TICKS_SECONDS) {
    if (unrest(world).length === 0) return;
    world.time.advance(seconds * 1_000);
    world.run('tick', ({ tick }) => tick());
    await proceed(world, TO_REST);
  }
}

/** What is still not as it should be once everything has come to rest. */
export const unrest = (world: World): readonly string[] => [
  ...world.state
    .sessions()
    .flatMap((session) => [...unrestOfSeats(world, session), ...unrestOfList(world, session)]),
  ...world.state.registrations().flatMap((registration) => unrestOf(world, registration)),
];

function unrestOfSeats({ state }: World, session: Session): readonly string[] {
  const claims = claimsIn(state.blocks(session));
  const stray = claims.filter(
    (claim) => !state.registrations().some((one) => one.key === claim.key && isGranted(one, session, claim)),
  );
  const blocks = state.blocks(session);
  const limits = blocks.reduce((sum, { lim }) => sum + lim, 0);
  const phases = new Set(blocks.map(({ phase }) => phase));
  return [
    ...(stray.length > 0 ? [`${session.id} keeps ${stray.length} seats from nobody`] : []),
    ...(limits === Math.max(session.capacity, claims.length)
      ? []
      : [`${session.id} has limits of ${limits} for ${session.capacity} seats`]),
    // What is closed in part is closed, until it is reopened.
    ...(phases.has('open') && phases.size > 1
      ? [`${session.id} is at once ${[...phases].join(' and ')}`]
      : []),
  ];
}

/** Free seats and somebody who could have them; or a list that outlives the beginning. */
function unrestOfList({ state, clock, event }: World, session: Session): readonly string[] {
  const entries = state.entries(session.id);
  const { phase, free } = headOf(state.blocks(session));
  const now = clock();
  if (entries.length === 0) return [];
  if (now >= beginOf(session)) return [`${entries.length} wait for ${session.id}, which has begun`];
  if (phase === 'closed') return []; // until it is reopened, begins or is cancelled
  if (phase !== 'waiting') return [`${entries.length} wait for ${session.id}, which is ${phase}`];
  const { kind } = offerTerms(now, beginOf(session));
  if (kind === 'exclusive' || event.registration.waitlistPolicy === 'automatic') {
    const turn = nextInTurn(entries, free, now);
    if (turn.kind === 'accumulate' && turn.entry.accumulateUntil === undefined)
      return [`seats are kept for ${turn.entry.key} for ever`];
    const isInvited = turn.kind === 'grant' && state.arbiter(turn.entry)?.status === 'invited';
    return turn.kind === 'grant' && !isInvited ? [`${turn.entry.key} waits and ${free} are free`] : [];
  }
  return entries
    .filter((entry) => seatsFor(entry, free) > 0 && state.arbiter(entry)?.status !== 'invited')
    .map(({ key }) => `${key} waits, ${free} are free and nobody said so`);
}

function unrestOf({ clock }: World, registration: Registration): readonly string[] {
  const { key, status, givenUp, owed, dueAt, until } = registration;
  const now = clock();
  const found: string[] = [];
  const due = Object.entries(owed).filter(([, from]) => from <= now);
  if (givenUp.length > 0) found.push(`${key} still gives seats up`);
  if (due.length > 0) found.push(`${key} is still owed ${due.map(([mail]) => mail).join(', ')}`);
  if (until !== undefined && until <= now) found.push(`${key} is ${status} though that lapsed at ${until}`);
  const [next] = [until, ...Object.values(owed)].filter((moment) => moment !== undefined).sort();
  if (next === undefined ? dueAt !== undefined : dueAt === undefined || dueAt > next)
    found.push(`${key} is due at ${dueAt} instead of ${next}`);
  return found;
}

/** Whatever is not as it must be in the end. */
export async function faultsAtRest(world: World, diary: Diary): Promise<readonly string[]> {
  return [
    ...unrest(world),
    ...untrue(world, diary),
    ...unplanned([...diary.failures, ...world.failures]),
    ...(await drifts(world)),
    ...(await answeredWrongly(world)),
  ];
}

/** What the audit of production finds. */
async function drifts(world: World): Promise<readonly string[]> {
  const found: string[] = [];
  for (const session of world.state.sessions())
    world.run(
      'audit',
      ({ store }) => audit(store, { session, scope: world.scopeOf(session) }),
      (drift) => found.push(...drift.map(({ kind, name }) => `audit of ${session.id}: ${kind} (${name})`)),
      (error) => found.push(`audit of ${session.id}: ${error}`),
    );
  await proceed(world, TO_REST);
  return found;
}

/** Failures that nobody planned: what may pass may last longer than anybody waits, and nothing else fails. */
const unplanned = (failures: readonly unknown[]): readonly string[] =>
  failures
    .map(rootOf)
    .filter((error) => !mayLast.has(nameOf(error)))
    .map((error) => `unplanned: ${error instanceof Error ? error.stack : JSON.stringify(error)}`);

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
/** Of an error, or of what was logged of it. */
const nameOf = (error: unknown): string =>
  error instanceof Error ? error.name : String((error as { readonly reason?: string } | undefined)?.reason);

/** What may have become of somebody who did nothing but register once, by what they were told. */
const becoming: Readonly<Record<string, readonly string[]>> = {
  confirmed: ['confirmed'],
  pending: ['pending', 'lapsed'],
  waiting: ['waiting', 'offered', 'invited', 'confirmed', 'lapsed'],
};

/** What people were told and is not so. */
function untrue(world: World, { tries, told, active }: Diary): readonly string[] {
  return [...tries].flatMap(([person, asked]) => {
    const [request] = asked;
    const answer = request && told.get(request.name);
    if (request === undefined || answer?.status !== 202 || asked.length > 1 || active.has(person)) return [];
    const status = world.state.arbiter(idOf(world, person, request.session))?.status ?? 'absent';
    return becoming[answer.outcome]?.includes(status)
      ? []
      : [`person ${person} was told "${answer.outcome}" and is ${status}`];
  });
}

/** A newcomer gets exactly what is free, unless somebody waits. */
async function answeredWrongly(world: World): Promise<readonly string[]> {
  const found: string[] = [];
  const seated = world.event.registration.verifyAddress ? 'pending' : 'confirmed';
  for (const [index, session] of world.state.sessions().entries()) {
    world.time.advance(5_000);
    const blocks = world.state.blocks(session);
    const { free } = headOf(blocks);
    const isClosed = blocks.some(({ phase }) => phase === 'closed');
    const waits = world.state.entries(session.id).length > 0;
    const now = world.clock();
    const expected =
      now >= world.event.registration.closesAt || (isClosed && free > 0)
        ? 'closed'
        : waits || free === 0
          ? 'sold_out'
          : seated;
    const name = `probe-${index}`;
    const probe = emptyDiary();
    const seats = Math.min(LARGEST_PARTY, Math.max(1, free));
    register({ world, diary: probe }, { session, name, person: 100 + index, seats });
    await proceed(world, TO_REST);
    const told = probe.told.get(name)?.outcome;
    if (told !== expected && !(isClosed && told === 'closed'))
      found.push(`${session.id} has ${free} free, ${waits ? 'a' : 'no'} list and answers ${told}`);
  }
  return found;
}
