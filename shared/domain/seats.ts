import type { RegistrationKey } from './ids.ts';
import type { Grant } from './registration.ts';

/** 64 claims of 10 bytes keep a block under 1 KB, hence one write unit, with room for its other attributes. */
export const BLOCK_SEATS = 64;
const KEY_BYTES = 8;
export const CLAIM_NUMBERS = 65_536; // two bytes of a claim

/** Registration key and a number never used twice for it: leads back to its registration, and old is never taken for new. */
export type Claim = Uint8Array;

/** The seats of each block of a pool, as equal as they can be. */
export function blockLimits(capacity: number): readonly number[] {
  const blocks = Math.max(1, Math.ceil(capacity / BLOCK_SEATS));
  return Array.from({ length: blocks }, (_, block) => Math.floor((capacity + blocks - 1 - block) / blocks));
}

/** The limits that a pool gets with these seats taken: as equal as can be, and no lower than what is taken. */
export function planLimits(capacity: number, taken: readonly number[]): readonly number[] {
  const limits = [...taken];
  let left = capacity - limits.reduce((sum, seats) => sum + seats, 0);
  while (left > 0) {
    const lowest = limits.indexOf(Math.min(...limits));
    limits[lowest] = (limits[lowest] ?? 0) + 1;
    left -= 1;
  }
  return limits;
}

/** Where a registration looks for seats first. */
export const homeBlock = (key: RegistrationKey, blocks: number): number =>
  Number.parseInt(key.slice(0, 8), 16) % blocks;

export const claimsOf = (key: RegistrationKey, { from, count }: Pick<Grant, 'from' | 'count'>): Claim[] =>
  Array.from({ length: count }, (_, index) => {
    const claim = Buffer.alloc(KEY_BYTES + 2);
    claim.write(key, 'hex');
    claim.writeUInt16BE(from + index, KEY_BYTES);
    return Uint8Array.from(claim);
  });

export function readClaim(claim: Claim): { readonly key: RegistrationKey; readonly number: number } {
  const bytes = Buffer.from(claim);
  return {
    key: bytes.toString('hex', 0, KEY_BYTES) as RegistrationKey,
    number: bytes.readUInt16BE(KEY_BYTES),
  };
}

const sameClaim = (one: Claim, other: Claim): boolean => Buffer.compare(one, other) === 0;
export const holdsClaim = (claims: Iterable<Claim>, claim: Claim): boolean =>
  [...claims].some((standing) => sameClaim(standing, claim));

export const grants = (held: readonly Grant[], block: number, number: number): boolean =>
  held.some((grant) => grant.block === block && grant.from <= number && number < grant.from + grant.count);

/** All blocks, beginning at home. */
export const fromHome = (home: number, blocks: number): number[] =>
  Array.from({ length: blocks }, (_, index) => (home + index) % blocks);

/** Where a party sits that the pool has room for: in one block if it can, otherwise over as few as possible. */
export function placeParty(
  free: readonly number[],
  home: number,
  { from, count }: Pick<Grant, 'from' | 'count'>,
): readonly Grant[] {
  const room = (block: number): number => free[block] ?? 0;
  const order = fromHome(home, free.length);
  const whole = order.find((block) => room(block) >= count);
  const grants: Grant[] = [];
  let next = from;
  for (const block of whole === undefined ? order.sort((one, other) => room(other) - room(one)) : [whole]) {
    const seats = Math.min(room(block), from + count - next);
    if (seats > 0) grants.push({ block, from: next, count: seats });
    next += seats;
  }
  return grants;
}

/** Keeps the first `count` seats held and frees the others. */
export function keepSeats(
  held: readonly Grant[],
  count: number,
): { readonly kept: readonly Grant[]; readonly freed: readonly Grant[] } {
  const kept: Grant[] = [];
  const freed: Grant[] = [];
  let left = count;
  for (const { block, from, count: seats } of held) {
    const stay = Math.min(seats, left);
    if (stay > 0) kept.push({ block, from, count: stay });
    if (stay < seats) freed.push({ block, from: from + stay, count: seats - stay });
    left -= stay;
  }
  return { kept, freed };
}

export const seatsHeld = (held: readonly Grant[]): number => held.reduce((sum, { count }) => sum + count, 0);
