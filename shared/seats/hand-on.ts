import type { RegistrationKey } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { type OfferTerms, offerTerms } from '../domain/offers.ts';
import { beginOf, type Session, type WaitlistPolicy } from '../domain/programme.ts';
import { isRegistration, messageId, type Registration } from '../domain/registration.ts';
import { claimsOf, homeBlock, placeParty } from '../domain/seats.ts';
import { MOST_PASSES, nextInTurn, seatsFor, type Turn, type WaitingEntry } from '../domain/waiting.ts';
import type { Store } from '../store/client.ts';
import { fence, findArbiter, flip, flipping, type Patch } from '../store/registrations.ts';
import type { Block } from '../store/table.ts';
import { transact } from '../store/transaction.ts';
import { accumulateFor, delisting, forgetEntry, listWaiting, notePassed } from '../store/waiting.ts';
import { freeIn, headOf, readBlocks } from './blocks.ts';
import { adding, holdAny } from './claims.ts';

/** A session with a list, and how its event hands seats on. */
export type Listed = { readonly session: Session; readonly policy: WaitlistPolicy };

/**
 * Hands free seats to those who wait, in order; may be run by anybody, any number of times, side by side. `present` is
 * somebody who asks at this moment: once it is their turn they are confirmed without an offer.
 */
export async function handOn(
  store: Store,
  { session, policy }: Listed,
  now: Instant,
  present?: RegistrationKey,
): Promise<void> {
  for (;;) {
    const entries = await listWaiting(store, session.id);
    if (entries.length === 0) return;
    if (now >= beginOf(session)) return endList(store, session, entries, now);
    const blocks = await readBlocks(store, session, true);
    if (blocks.some(({ phase }) => phase !== 'waiting')) return;
    const { free } = headOf(blocks);
    const terms = offerTerms(now, beginOf(session));
    const turn = nextInTurn(entries, free, now);
    if (turn.kind === 'nobody') return;
    if (turn.kind === 'accumulate') {
      const until = terms.kind === 'exclusive' ? terms.expiresAt : now;
      if (turn.entry.accumulateUntil === undefined) await accumulateFor(store, session.id, turn.entry, until);
      if (until > now) return;
      continue;
    }
    if (turn.entry.key === present)
      await grant(store, session, blocks, turn, (read) => answeredAtOnce(confirming(read, now), read));
    else if (policy === 'automatic')
      await grant(store, session, blocks, turn, (read) => confirming(read, now));
    else if (terms.kind === 'broadcast') return inviteAll(store, entries, free, now);
    else await grant(store, session, blocks, turn, (read) => offering(read, terms, now));
  }
}

type Given = Extract<Turn, { kind: 'grant' }>;

/** One transaction: the place in the list, the registration and the blocks that have room. */
export async function grant(
  store: Store,
  session: Session,
  blocks: readonly Block[],
  { entry, seats, passed }: Given,
  becoming: (read: Registration) => Patch,
): Promise<boolean> {
  const read = await standingFor(store, session, entry);
  if (read === undefined) return false;
  const numbers = { from: read.next, count: seats };
  if (holdAny(blocks, claimsOf(entry.key, numbers))) {
    await fence(store, entry, numbers.from + seats);
    return false;
  }
  for (const each of passed)
    if (each.passedBy.size < MOST_PASSES) await notePassed(store, session.id, each, entry.key);
  const held = placeParty(blocks.map(freeIn), homeBlock(entry.key, session.blocks), numbers);
  const granted = { ...becoming(read), partySize: seats, held, next: numbers.from + seats, entry: undefined };
  const done = await transact(store, [
    { Update: flipping(read, granted) },
    delisting(session.id, entry),
    ...held.map((each) => {
      const seen = { session: session.id, block: each.block, lim: blocks[each.block]?.lim ?? 0 };
      return { Update: adding({ ...seen, phase: 'waiting' }, claimsOf(entry.key, each)) };
    }),
  ]);
  return done === 'done';
}

/** The registration that an entry stands for; an entry that leads to nobody who waits goes. */
async function standingFor(
  store: Store,
  session: Session,
  entry: WaitingEntry,
): Promise<Registration | undefined> {
  const read = await findArbiter(store, entry);
  if (read !== undefined && isRegistration(read) && read.entry === entry.place && isListed(read)) return read;
  await forgetEntry(store, session.id, entry);
  return undefined;
}

const isListed = ({ status }: Registration): boolean => status === 'waiting' || status === 'invited';

export const confirming = (read: Registration, now: Instant): Patch => ({
  status: 'confirmed',
  until: undefined,
  owed: { ...read.owed, [messageId('A1', read.rev + 1)]: now },
  flippedAt: now,
});

/** A newcomer is answered with the seats, not with the place in the list they had for a moment. */
export const answeredAtOnce = (patch: Patch, read: Registration): Patch =>
  read.lapses === undefined ? { ...patch, try: { ...read.try, outcome: 'confirmed' } } : patch;

const offering = (read: Registration, { mailAt, expiresAt }: Exclusive, now: Instant): Patch => ({
  status: 'offered',
  until: expiresAt,
  owed: { ...read.owed, [messageId('A5', read.rev + 1)]: mailAt },
  flippedAt: now,
});
type Exclusive = Extract<OfferTerms, { kind: 'exclusive' }>;

/** In the last hours everybody who fits may take what is free, first come; they keep their places meanwhile. */
async function inviteAll(
  store: Store,
  entries: readonly WaitingEntry[],
  free: number,
  now: Instant,
): Promise<void> {
  for (const entry of entries.filter((each) => seatsFor(each, free) > 0)) {
    const read = await findArbiter(store, entry);
    if (read === undefined || !isRegistration(read) || read.status !== 'waiting') continue;
    await flip(store, read, {
      status: 'invited',
      owed: { ...read.owed, [messageId('A6', read.rev + 1)]: now },
      flippedAt: now,
    });
  }
}

/** The session begins: whoever still waits hears that no seat was found. */
async function endList(
  store: Store,
  session: Session,
  entries: readonly WaitingEntry[],
  now: Instant,
): Promise<void> {
  for (const entry of entries) {
    const read = await standingFor(store, session, entry);
    if (read === undefined) continue;
    await transact(store, [
      {
        Update: flipping(read, {
          status: 'lapsed',
          owed: { ...read.owed, [messageId('A17', read.rev + 1)]: now },
          flippedAt: now,
        }),
      },
      delisting(session.id, entry),
    ]);
  }
}
