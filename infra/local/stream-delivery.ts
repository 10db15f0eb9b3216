import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { AwsClient } from './aws-client.ts';
import { batchFailures } from './batch-answer.ts';
import type { StreamSource } from './blueprint.ts';
import { lastPart, place } from './place.ts';
import type { Outcome } from './worker.ts';

export const streamRecordSchema = z.looseObject({
  dynamodb: z.looseObject({ SequenceNumber: z.string(), ApproximateCreationDateTime: z.number() }),
});
export type StreamRecord = z.infer<typeof streamRecordSchema>;

type Delivery = {
  readonly source: StreamSource;
  readonly client: AwsClient;
  readonly invoke: (event: unknown) => Promise<Outcome>;
  readonly shardId: string;
  readonly offsetMs: () => number;
  readonly signal: AbortSignal;
  /** Everything up to and with this record is done with. */
  readonly checkpoint: (sequenceNumber: string) => void;
  readonly onTrouble: (line: string) => void;
};

const firstPauseMs = 50;
const longestPauseMs = 5_000;

/** Hands records over in order until each has succeeded or is given up: retried, halved, and in the end put aside. */
export async function deliver(
  records: readonly StreamRecord[],
  delivery: Delivery,
  attempt = 0,
): Promise<void> {
  const { source, invoke, checkpoint, signal } = delivery;
  if (records.length === 0 || signal.aborted) return;
  const event = { Records: records.map((record) => asLambdaShowsIt(record, delivery)) };
  const outcome = await invoke(event);
  if (signal.aborted) return;

  const identifiers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
  const reports = source.FunctionResponseTypes.length > 0;
  const failed = batchFailures(outcome, identifiers, reports);
  const done =
    failed.length === 0 ? records.length : Math.min(...failed.map((it) => identifiers.indexOf(it)));
  const lastDone = identifiers[done - 1];
  if (lastDone !== undefined) checkpoint(lastDone);
  const rest = records.slice(done);
  if (rest.length === 0) return;

  const tries = done > 0 ? 0 : attempt; // progress starts the count afresh for what remains
  if (source.MaximumRetryAttempts >= 0 && tries >= source.MaximumRetryAttempts) {
    const range = { first: identifiers[done] ?? '', last: identifiers.at(-1) ?? '', count: rest.length };
    await putAside(range, delivery, tries, outcome);
    checkpoint(range.last);
    return;
  }
  await wait(Math.min(firstPauseMs * 2 ** tries, longestPauseMs), undefined, { signal }).catch(
    () => undefined,
  );
  if (source.BisectBatchOnFunctionError && done === 0 && rest.length > 1) {
    const middle = Math.ceil(rest.length / 2);
    await deliver(rest.slice(0, middle), delivery, tries);
    return deliver(rest.slice(middle), delivery, tries);
  }
  return deliver(rest, delivery, tries + 1);
}

const asLambdaShowsIt = (record: StreamRecord, { source, offsetMs }: Delivery) => ({
  ...record,
  awsRegion: place.region,
  eventSourceARN: source.EventSourceArn,
  dynamodb: {
    ...record.dynamodb,
    ApproximateCreationDateTime: record.dynamodb.ApproximateCreationDateTime + Math.round(offsetMs() / 1_000),
  },
});

type SequenceRange = { readonly first: string; readonly last: string; readonly count: number };

/** What Lambda writes to the failure queue: where the records are, not what they hold. */
async function putAside(
  { first, last, count }: SequenceRange,
  { source, client, shardId, offsetMs, onTrouble, signal }: Delivery,
  tries: number,
  outcome: Outcome,
): Promise<void> {
  const { functionName, DestinationConfig, EventSourceArn } = source;
  onTrouble(`${functionName} gave up ${count} change(s) after ${tries + 1} tries`);
  if (DestinationConfig === undefined) return;
  const message = {
    requestContext: {
      functionArn: functionName,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: tries + 1,
    },
    responseContext: { statusCode: 200, functionError: outcome.ok ? null : 'Unhandled' },
    version: '1.0',
    timestamp: new Date(Date.now() + offsetMs()).toISOString(),
    DDBStreamBatchInfo: {
      shardId,
      startSequenceNumber: first,
      endSequenceNumber: last,
      batchSize: count,
      streamArn: EventSourceArn,
    },
  };
  const queueName = lastPart(DestinationConfig.OnFailure.Destination, ':');
  const QueueUrl = `http://localhost/${place.account}/${queueName}`;
  await client.call('sqs', 'SendMessage', { QueueUrl, MessageBody: JSON.stringify(message) }, signal);
}
