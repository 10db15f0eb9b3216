import type { Instant } from '../domain/instant.ts';
import {
  isRegistration,
  isReleasable,
  type MessageId,
  messageId,
  type Registration,
} from '../domain/registration.ts';
import type { Store } from '../store/client.ts';
import { type Conditional, findArbiter, flipping, giveUp } from '../store/registrations.ts';
import { transact } from '../store/transaction.ts';
import { delisting } from '../store/waiting.ts';
import { settle } from './withdraw.ts';

/** Releases a registration exactly once: the status first, then its claims. Released already is released. */
export async function release(
  store: Store,
  read: Registration,
  now: Instant,
): Promise<'released' | 'not-live'> {
  let standing = read;
  while (standing.status !== 'released' && standing.status !== 'declined') {
    if (!isReleasable(standing.status)) return 'not-live';
    const mail = messageId('A13', standing.rev + 1);
    const { entry } = standing;
    const flipped =
      entry === undefined
        ? await giveUp(store, standing, standing.status === 'offered' ? 'declined' : 'released', mail, now)
        : await leave(store, { ...standing, entry }, mail, now);
    if (flipped === 'done') break;
    if (!isRegistration(flipped)) return 'not-live';
    standing = flipped;
  }
  await settle(store, read);
  return 'released';
}

/** The place in the list goes with the status; the registration keeps its name, by which the mail knows what was left. */
async function leave(
  store: Store,
  read: Registration & { readonly entry: string },
  mail: MessageId,
  now: Instant,
): Promise<Conditional> {
  const left = await transact(store, [
    {
      Update: flipping(read, {
        status: 'released',
        owed: { ...read.owed, [mail]: now },
        flippedAt: now,
      }),
    },
    delisting(read.session, { key: read.key, place: read.entry }),
  ]);
  return left === 'done' ? left : ((await findArbiter(store, read)) ?? read);
}
