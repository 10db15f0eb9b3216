import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { History } from '../histories.ts';
import type { Edit, Mutant } from './mutants.ts';

export type Order = Pick<Mutant, 'edits' | 'only'> & { readonly runs: number; readonly seed: number };
/** After how many histories what was found out; nothing after all of them. Calm paths come before the first. */
export type Findings = { readonly runs: number; readonly breaches: readonly string[] };

const { edits, only, runs, seed } = workerData as Order;
const root = new URL('../../../', import.meta.url).href;
const unused = new Set(edits);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const here = edits.filter(({ file }) => url === root + file);
    if (here.length === 0) return loaded;
    return { ...loaded, source: here.reduce(edited, String(loaded.source)) };
  },
});

function edited(source: string, edit: Edit): string {
  if (source.split(edit.from).length !== 2) throw new Error(`${edit.file} does not say once: ${edit.from}`);
  unused.delete(edit);
  return source.replace(edit.from, () => edit.to);
}

const { sample } = await import('fast-check');
const { histories, live } = await import('../histories.ts');
const { follow } = await import('../crash-points.ts');
const { paths } = await import('../write-paths.ts');
if (unused.size > 0) throw new Error(`Nobody reads ${[...unused].map(({ file }) => file)}`);

async function findings(): Promise<Findings> {
  for (const path of paths) {
    const { breaches } = await follow(path);
    if (breaches.length > 0) return { runs: 0, breaches };
  }
  const wanted: History[] = sample(histories, { numRuns: runs, seed });
  for (const [index, history] of wanted.entries()) {
    const { breaches } = await live(only === undefined ? history : narrowed(history, only));
    if (breaches.length > 0) return { runs: index + 1, breaches };
  }
  return { runs, breaches: [] };
}
function narrowed({ steps, ...history }: History, to: readonly string[]): History {
  return { ...history, steps: steps.filter(({ command }) => to.includes(command)) };
}

parentPort?.postMessage(await findings());
