import type { Instant } from '../domain/instant.ts';
import { type Arbiter, isRegistration, messageId, type Registration } from '../domain/registration.ts';
import { claimsOf, homeBlock, keepSeats, placeParty } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { findSession } from '../store/programme.ts';
import { fence, flip, flipping, type Patch, standingIn } from '../store/registrations.ts';
import { transact } from '../store/transaction.ts';
import { freeIn, headOf, readBlocks } from './blocks.ts';
import { adding, holdAny } from './claims.ts';
import { settle } from './withdraw.ts';

export type PartyChange =
  | { readonly kind: 'changed'; readonly registration: Registration }
  | { readonly kind: 'unchanged' }
  /** The party would need more seats than the `seatsLeft` in the pool. */
  | { readonly kind: 'full'; readonly seatsLeft: number }
  /** It holds no seats that could become more or fewer. */
  | { readonly kind: 'not-live' }
  /** Seats are only added while the session is open; giving some back is always possible. */
  | { readonly kind: 'waiting' | 'closed' };

/** Makes a party of `partySize` out of a registration that holds seats, and owes the person a word about it. */
export async function changeParty(
  store: Store,
  read: Registration,
  partySize: number,
  now: Instant,
): Promise<PartyChange> {
  let standing: Arbiter = read;
  for (;;) {
    if (!isRegistration(standing) || !holdsSeats(standing)) return { kind: 'not-live' };
    if (partySize === standing.partySize) return { kind: 'unchanged' };
    const tried: PartyChange | Overtaken =
      partySize > standing.partySize
        ? await grow(store, standing, partySize, now)
        : await shrink(store, standing, partySize, now);
    if (tried.kind !== 'overtaken') return tried;
    standing = tried.standing;
  }
}

/** Somebody else changed the registration meanwhile, or a try of old that died holds some of its numbers. */
type Overtaken = { readonly kind: 'overtaken'; readonly standing: Arbiter };

const holdsSeats = ({ status }: Registration): boolean => status === 'confirmed' || status === 'pending';

/** One transaction over the registration and as many blocks as it takes, all of them still open. */
async function grow(
  store: Store,
  read: Registration,
  partySize: number,
  now: Instant,
): Promise<PartyChange | Overtaken> {
  const session = await findSession(store, read.session);
  if (session === undefined) throw new Error(`There is no session ${read.session}`);
  const numbers = { from: read.next, count: partySize - read.partySize };
  const past = numbers.from + numbers.count;
  for (;;) {
    const blocks = await readBlocks(store, session, true);
    const { phase, free } = headOf(blocks);
    if (phase !== 'open') return { kind: phase };
    if (holdAny(blocks, claimsOf(read.key, numbers)))
      return { kind: 'overtaken', standing: await fence(store, read, past) };
    const grants = placeParty(blocks.map(freeIn), homeBlock(read.key, session.blocks), numbers);
    if (grants === undefined) return { kind: 'full', seatsLeft: free };
    const patch = { ...asked(read, partySize, now), held: [...read.held, ...grants], next: past };
    const refusals = await transact(store, [
      { Update: flipping(read, patch) },
      ...grants.map((grant) => {
        const seen = { session: session.id, block: grant.block, lim: blocks[grant.block]?.lim ?? 0 };
        return { Update: adding(seen, claimsOf(read.key, grant)) };
      }),
    ]);
    if (refusals === 'done') return changed(read, patch);
    const standing = standingIn(refusals, 0);
    if (standing !== undefined) return { kind: 'overtaken', standing };
  }
}

/** The registration first, then the claims, like a release of some of its seats. */
async function shrink(
  store: Store,
  read: Registration,
  partySize: number,
  now: Instant,
): Promise<PartyChange | Overtaken> {
  const { kept, freed } = keepSeats(read.held, partySize);
  const patch = {
    ...asked(read, partySize, now),
    held: kept,
    givenUp: [...read.givenUp, ...freed.map((grant) => ({ ...grant, session: read.session }))],
  };
  const flipped = await flip(store, read, patch);
  if (flipped !== 'done') return { kind: 'overtaken', standing: flipped };
  await settle(store, read);
  return changed(read, patch);
}

const asked = (read: Registration, partySize: number, now: Instant) => ({
  partySize,
  owed: { ...read.owed, [messageId('A14', read.rev + 1)]: now },
  flippedAt: now,
});

const changed = (read: Registration, patch: Patch): PartyChange => ({
  kind: 'changed',
  registration: { ...read, ...patch, rev: read.rev + 1 },
});
