import { timers } from './timers.ts';

export type VirtualTime = ReturnType<typeof virtualTime>;

/** A clock that moves only when told to, and the timers that wait for it. */
export function virtualTime(startMs: number) {
  let now = startMs;
  let order = 0;
  const waiting = timers();

  function after(ms: number, ring: () => void): number {
    order += 1;
    waiting.add({ at: now + ms, order, ring });
    return order;
  }

  return {
    now: (): number => now,
    sleep: (ms: number): Promise<void> => new Promise((resolve) => after(ms, resolve)),
    advance(ms: number): void {
      now += ms;
    },
    /** Rings the next timer that is due, or any next one where nothing else is left to do. */
    ring(orWait: boolean): boolean {
      const timer = waiting.first();
      if (timer === undefined || (timer.at > now && !orWait)) return false;
      waiting.removeFirst();
      now = Math.max(now, timer.at);
      timer.ring();
      return true;
    },
    /** Runs with the SDK's timers on this clock: its waits between tries cost nothing and are the same each time. */
    async governing<Result>(run: () => Promise<Result>): Promise<Result> {
      const real = globalThis.setTimeout;
      const governed = (ring: () => void, ms = 0) => after(ms, ring);
      Object.assign(globalThis, { setTimeout: Object.assign(governed, real) });
      try {
        return await run();
      } finally {
        Object.assign(globalThis, { setTimeout: real });
      }
    },
  };
}

/** Lets everything run that waits for nothing of ours. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
