import type { Instant } from '../domain/instant.ts';
import { isLive, isRegistration, messageId, type Registration } from '../domain/registration.ts';
import type { Store } from '../store/client.ts';
import { giveUp } from '../store/registrations.ts';
import { settle } from './withdraw.ts';

/** Releases a live registration exactly once: the status first, then its claims. */
export async function release(
  store: Store,
  read: Registration,
  now: Instant,
): Promise<'released' | 'not-live'> {
  let standing = read;
  for (;;) {
    if (!isLive(standing.status)) return 'not-live';
    const flipped = await giveUp(store, standing, 'released', messageId('A13', standing.rev + 1), now);
    if (flipped === 'done') break;
    if (!isRegistration(flipped)) return 'not-live';
    standing = flipped;
  }
  await settle(store, read);
  return 'released';
}
