import type { RegistrationId, SessionId } from '../domain/ids.ts';
import type { Arbiter, Grant } from '../domain/registration.ts';
import { claimsOf, grants, readClaim } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { fence, findArbiter, forgetGivenUp } from '../store/registrations.ts';
import { removeClaims } from './claims.ts';

/**
 * The one rule for removing claims: a claim goes once it is decided (its number below `next`) and not granted.
 * What is undecided is fenced first, so that a slow writer loses cleanly. Returns the registration as it stands.
 */
export async function withdraw(
  store: Store,
  known: Arbiter | undefined,
  id: RegistrationId,
  session: SessionId,
  grant: Grant,
): Promise<Arbiter> {
  const past = grant.from + grant.count;
  const decided = known !== undefined && known.next >= past ? known : await fence(store, id, past);
  const granted = decided.session === session ? decided.held : [];
  const free = claimsOf(id.key, grant).filter(
    (claim) => !grants(granted, grant.block, readClaim(claim).number),
  );
  await removeClaims(store, session, grant.block, free);
  return decided;
}

/** Makes the ledger agree with a registration that has given seats up: level-triggered, any number of times. */
export async function settle(store: Store, id: RegistrationId): Promise<void> {
  const standing = await findArbiter(store, id);
  if (standing === undefined || standing.givenUp.length === 0) return;
  for (const { session, ...grant } of standing.givenUp) await withdraw(store, standing, id, session, grant);
  await forgetGivenUp(store, standing);
}
