import type { Call } from './calls.ts';

/** Calls in a row on a fresh table, and how each is refused (none told: not asserted beyond being alike). */
export type Case = readonly [title: string, calls: readonly Call[], refused: readonly (string | undefined)[]];

export const passes = undefined;
export const fails = 'ConditionalCheckFailedException';
export const invalid = 'ValidationException';
