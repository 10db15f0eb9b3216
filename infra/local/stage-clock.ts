import { existsSync, readFileSync } from 'node:fs';
import { writeWhole } from './data-folder.ts';

/** How far the stage's time is ahead of the machine's, shared with every worker thread, in milliseconds. */
export type Offset = BigInt64Array<SharedArrayBuffer>;

/** How often the clock is noted; after a kill it goes on from where it can at most have been, never from before. */
const noteEveryMs = 10_000;
const marginMs = 2_000;

/** The clock all functions see: it runs on in real time, can be moved forward, and stands still while nothing runs. */
export function stageClock(file: string, firstStart: () => number) {
  const offset: Offset = new BigInt64Array(new SharedArrayBuffer(8));
  const now = (): number => Date.now() + Number(Atomics.load(offset, 0));
  const set = (epochMs: number): void => {
    Atomics.store(offset, 0, BigInt(Math.round(epochMs - Date.now())));
  };
  const note = (aheadMs: number): void =>
    writeWhole(file, JSON.stringify({ resumesAt: new Date(now() + aheadMs) }));
  const noteRunning = () => note(noteEveryMs + marginMs);

  set(existsSync(file) ? Date.parse(JSON.parse(readFileSync(file, 'utf8')).resumesAt) : firstStart());
  noteRunning();
  const timer = setInterval(noteRunning, noteEveryMs);

  return {
    offset,
    now,
    moveTo(epochMs: number): void {
      set(epochMs);
      noteRunning();
    },
    stop(): void {
      clearInterval(timer);
      note(0);
    },
  };
}

export type StageClock = ReturnType<typeof stageClock>;
