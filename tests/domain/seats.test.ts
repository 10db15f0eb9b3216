import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistrationKey } from '../../shared/domain/ids.ts';
import {
  BLOCK_SEATS,
  blockLimits,
  claimsOf,
  grants,
  homeBlock,
  readClaim,
} from '../../shared/domain/seats.ts';

describe('the blocks of a pool', () => {
  it.each([
    [1, [1]],
    [64, [64]],
    [65, [33, 32]],
    [130, [44, 43, 43]],
  ])('of %i seats are as equal as they can be', (capacity, limits) => {
    expect(blockLimits(capacity)).toEqual(limits);
  });

  it('hold exactly the capacity and never more than a block may', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000 }), (capacity) => {
        const limits = blockLimits(capacity);
        expect(limits.reduce((sum, lim) => sum + lim, 0)).toBe(capacity);
        expect(Math.max(...limits)).toBeLessThanOrEqual(BLOCK_SEATS);
        expect(Math.max(...limits) - Math.min(...limits)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('are somebody’s home evenly', () => {
    const homes = Array.from({ length: 4_000 }, (_, person) => {
      const key = Buffer.alloc(8);
      key.writeUInt32BE((person * 2_654_435_761) % 2 ** 32);
      return homeBlock(key.toString('hex') as RegistrationKey, 4);
    });
    for (const block of [0, 1, 2, 3])
      expect(homes.filter((home) => home === block).length).toBeGreaterThan(900);
  });
});

describe('a claim', () => {
  const key = 'ffeeddccbbaa0099' as RegistrationKey;

  it('leads back to its registration and number, in ten bytes', () => {
    const claims = claimsOf(key, { from: 65_534, count: 2 });
    expect(claims.map(readClaim)).toEqual([
      { key, number: 65_534 },
      { key, number: 65_535 },
    ]);
    expect(claims.map(({ length }) => length)).toEqual([10, 10]);
  });

  it.each([
    [0, 2, false],
    [0, 3, true],
    [0, 4, true],
    [0, 5, false],
    [1, 3, false],
  ])('in block %i with number %i is granted: %s', (block, number, granted) => {
    expect(grants([{ block: 0, from: 3, count: 2 }], block, number)).toBe(granted);
  });
});
