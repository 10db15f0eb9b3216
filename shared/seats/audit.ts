import { isRegistration, type Registration } from '../domain/registration.ts';
import { seatsHeld } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { listRegistrations } from '../store/lists.ts';
import { findArbiters } from '../store/registrations.ts';
import type { Block } from '../store/table.ts';
import { readBlocks } from './blocks.ts';
import { claimName, claimsIn, isGranted, type Pool } from './sweep.ts';

/** What must never last. While people come and go it may be seen for a moment: what two audits see is wrong. */
export type Drift = {
  readonly kind:
    | 'more claims than the limit'
    | 'limits above the capacity'
    | 'claim without registration'
    | 'registration without claim'
    | 'seats held are not the party';
  readonly block?: number;
  /** The same for the same drift, for as long as it stands. */
  readonly name: string;
};

/** Recomputes the seats of a session from strongly consistent reads of its blocks and registrations; mends nothing. */
export async function audit(
  store: Store,
  { session, scope }: Omit<Pool, 'blocks'>,
): Promise<readonly Drift[]> {
  const blocks = await readBlocks(store, session, true);
  const standing = claimsIn(blocks);
  const listed = await listRegistrations(store, session.id);
  const arbiters = await findArbiters(store, scope, [
    ...standing.map(({ key }) => key),
    ...listed.map(({ key }) => key),
  ]);
  const here = [...arbiters.values()].filter(isRegistration).filter((read) => read.session === session.id);
  const names = new Set(standing.map(({ name }) => name));
  return [
    ...driftOfLimits(blocks, session.capacity),
    ...standing
      .filter((claim) => !isGranted(arbiters.get(claim.key), session, claim))
      .map(({ name, block }): Drift => ({ kind: 'claim without registration', block, name })),
    ...here.flatMap((registration) =>
      claimsHeld(registration)
        .filter(({ name }) => !names.has(name))
        .map(({ name, block }): Drift => ({ kind: 'registration without claim', block, name })),
    ),
    ...here
      .filter((registration) => seatsHeld(registration.held) !== seatsOwed(registration))
      .map(({ key }): Drift => ({ kind: 'seats held are not the party', name: key })),
  ];
}

function driftOfLimits(blocks: readonly Block[], capacity: number): readonly Drift[] {
  const limits = blocks.reduce((sum, { lim }) => sum + lim, 0);
  const taken = blocks.reduce((sum, { claims }) => sum + claims.size, 0);
  return [
    ...blocks.flatMap(({ lim, claims }, block): Drift[] =>
      claims.size > lim ? [{ kind: 'more claims than the limit', block, name: `limit of ${block}` }] : [],
    ),
    ...(limits > Math.max(capacity, taken)
      ? [{ kind: 'limits above the capacity', name: 'limits' } as const]
      : []),
  ];
}

const claimsHeld = ({
  key,
  held,
}: Registration): readonly { readonly block: number; readonly name: string }[] =>
  held.flatMap(({ block, from, count }) =>
    Array.from({ length: count }, (_, index) => ({ block, name: claimName(block, key, from + index) })),
  );

const holding: ReadonlySet<string> = new Set(['pending', 'confirmed', 'offered', 'attended', 'absent']);
const seatsOwed = ({ status, partySize }: Registration): number => (holding.has(status) ? partySize : 0);
