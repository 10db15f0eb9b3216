import { setTimeout as wait } from 'node:timers/promises';
import type { QueueDepth } from './queue-engine.ts';
import type { QueuePoller } from './queue-poller.ts';
import type { StreamPoller } from './stream-poller.ts';

type Observed = {
  readonly streams: readonly StreamPoller[];
  readonly queues: readonly QueuePoller[];
  readonly depths: () => Promise<readonly QueueDepth[]>;
  readonly busyFunctions: () => readonly string[];
  /** Grows with every write and every message sent. */
  readonly activity: () => number;
};

const lookEveryMs = 4;

/** What still moves; dead letters rest, and so do messages that wait for another try unless `strict`. */
async function unrest(
  { streams, queues, depths, busyFunctions }: Observed,
  strict: boolean,
): Promise<string[]> {
  const found = await depths();
  const waiting = queues.flatMap(({ queue, retrying }) => {
    const depth = found.find(({ name }) => name === queue);
    if (depth === undefined) return [];
    const resting = strict ? 0 : retrying();
    const moving = depth.ready + Math.max(0, depth.inFlight + depth.delayed - resting);
    return moving === 0 ? [] : [`${moving} message(s) in ${queue}`];
  });
  return [
    ...streams.filter(({ caughtUp }) => !caughtUp()).map(({ table }) => `the stream of ${table}`),
    ...waiting,
    ...busyFunctions().map((name) => `a run of ${name}`),
  ];
}

/** Waits until two looks in a row find nothing in motion, or says what still was when patience ended. */
export async function untilQuiet(
  observed: Observed,
  { patienceMs, strict = false }: { readonly patienceMs: number; readonly strict?: boolean },
): Promise<'settled' | readonly string[]> {
  const deadline = performance.now() + patienceMs;
  let lastActivity: number | undefined;
  for (;;) {
    const activity = observed.activity();
    const moving = await unrest(observed, strict);
    if (moving.length === 0 && activity === lastActivity) return 'settled';
    lastActivity = moving.length === 0 ? activity : undefined;
    if (performance.now() > deadline) return moving;
    if (moving.length > 0) await wait(lookEveryMs);
  }
}
