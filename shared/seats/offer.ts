import { epochMs, type Instant } from '../domain/instant.ts';
import { beginOf, type Session } from '../domain/programme.ts';
import { type Arbiter, isRegistration, messageId, type Registration } from '../domain/registration.ts';
import { placeInList, seatsFor } from '../domain/waiting.ts';
import type { Store } from '../store/client.ts';
import { findArbiter, flip, flipping } from '../store/registrations.ts';
import { transact } from '../store/transaction.ts';
import { enlisting, listWaiting } from '../store/waiting.ts';
import { headOf } from './blocks.ts';
import { readWithinCapacity } from './capacity.ts';
import { handOn, type Listed } from './hand-on.ts';
import { confirming, grant } from './turn.ts';
import { settle } from './withdraw.ts';

/** Two offers let pass end the waiting. */
const MOST_LAPSES = 2;

export type Answered =
  | { readonly kind: 'confirmed' }
  /** Somebody else has the seats; it waits on. */
  | { readonly kind: 'gone' }
  /** Nothing to say yes to: it is over, or never was. */
  | { readonly kind: 'over' };

/**
 * Says yes to seats held for an address (`pending`) or offered. After its deadline an offer is like any other place in
 * the list: it wins only seats that nobody before it can use; an invitation wins whatever is free.
 */
export async function accept(
  store: Store,
  listed: Listed,
  read: Registration,
  now: Instant,
): Promise<Answered> {
  const { session } = listed;
  for (let standing: Arbiter | undefined = read; ; standing = await findArbiter(store, read)) {
    if (standing === undefined || !isRegistration(standing)) return { kind: 'over' };
    if (standing.status === 'confirmed') return { kind: 'confirmed' };
    if (now >= beginOf(session)) return { kind: 'over' };
    switch (standing.status) {
      case 'pending':
      case 'offered': {
        if (isLapsed(standing, now)) {
          await lapse(store, session, standing, now);
          continue;
        }
        if ((await flip(store, standing, confirming(standing, now))) === 'done') return { kind: 'confirmed' };
        continue;
      }
      case 'waiting':
        if (standing.lapses === undefined) return { kind: 'over' };
        await handOn(store, listed, now);
        if ((await findArbiter(store, read))?.status === 'waiting') return { kind: 'gone' };
        continue;
      case 'invited':
        return takeInvitation(store, listed, standing, now);
      default:
        return { kind: 'over' };
    }
  }
}

async function takeInvitation(
  store: Store,
  { session }: Listed,
  read: Registration,
  now: Instant,
): Promise<Answered> {
  for (;;) {
    const entry = (await listWaiting(store, session.id)).find(({ place }) => place === read.entry);
    const blocks = await readWithinCapacity(store, session);
    const { phase, free } = headOf(blocks);
    const seats = entry && phase === 'waiting' ? seatsFor(entry, free) : 0;
    if (entry === undefined)
      return (await isConfirmed(store, read)) ? { kind: 'confirmed' } : { kind: 'over' };
    if (seats === 0) {
      const once = messageId('A8', entry.place); // the page says it each time
      await flip(store, read, { owed: { ...read.owed, [once]: now }, flippedAt: now });
      return { kind: 'gone' };
    }
    const turn = { kind: 'grant', entry, seats, passed: [] } as const;
    if (await grant(store, session, blocks, turn, (standing) => confirming(standing, now)))
      return { kind: 'confirmed' };
  }
}

const isConfirmed = async (store: Store, id: Registration): Promise<boolean> =>
  (await findArbiter(store, id))?.status === 'confirmed';

/** Whether seats were only held, and long enough. */
export const isLapsed = ({ status, until }: Registration, now: Instant): boolean =>
  (status === 'pending' || status === 'offered') && until !== undefined && now >= until;

/** Gives seats back that were held long enough; after a first offer let pass it waits on, at the end of the list. */
export async function lapse(store: Store, session: Session, read: Registration, now: Instant): Promise<void> {
  if (!isLapsed(read, now)) return;
  const lapses = (read.lapses ?? 0) + 1;
  const freed = {
    held: [],
    givenUp: [...read.givenUp, ...read.held.map((each) => ({ ...each, session: read.session }))],
    until: undefined,
    flippedAt: now,
  };
  const owed = { ...read.owed, [messageId('A7', read.rev + 1)]: now };
  if (read.status === 'pending') await flip(store, read, { ...freed, status: 'lapsed' });
  else if (lapses >= MOST_LAPSES || now >= beginOf(session))
    await flip(store, read, { ...freed, status: 'lapsed', lapses, owed });
  else {
    const place = placeInList(epochMs(now), read.key);
    await transact(store, [
      { Update: flipping(read, { ...freed, status: 'waiting', lapses, entry: place, owed }) },
      enlisting(session.id, { ...read, place }),
    ]);
  }
  await settle(store, read);
}
