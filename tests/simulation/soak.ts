import { parseArgs } from 'node:util';
import * as fc from 'fast-check';
import { type History, histories, live } from './histories.ts';

const { values } = parseArgs({
  options: { histories: { type: 'string', default: '10000' }, seed: { type: 'string' } },
});
const wanted = Number(values.histories);
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
const begun = performance.now();
const WIDTH = 40;
let lived = 0;

function show(): void {
  const filled = Math.min(WIDTH, Math.round((lived / wanted) * WIDTH)); // shrinking lives through more
  const seconds = (performance.now() - begun) / 1_000;
  const left = Math.round((seconds / lived) * (wanted - lived));
  const bar = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)}`;
  process.stdout.write(`\r${bar} ${lived}/${wanted} histories, ${left} s left `);
}

/** Many more histories than a test run has time for; prints what went wrong in the smallest one found. */
const outcome = await fc.check(
  fc.asyncProperty(histories, async (history: History) => {
    const { breaches, log } = await live(history);
    lived += 1;
    if (process.stdout.isTTY || lived % 100 === 0 || lived === wanted) show();
    if (breaches.length > 0) throw new Error([...breaches, ...log].join('\n'));
  }),
  { numRuns: wanted, seed },
);
const why = outcome.errorInstance instanceof Error ? outcome.errorInstance.message : '';
const told = outcome.failed ? `${fc.defaultReportMessage(outcome)}\n\n${why}` : 'all promises kept';
process.stdout.write(`\nseed ${seed}: ${told}\n`);
process.exitCode = outcome.failed ? 1 : 0;
