import type { Instant } from '../domain/instant.ts';
import {
  type Arbiter,
  type Grant,
  isRegistration,
  messageId,
  type Registration,
} from '../domain/registration.ts';
import { CLAIM_NUMBERS, keepSeats } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { findSession } from '../store/programme.ts';
import { fence, flip, flipping, type Patch } from '../store/registrations.ts';
import type { Refused } from './take.ts';
import { takeTogether } from './together.ts';
import { settle } from './withdraw.ts';

export type PartyChange =
  | { readonly kind: 'changed'; readonly registration: Registration }
  | { readonly kind: 'unchanged' }
  /** It holds no seats that could become more or fewer. */
  | { readonly kind: 'not-live' }
  /** Seats are only added while the session is open and has them; giving some back is always possible. */
  | Refused;

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
  if (past > CLAIM_NUMBERS) return { kind: 'full', seatsLeft: 0 };
  const patch = (more: readonly Grant[]) => ({
    ...asked(read, partySize, now),
    held: [...read.held, ...more],
    next: past,
  });
  const taken = await takeTogether(store, session, read.key, numbers, (more) => ({
    Update: flipping(read, patch(more)),
  }));
  if (taken.kind === 'taken') return changed(read, patch(taken.held));
  if (taken.kind === 'entangled') return { kind: 'overtaken', standing: await fence(store, read, past) };
  return taken;
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
