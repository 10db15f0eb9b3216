import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import type { Findings, Order } from './mutants/infected.ts';
import { listMutants, type Mutant, seatMutants } from './mutants/mutants.ts';

const RUNS = 600;
const CONTROL = 200;
const SEED = 2027;

/** Lives through histories in an environment of its own, whose sources say something else. */
const liveWith = (mutant: Pick<Mutant, 'edits' | 'only'>, runs = RUNS): Promise<Findings> =>
  new Promise((resolve, reject) => {
    const { edits, only } = mutant;
    const workerData: Order = { edits, runs, seed: SEED, ...(only && { only }) };
    const worker = new Worker(new URL('./mutants/infected.ts', import.meta.url), { workerData });
    worker.on('message', resolve).on('error', reject);
  });

describe.concurrent('a fault is found out', () => {
  it.each([...seatMutants, ...listMutants])(
    'if $name',
    async (mutant) => {
      const { breaches } = await liveWith(mutant);
      expect(breaches.join('\n')).toMatch(mutant.breaks);
    },
    240_000,
  );

  it('and none where there is none', async () => {
    expect(await liveWith({ edits: [] }, CONTROL)).toEqual({ runs: CONTROL, breaches: [] });
  }, 240_000);
});
