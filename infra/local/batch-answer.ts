import * as z from 'zod';
import type { Outcome } from './worker.ts';

const partial = z
  .object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).nullish() })
  .nullish();

/**
 * Which of a batch must come again: none, those the function names, or all if it failed or its answer makes no sense.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function batchFailures(
  outcome: Outcome,
  identifiers: readonly string[],
  reports: boolean,
): readonly string[] {
  if (!outcome.ok) return identifiers;
  if (!reports) return [];
  const answer = partial.safeParse(JSON.parse(outcome.payload));
  if (!answer.success) return typeof JSON.parse(outcome.payload) === 'object' ? identifiers : [];
  const failed = (answer.data?.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier);
  return failed.every((it) => identifiers.includes(it)) ? failed : identifiers;
}
