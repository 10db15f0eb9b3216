import type { Instant } from '../domain/instant.ts';
import type { Session } from '../domain/programme.ts';
import { type Arbiter, isLive, isRegistration, messageId } from '../domain/registration.ts';
import { seatsFor } from '../domain/waiting.ts';
import type { Store } from '../store/client.ts';
import {
  findArbiter,
  flip,
  flipping,
  oweReminderOfExisting,
  putting,
  standingIn,
} from '../store/registrations.ts';
import { transact } from '../store/transaction.ts';
import { delisting, enlisting, listWaiting } from '../store/waiting.ts';
import { headOf, readBlocks, startWaiting } from './blocks.ts';
import { readWithinCapacity } from './capacity.ts';
import {
  type Application,
  answerAgain,
  fewestSeats,
  flipOf,
  type Outcome,
  register,
  registrationOf,
  seated,
} from './register.ts';
import { type Refused, refusalIn } from './take.ts';
import { confirming, takeTurn } from './turn.ts';

/** Registers while there are free seats for anybody, and otherwise by way of the list. */
export const registerOrJoin: typeof register = async (store, session, application, now) => {
  const outcome = await register(store, session, application, now);
  const { list } = application;
  const byList = outcome.kind === 'waiting' || (outcome.kind === 'full' && list?.joins === true);
  return byList && list !== undefined ? join(store, session, { ...application, list }, now) : outcome;
};

/** How a party that would not wait is refused at this moment; undefined if it is not. */
export async function refusalNow(
  store: Store,
  session: Session,
  fewest: number,
): Promise<Refused | undefined> {
  const blocks = await readWithinCapacity(store, session);
  const refused = refusalIn(blocks, fewest);
  if (refused?.kind !== 'waiting') return refused;
  const { free } = headOf(blocks);
  if ((await listWaiting(store, session.id)).length > 0) return { kind: 'full', seatsLeft: 0 };
  return free < fewest ? { kind: 'full', seatsLeft: free } : undefined;
}

type Joining = Application & { readonly list: NonNullable<Application['list']> };

/**
 * Takes a place in the list, then hands on whatever is free: with nobody before them, a newcomer is confirmed at once.
 * Those who would not wait leave again unless that gave them seats.
 */
async function join(store: Store, session: Session, application: Joining, now: Instant): Promise<Outcome> {
  const { place, joins } = application.list;
  if (!joins) {
    const refused = await refusalNow(store, session, fewestSeats(application));
    if (refused !== undefined) return refused;
  }
  await startWaiting(store, session);
  if ((await readBlocks(store, session, true)).some(({ phase }) => phase === 'closed'))
    return { kind: 'closed' };

  let known: Arbiter | undefined = await findArbiter(store, application);
  for (;;) {
    const again = known && answerAgain(known, application);
    if (again !== undefined) return again;
    if (known !== undefined && isRegistration(known) && isLive(known.status)) {
      await oweReminderOfExisting(store, known, session.id, now);
      return answerToStranger(store, session, application);
    }
    const waiting = registrationOf(
      known,
      session,
      application,
      { held: [], next: known?.next ?? 0, seats: application.partySize, entry: place },
      now,
    );
    const refusals = await transact(store, [
      known === undefined ? { Put: putting(waiting) } : { Update: flipping(known, flipOf(waiting)) },
      enlisting(session.id, { ...waiting, place }),
    ]);
    if (refusals === 'done') break;
    known = standingIn(refusals, 0) ?? (await findArbiter(store, application));
  }

  await takeTurn(store, session, application, now);
  return outcomeOf(store, session, application, now);
}

/** What somebody unknown would be answered who joins now. */
async function answerToStranger(store: Store, session: Session, application: Joining): Promise<Outcome> {
  const { free } = headOf(await readWithinCapacity(store, session));
  const seats = (await listWaiting(store, session.id)).length === 0 ? seatsFor(application, free) : 0;
  return seats > 0 ? seated(application, seats) : { kind: 'listed' };
}

async function outcomeOf(
  store: Store,
  session: Session,
  { scope, key, list: { place, joins }, confirmBefore }: Joining,
  now: Instant,
): Promise<Outcome> {
  for (;;) {
    const read = await findArbiter(store, { scope, key });
    if (read === undefined || !isRegistration(read)) throw new Error('A registration just written is gone');
    if (read.status === 'confirmed' || read.status === 'pending')
      return { kind: read.status, seats: read.partySize };
    if (read.status === 'offered' && confirmBefore === undefined) {
      await flip(store, read, { ...confirming(read, now), try: { ...read.try, outcome: 'confirmed' } });
      continue;
    }
    if (joins || read.entry !== place) return { kind: 'listed' };
    const unanswered = { id: '', body: '', outcome: 'listed', seats: 0 } as const;
    const { [messageId('A4', read.rev)]: _unsaid, ...owed } = read.owed;
    const left = { status: 'released', entry: undefined, owed, try: unanswered, flippedAt: now } as const;
    const done = await transact(store, [
      { Update: flipping(read, left) },
      delisting(session.id, { key, place }),
    ]);
    if (done === 'done') return { kind: 'full', seatsLeft: 0 };
  }
}
