import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, histories, live } from './histories.ts';

const RUNS = 1_000;
const SEED = 2027;

describe('the seat ledger and its list', () => {
  it('keep every promise in every history, whatever fails and whoever dies', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history: History) => {
        const { breaches, log } = await live(history);
        if (breaches.length > 0) throw new Error([...breaches, ...log].join('\n'));
      }),
      { numRuns: RUNS, seed: SEED },
    );
  }, 300_000);

  it('go the same way twice', async () => {
    for (const history of fc.sample(histories, { numRuns: 5, seed: SEED }))
      expect((await live(history)).log).toEqual((await live(history)).log);
  });
});
