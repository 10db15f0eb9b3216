import type { RegistrationKey } from '../domain/ids.ts';
import type { Session } from '../domain/programme.ts';
import type { Arbiter, Grant } from '../domain/registration.ts';
import { claimsOf, homeBlock, placeParty } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { standingIn } from '../store/registrations.ts';
import { transact, type Write } from '../store/transaction.ts';
import { freeIn } from './blocks.ts';
import { readWithinCapacity } from './capacity.ts';
import { adding, holdAny } from './claims.ts';
import { type Refused, refusalIn } from './take.ts';

export type TakenTogether =
  | { readonly kind: 'taken'; readonly held: readonly Grant[] }
  /** The registration is no longer as it was read. */
  | { readonly kind: 'overtaken'; readonly standing: Arbiter }
  /** Another try of this person holds some of these numbers: fence them and start again with the next. */
  | { readonly kind: 'entangled' }
  | Refused;

/**
 * Takes seats in as many blocks as the party needs and writes the registration that holds them, in one transaction.
 * Looks again for as long as blocks change underneath: each time, somebody else got on.
 */
export async function takeTogether(
  store: Store,
  session: Session,
  key: RegistrationKey,
  numbers: Pick<Grant, 'from' | 'count'>,
  registration: (held: readonly Grant[]) => Write,
): Promise<TakenTogether> {
  for (;;) {
    const blocks = await readWithinCapacity(store, session);
    if (holdAny(blocks, claimsOf(key, numbers))) return { kind: 'entangled' };
    const refused = refusalIn(blocks, numbers.count);
    if (refused !== undefined) return refused;
    const held = placeParty(blocks.map(freeIn), homeBlock(key, session.blocks), numbers);
    const refusals = await transact(store, [
      registration(held),
      ...held.map((grant) => {
        const seen = { session: session.id, block: grant.block, lim: blocks[grant.block]?.lim ?? 0 };
        return { Update: adding(seen, claimsOf(key, grant)) };
      }),
    ]);
    if (refusals === 'done') return { kind: 'taken', held };
    const standing = standingIn(refusals, 0);
    if (standing !== undefined) return { kind: 'overtaken', standing };
  }
}
