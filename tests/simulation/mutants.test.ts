import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Findings, Order } from './mutants/infected.ts';
import { listMutants, type Mutant, seatMutants } from './mutants/mutants.ts';

const RUNS = 600;
const SEED = 2027;

/** Lives through histories in an environment of its own, whose sources say something else. */
const liveWith = (edits: Mutant['edits']): Promise<Findings> =>
  new Promise((resolve, reject) => {
    const workerData: Order = { edits, runs: RUNS, seed: SEED };
    const worker = new Worker(new URL('./mutants/infected.ts', import.meta.url), { workerData });
    worker.on('message', resolve).on('error', reject);
  });

describe.concurrent('a fault is found out', () => {
  it.each([...seatMutants, ...listMutants])(
    'if $name',
    async ({ edits, breaks }) => {
      const { breaches } = await liveWith(edits);
      expect(breaches.join('\n')).toMatch(breaks);
    },
    90_000,
  );

  it('and none where there is none', async () => {
    expect(await liveWith([])).toEqual({ runs: RUNS, breaches: [] });
  }, 90_000);
});
