import type { Instant } from '../domain/instant.ts';
import { type OfferTerms, offerTerms } from '../domain/offers.ts';
import { beginOf, type Session, type WaitlistPolicy } from '../domain/programme.ts';
import { isRegistration, messageId, type Registration } from '../domain/registration.ts';
import { nextInTurn, seatsFor, type WaitingEntry } from '../domain/waiting.ts';
import type { Store } from '../store/client.ts';
import { findArbiter, flip, flipping, type Patch } from '../store/registrations.ts';
import { transact } from '../store/transaction.ts';
import { accumulateFor, delisting, listWaiting } from '../store/waiting.ts';
import { headOf } from './blocks.ts';
import { readWithinCapacity } from './capacity.ts';
import { confirming, grant, standingFor } from './turn.ts';

/** A session with a list, and how its event hands seats on. */
export type Listed = { readonly session: Session; readonly policy: WaitlistPolicy };

/** Hands free seats to those who wait, in order; may be run by anybody, any number of times, side by side. */
export async function handOn(store: Store, { session, policy }: Listed, now: Instant): Promise<void> {
  for (;;) {
    const entries = await listWaiting(store, session.id);
    if (entries.length === 0) return;
    if (now >= beginOf(session)) return endList(store, session, entries, now);
    const blocks = await readWithinCapacity(store, session);
    if (blocks.some(({ phase }) => phase !== 'waiting')) return;
    const { free } = headOf(blocks);
    const terms = offerTerms(now, beginOf(session));
    if (terms.kind === 'broadcast' && policy === 'offer') return inviteAll(store, entries, free, now);
    const turn = nextInTurn(entries, free, now);
    if (turn.kind === 'nobody') return;
    if (turn.kind === 'accumulate') {
      const until = terms.kind === 'exclusive' ? terms.expiresAt : now;
      if (turn.entry.accumulateUntil === undefined) await accumulateFor(store, session.id, turn.entry, until);
      return;
    }
    await grant(store, session, blocks, turn, (read) =>
      policy === 'automatic' || terms.kind === 'broadcast'
        ? confirming(read, now)
        : offering(read, terms, now),
    );
  }
}

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
