import type { Instant } from '../domain/instant.ts';
import { isRegistration, isReleasable, messageId, type Registration } from '../domain/registration.ts';
import type { Store } from '../store/client.ts';
import { giveUp } from '../store/registrations.ts';
import { settle } from './withdraw.ts';

/** Releases a registration exactly once: the status first, then its claims. Released already is released. */
export async function release(
  store: Store,
  read: Registration,
  now: Instant,
): Promise<'released' | 'not-live'> {
  let standing = read;
  while (standing.status !== 'released') {
    if (!isReleasable(standing.status)) return 'not-live';
    const flipped = await giveUp(store, standing, 'released', messageId('A13', standing.rev + 1), now);
    if (flipped === 'done') break;
    if (!isRegistration(flipped)) return 'not-live';
    standing = flipped;
  }
  await settle(store, read);
  return 'released';
}
