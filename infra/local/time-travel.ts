import type { Agenda } from './agenda.ts';
import { isRare, type Job, nextRun } from './schedules.ts';

type Stops = {
  readonly nowMs: number;
  readonly targetMs: number;
  readonly nextDueMs: number | undefined;
  /** When a message that failed comes back to its queue. */
  readonly nextReturnMs: number | undefined;
  readonly jobs: readonly Job[];
};

const hourMs = 3_600_000;

/** Where a moving clock halts next, so that nothing is passed over: something due, a rare job, a full hour, or the goal. */
export function nextStop({ nowMs, targetMs, nextDueMs, nextReturnMs, jobs }: Stops): number {
  const candidates = [
    targetMs,
    (Math.floor(nowMs / hourMs) + 1) * hourMs,
    nextDueMs,
    nextReturnMs,
    ...jobs.filter(isRare).map((job) => nextRun(job, nowMs)),
  ];
  return Math.min(...candidates.filter((it) => it !== undefined).filter((it) => it > nowMs));
}

type Journey = {
  readonly clock: { readonly now: () => number; readonly moveTo: (epochMs: number) => void };
  readonly jobs: readonly Job[];
  readonly agenda: (nowMs: number) => Promise<Agenda>;
  readonly nextReturn: () => number | undefined;
  /** Waits until everything set going has come to rest; otherwise says what has not. */
  readonly settle: () => Promise<'settled' | readonly string[]>;
  readonly run: (job: Job) => Promise<void>;
};
export type Arrival = { readonly stops: number; readonly unsettled?: readonly string[] };

/** More rounds than any chain of consequences at one instant needs. */
const mostRounds = 10;

/** Moves the clock to `targetMs` stop by stop, and at each lets the stage do all it has to do. */
export async function travel(targetMs: number, journey: Journey): Promise<Arrival> {
  const { clock, jobs, agenda, nextReturn } = journey;
  let stops = 0;
  for (;;) {
    const nowMs = clock.now();
    if (nowMs >= targetMs) return { stops };
    const { nextMs: nextDueMs } = await agenda(nowMs);
    const stop = nextStop({ nowMs, targetMs, nextDueMs, nextReturnMs: nextReturn(), jobs });
    clock.moveTo(stop);
    stops += 1;
    const rare = jobs.filter((job) => isRare(job) && nextRun(job, nowMs) <= stop);
    const rested = await comeToRest(journey, rare);
    if (rested !== 'settled') return { stops, unsettled: rested };
  }
}

/** Runs the frequent jobs until nothing more is due, or until another run changes nothing. */
export async function comeToRest(
  { clock, jobs, agenda, settle, run }: Journey,
  alsoRun: readonly Job[] = [],
): Promise<'settled' | readonly string[]> {
  let before: string | undefined;
  for (let round = 0; round < mostRounds; round += 1) {
    const due =
      round === 0 ? [...jobs.filter((job) => !isRare(job)), ...alsoRun] : jobs.filter((job) => !isRare(job));
    const quiet = await settle();
    if (quiet !== 'settled') return quiet;
    await Promise.all(due.map(run));
    const settled = await settle();
    if (settled !== 'settled') return settled;
    const { overdue } = await agenda(clock.now());
    const after = overdue.join();
    if (overdue.length === 0 || after === before) return 'settled';
    before = after;
  }
  return 'settled';
}
