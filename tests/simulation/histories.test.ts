import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, histories, live } from './histories.ts';
import { mutants } from './mutants.ts';
import type { Tampering } from './world.ts';

const RUNS = 1_000;
const SEED = 2027;

const promise = (tamper?: Tampering) =>
  fc.asyncProperty(histories, async (history: History) => {
    const { breaches, log } = await live(history, tamper);
    if (breaches.length > 0) throw new Error([...breaches, ...log].join('\n'));
  });

describe('the seat ledger', () => {
  it('keeps every promise in every history, whatever fails and whoever dies', async () => {
    await fc.assert(promise(), { numRuns: RUNS, seed: SEED });
  }, 120_000);

  it('goes the same way twice', async () => {
    for (const history of fc.sample(histories, { numRuns: 5, seed: SEED }))
      expect((await live(history)).log).toEqual((await live(history)).log);
  });

  it.each(mutants)(
    'would be found out if $name',
    async ({ tamper }) => {
      const { failed, numRuns } = await fc.check(promise(tamper), {
        numRuns: RUNS,
        seed: SEED,
        endOnFailure: true,
      });
      expect({ failed }).toEqual({ failed: true });
      expect(numRuns).toBeLessThanOrEqual(RUNS);
    },
    120_000,
  );
});
