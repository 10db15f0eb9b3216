import type { RegistrationKey } from '../domain/ids.ts';
import type { Session } from '../domain/programme.ts';
import type { Grant } from '../domain/registration.ts';
import { blockLimits, type Claim, claimsOf, fromHome, holdsClaim, homeBlock } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import type { Block } from '../store/table.ts';
import { freeIn, headOf, readBlocks } from './blocks.ts';
import { addClaims } from './claims.ts';

export type Refused =
  | { readonly kind: 'closed' }
  | { readonly kind: 'waiting' }
  /** Fewer than asked for are left in the whole pool. */
  | { readonly kind: 'full'; readonly seatsLeft: number };

export type Taken =
  | { readonly kind: 'taken'; readonly grant: Grant }
  /** Another try of this person holds some of these numbers: fence them and start again with the next. */
  | { readonly kind: 'entangled' }
  /** The pool has room, no single block has: see together.ts. */
  | { readonly kind: 'scattered' }
  | Refused;

/** Takes `count` seats for the numbers `from`, `from + 1`, …: one conditional write on the home block while it has room. */
export async function take(
  store: Store,
  session: Session,
  key: RegistrationKey,
  from: number,
  count: number,
): Promise<Taken> {
  const party = claimsOf(key, { from, count });
  const home = homeBlock(key, session.blocks);
  const taken = (block: number): Taken => ({ kind: 'taken', grant: { block, from, count } });

  const lim = (session.plan?.limits ?? blockLimits(session.capacity))[home] ?? 0;
  const atHome = await tryBlock(store, session, home, lim, party);
  if (atHome !== 'full') return atHome === 'taken' ? taken(home) : { kind: atHome };

  for (const consistent of [false, true]) {
    let blocks = await readBlocks(store, session, consistent);
    for (;;) {
      const mine = blocks.findIndex((block) => standing(block, party) !== 'none');
      if (mine >= 0) return standing(blocks[mine], party) === 'all' ? taken(mine) : { kind: 'entangled' };
      const roomy = fromHome(home, session.blocks).filter((block) => hasRoom(blocks[block], count));
      if (roomy.length === 0) break;
      for (const block of roomy) {
        const there = await tryBlock(store, session, block, blocks[block]?.lim ?? 0, party);
        if (there !== 'full') return there === 'taken' ? taken(block) : { kind: there };
      }
      blocks = await readBlocks(store, session, true);
    }
    if (consistent) return refusalIn(blocks, count) ?? { kind: 'scattered' };
  }
  throw new Error('unreachable: a consistent look decides');
}

/** How a party of `count` is refused by blocks that were read consistently; undefined if it is not. */
export function refusalIn(blocks: readonly Block[], count: number): Refused | undefined {
  const { phase, free } = headOf(blocks);
  if (phase !== 'open') return { kind: phase };
  return free < count ? { kind: 'full', seatsLeft: free } : undefined;
}

type Tried = 'taken' | 'entangled' | 'closed' | 'waiting' | 'full';

async function tryBlock(
  store: Store,
  session: Session,
  block: number,
  lim: number,
  party: readonly Claim[],
): Promise<Tried> {
  const stood = await addClaims(store, { session: session.id, block, lim }, party);
  if (stood === 'added') return 'taken';
  const mine = standing(stood, party);
  if (mine !== 'none') return mine === 'all' ? 'taken' : 'entangled';
  if (stood.phase !== 'open') return stood.phase;
  return stood.lim === lim ? 'full' : tryBlock(store, session, block, stood.lim, party);
}

function standing(block: Block | undefined, party: readonly Claim[]): 'all' | 'some' | 'none' {
  const found = party.filter((claim) => block !== undefined && holdsClaim(block.claims, claim)).length;
  if (found === 0) return 'none';
  return found === party.length ? 'all' : 'some';
}

const hasRoom = (block: Block | undefined, count: number): boolean =>
  block !== undefined && block.phase === 'open' && freeIn(block) >= count;
