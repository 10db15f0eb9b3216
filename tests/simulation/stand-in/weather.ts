/** What a real service leaves open, decided by whoever runs the stand-in. */
export type Weather = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whether an eventually consistent read sees an item as it was before its last change. */
  readonly stale: () => boolean;
  /** How many of the newest changes an index has not seen yet. */
  readonly lag: (pending: number) => number;
  /** How many of a batch's keys are left unprocessed. */
  readonly unprocessed: (keys: number) => number;
};

export const calm: Weather = { now: Date.now, stale: () => false, lag: () => 0, unprocessed: () => 0 };
