import { type Job, nextRun } from './schedules.ts';

type MinuteHandSettings = {
  readonly jobs: readonly Job[];
  readonly now: () => number;
  readonly run: (job: Job) => Promise<void>;
};

/** Runs the scheduled jobs while the clock runs by itself; held still while somebody moves the clock. */
export function minuteHand({ jobs, now, run }: MinuteHandSettings) {
  let timer: NodeJS.Timeout | undefined;
  let held = false;
  let seen = now();
  const running = new Set<Promise<void>>();

  function arm(): void {
    const next = Math.min(...jobs.map((job) => nextRun(job, now())));
    if (Number.isFinite(next)) timer = setTimeout(strike, Math.min(next - now(), 2 ** 31 - 1));
  }

  function strike(): void {
    const moment = now();
    for (const job of jobs) {
      if (nextRun(job, seen) > moment) continue;
      const done = run(job).finally(() => running.delete(done));
      running.add(done);
    }
    seen = moment;
    arm();
  }

  arm();
  return {
    busy: (): boolean => running.size > 0,
    /** Nothing strikes until the work is done. */
    async holdDuring<Value>(work: () => Promise<Value>): Promise<Value | 'held already'> {
      if (held) return 'held already';
      held = true;
      clearTimeout(timer);
      try {
        await Promise.all(running);
        return await work();
      } finally {
        held = false;
        seen = now();
        arm();
      }
    },
    async stop(): Promise<void> {
      held = true;
      clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
