import { setTimeout as wait } from 'node:timers/promises';
import { readAgenda } from './agenda.ts';
import type { Engines } from './engines.ts';
import type { EventSources } from './event-sources.ts';
import { minuteHand } from './minute-hand.ts';
import { untilQuiet } from './quiet.ts';
import { type Job, scheduledRequest } from './schedules.ts';
import type { StageClock } from './stage-clock.ts';
import { comeToRest, travel } from './time-travel.ts';
import type { FunctionPools } from './workers.ts';

type MotionSettings = {
  readonly engines: Engines;
  readonly sources: EventSources;
  readonly pools: FunctionPools;
  readonly clock: StageClock;
  readonly jobs: readonly Job[];
};
export type Moved =
  | { readonly kind: 'arrived'; readonly stops: number }
  | { readonly kind: 'busy' }
  | { readonly kind: 'unsettled'; readonly waitingFor: readonly string[] };
export type Drained = { readonly drained: boolean; readonly waitingFor: readonly string[] };

const patienceMs = 60_000;
const betweenTriesMs = 250;

/** What moves the stage: the minute hand, and a person who moves the clock or waits until all is done. */
export function startMotion({ engines, sources, pools, clock, jobs }: MotionSettings) {
  const { engine, queues, table, activity } = engines;
  const run = async (job: Job): Promise<void> => {
    await pools.invoke(job.functionName, scheduledRequest(job, clock.now()));
  };
  const hand = minuteHand({ jobs, now: clock.now, run });
  const observed = { ...sources, depths: queues.depths, busyFunctions: pools.busy, activity };
  const agenda = (nowMs: number) => readAgenda(engine.client, table.name, nowMs);
  const journey = {
    clock,
    jobs,
    agenda,
    run,
    nextReturn: () => earliest(sources.queues.map((poller) => poller.nextReturn())),
    settle: async () => {
      for (const poller of sources.queues) await poller.returnDue();
      return untilQuiet(observed, { patienceMs });
    },
  };

  return {
    stop: hand.stop,

    async moveClock(targetMs: number): Promise<Moved> {
      const arrival = await hand.holdDuring(() => travel(targetMs, journey));
      if (arrival === 'held already') return { kind: 'busy' };
      if (arrival.unsettled !== undefined) return { kind: 'unsettled', waitingFor: arrival.unsettled };
      return { kind: 'arrived', stops: arrival.stops };
    },

    async drain(): Promise<Drained> {
      const deadline = performance.now() + patienceMs;
      for (;;) {
        const remainingMs = Math.max(0, deadline - performance.now());
        const quiet = await untilQuiet(observed, { patienceMs: remainingMs, strict: true });
        if (quiet !== 'settled') return { drained: false, waitingFor: quiet };
        const { overdue } = await agenda(clock.now());
        if (overdue.length === 0) return { drained: true, waitingFor: [] };
        if (performance.now() > deadline)
          return { drained: false, waitingFor: overdue.map((key) => `due: ${key}`) };
        const rested = await hand.holdDuring(() => comeToRest(journey));
        if (rested !== 'settled' && rested !== 'held already') return { drained: false, waitingFor: rested };
        await wait(betweenTriesMs);
      }
    },
  };
}

const earliest = (moments: readonly (number | undefined)[]): number | undefined => {
  const known = moments.filter((it) => it !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};
