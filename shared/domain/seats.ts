import type { RegistrationKey } from './ids.ts';
import type { Grant } from './registration.ts';

/** 64 claims of 10 bytes keep a block under 1 KB, hence one write unit, with room for its other attributes. */
export const BLOCK_SEATS = 64;
const KEY_BYTES = 8;

/** Registration key and a number never used twice for it: leads back to its registration, and old is never taken for new. */
export type Claim = Uint8Array;

/** The seats of each block of a pool, as equal as they can be. */
export function blockLimits(capacity: number): readonly number[] {
  const blocks = Math.max(1, Math.ceil(capacity / BLOCK_SEATS));
  return Array.from({ length: blocks }, (_, block) => Math.floor((capacity + blocks - 1 - block) / blocks));
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

export const seatsHeld = (held: readonly Grant[]): number => held.reduce((sum, { count }) => sum + count, 0);
