import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistrationKey } from '../../shared/domain/ids.ts';
import {
  BLOCK_SEATS,
  blockLimits,
  claimsOf,
  grants,
  homeBlock,
  keepSeats,
  placeParty,
  planLimits,
  readClaim,
  seatsHeld,
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

const pools = fc
  .array(fc.integer({ min: 0, max: 64 }), { minLength: 1, maxLength: 8 })
  .filter((free) => total(free) > 0);
const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);
/** A pool, a home in it and a party it has room for. */
const placements = pools.chain((free) =>
  fc.record({
    free: fc.constant(free),
    home: fc.nat({ max: free.length - 1 }),
    from: fc.nat({ max: 1_000 }),
    count: fc.integer({ min: 1, max: total(free) }),
  }),
);

describe('the limits of a plan', () => {
  it.each([
    ['are even where nobody sits', 90, [0, 0], [45, 45]],
    ['spare every seat that is taken', 60, [40, 10], [40, 20]],
    ['give a new block its share', 100, [40, 30, 0], [40, 30, 30]],
    ['are what is taken where the capacity is just that', 50, [40, 10], [40, 10]],
    ['are what is taken where that is too much', 30, [40, 10], [40, 10]],
  ])('%s', (_, capacity, taken, limits) => {
    expect(planLimits(capacity, taken)).toEqual(limits);
  });

  it('are the capacity or what is taken, never less than a block holds nor more than it may', () => {
    const plans = fc.record({
      taken: fc.array(fc.integer({ min: 0, max: BLOCK_SEATS }), { minLength: 1, maxLength: 6 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(plans, ({ taken, share }) => {
        const capacity = Math.round(share * BLOCK_SEATS * taken.length);
        const limits = planLimits(capacity, taken);
        expect(total(limits)).toBe(Math.max(capacity, total(taken)));
        for (const [block, limit] of limits.entries()) {
          expect(limit).toBeGreaterThanOrEqual(taken[block] ?? 0);
          expect(limit).toBeLessThanOrEqual(BLOCK_SEATS);
        }
      }),
    );
  });
});

describe('a party', () => {
  it.each([
    ['at home while home has room', [3, 9], 0, 3, [{ block: 0, from: 5, count: 3 }]],
    ['in the next block with room', [2, 9, 9], 0, 3, [{ block: 1, from: 5, count: 3 }]],
    ['in a block before home as well', [4, 0, 1], 1, 4, [{ block: 0, from: 5, count: 4 }]],
    [
      'over the roomiest blocks when none is large enough',
      [1, 3, 2],
      0,
      5,
      [
        { block: 1, from: 5, count: 3 },
        { block: 2, from: 8, count: 2 },
      ],
    ],
  ])('sits %s', (_, free, home, count, grants) => {
    expect(placeParty(free, home, { from: 5, count })).toEqual(grants);
  });

  it('has all its numbers once, in order, and no block more than it has free', () => {
    fc.assert(
      fc.property(placements, ({ free, home, from, count }) => {
        const grants = placeParty(free, home, { from, count });
        let next = from;
        for (const grant of grants) {
          expect(grant.from).toBe(next);
          expect(grant.count).toBeGreaterThan(0);
          expect(grant.count).toBeLessThanOrEqual(free[grant.block] ?? 0);
          next += grant.count;
        }
        expect(next).toBe(from + count);
        expect(new Set(grants.map(({ block }) => block)).size).toBe(grants.length);
        const largestFirst = free.toSorted((one, other) => other - one);
        expect(total(largestFirst.slice(0, grants.length - 1))).toBeLessThan(count);
      }),
    );
  });

  it('that becomes smaller keeps its first seats, and none is lost or doubled', () => {
    fc.assert(
      fc.property(placements, fc.nat({ max: 400 }), ({ free, home, from, count }, keep) => {
        const held = placeParty(free, home, { from, count });
        const { kept, freed } = keepSeats(held, keep);
        expect(seatsHeld(kept)).toBe(Math.min(keep, count));
        const numbers = [...kept, ...freed].flatMap((grant) =>
          Array.from({ length: grant.count }, (_, index) => `${grant.block}/${grant.from + index}`),
        );
        const before = held.flatMap((grant) =>
          Array.from({ length: grant.count }, (_, index) => `${grant.block}/${grant.from + index}`),
        );
        expect(numbers.toSorted()).toEqual(before.toSorted());
      }),
    );
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
