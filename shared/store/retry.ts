import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';

type Strategy = Extract<
  NonNullable<DynamoDBClientConfig['retryStrategy']>,
  { readonly acquireInitialRetryToken: unknown }
>;
export type Random = () => number;
/** Waits before the next try; ends at once when the request does. */
export type Pause = (retries: number, signal?: AbortSignal) => Promise<void>;

/** The retries of one call take about 2 s: within the 3 s of a request, and short of giving up on a brief surge. */
export const RETRIES = 11;
const FIRST_WAIT_MS = 10;
const LONGEST_WAIT_MS = 640;

/** It may well succeed later: never a refusal. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

/** Whatever may pass is tried again after a wait; a definite answer is an answer, even beside a conflict. */
export const retrying = (random: Random): Strategy => ({
  acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
  refreshRetryTokenForRetry: async (token, { error, errorType }) => {
    const retries = token.getRetryCount() + 1;
    if (retries > RETRIES || !(errorType !== 'CLIENT_ERROR' || isInTheWay(error))) throw error;
    return { getRetryCount: () => retries, getRetryDelay: () => waitMs(random, retries) };
  },
  recordSuccess: () => {},
});

export const pausing =
  (random: Random): Pause =>
  (retries, signal) =>
    sleep(waitMs(random, retries), undefined, { signal });

/** Full jitter: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ */
const waitMs = (random: Random, retries: number): number =>
  random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** retries);

/** Another transaction holds an item of this call; the SDK itself would not try again. */
function isInTheWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.name === 'TransactionConflictException' || error.name === 'TransactionInProgressException')
    return true;
  return (
    error.name === 'TransactionCanceledException' &&
    reasonsOf(error).every(({ Code = 'None' }) => passing.has(Code))
  );
}

const passing = new Set([
  'None',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

type Reason<Item> = { readonly Code?: string; readonly Item?: Item };

/** Why a transaction was cancelled, by the position of each of its writes. */
export const reasonsOf = <Item>(error: Error): readonly Reason<Item>[] =>
  (error as { CancellationReasons?: readonly Reason<Item>[] }).CancellationReasons ?? [];
