import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { AwsClient } from './aws-client.ts';
import { batchFailures } from './batch-answer.ts';
import type { QueueSource } from './blueprint.ts';
import { lastPart, place } from './place.ts';
import type { Outcome } from './worker.ts';

type QueuePollerSettings = {
  readonly source: QueueSource;
  /** Speaks through the edge with the function's own key, as Lambda's poller does with its role. */
  readonly client: AwsClient;
  /** The engine itself: hiding a message ends when the stage's clock says so, which no function may decide. */
  readonly engine: AwsClient;
  readonly queueUrl: string;
  readonly invoke: (event: unknown) => Promise<Outcome>;
  readonly now: () => number;
  readonly onTrouble: (line: string) => void;
};

const longPollSeconds = 20;
const defaultConcurrency = 4;

const messageSchema = z.object({
  MessageId: z.string(),
  ReceiptHandle: z.string(),
  Body: z.string(),
  MD5OfBody: z.string().optional(),
  Attributes: z.record(z.string(), z.string()).default({}),
  MessageAttributes: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
});
type Message = z.infer<typeof messageSchema>;

/** Works a queue off: several batches at once, and what failed comes back when its visibility timeout has passed. */
export function queuePoller(settings: QueuePollerSettings) {
  const { source, client, engine, queueUrl: QueueUrl, invoke, now, onTrouble } = settings;
  const { functionName, EventSourceArn, BatchSize, ScalingConfig } = source;
  const queue = lastPart(EventSourceArn, ':');
  const mostBatches = ScalingConfig?.MaximumConcurrency ?? defaultConcurrency;
  const hangUp = new AbortController();
  const { signal } = hangUp;
  const batches = new Set<Promise<void>>();
  const hidden = new Map<string, number>();
  let visibilityMs = 30_000;
  let trouble: string | undefined;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        if (trouble !== '') await readSettings();
        trouble = '';
        if (batches.size >= mostBatches) await Promise.race(batches);
        const messages = await receive();
        if (messages.length === 0) continue;
        const batch = work(messages)
          .catch(report)
          .finally(() => batches.delete(batch));
        batches.add(batch);
      } catch (error) {
        if (signal.aborted) return;
        report(error);
        await wait(1_000, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  function report(error: unknown): void {
    if (signal.aborted) return;
    const line = `${functionName} cannot work off ${queue}: ${error instanceof Error ? error.message : error}`;
    if (line !== trouble) onTrouble(line);
    trouble = line;
  }

  async function readSettings(): Promise<void> {
    const input = { QueueUrl, AttributeNames: ['VisibilityTimeout'] };
    const { Attributes } = await client.call('sqs', 'GetQueueAttributes', input, signal);
    visibilityMs =
      Number(z.object({ VisibilityTimeout: z.string() }).parse(Attributes).VisibilityTimeout) * 1_000;
  }

  async function receive(): Promise<readonly Message[]> {
    const input = {
      QueueUrl,
      MaxNumberOfMessages: BatchSize,
      WaitTimeSeconds: longPollSeconds,
      AttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    };
    const { Messages = [] } = await client.call('sqs', 'ReceiveMessage', input, signal);
    return z.array(messageSchema).parse(Messages);
  }

  async function work(messages: readonly Message[]): Promise<void> {
    const deadline = now() + visibilityMs;
    const outcome = await invoke({
      Records: messages.map((message) => asLambdaShowsIt(message, EventSourceArn)),
    });
    const identifiers = messages.map(({ MessageId }) => MessageId);
    const failed = batchFailures(outcome, identifiers, source.FunctionResponseTypes.length > 0);
    for (const { MessageId, ReceiptHandle } of messages) {
      if (failed.includes(MessageId)) hidden.set(ReceiptHandle, deadline);
    }
    const done = messages.filter(({ MessageId }) => !failed.includes(MessageId));
    if (done.length === 0 || signal.aborted) return;
    const Entries = done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
    await client.call('sqs', 'DeleteMessageBatch', { QueueUrl, Entries }, signal);
  }

  const running = run();
  return {
    queue,
    busy: (): boolean => batches.size > 0,
    trouble: () => (trouble === '' ? undefined : trouble),
    /** How many messages wait for another try. */
    retrying: (): number => hidden.size,
    /** When the first message that failed comes back, by the stage's clock. */
    nextReturn: (): number | undefined => (hidden.size === 0 ? undefined : Math.min(...hidden.values())),
    /** Brings back what would have come back by now if the stage's clock had not been moved. */
    async returnDue(): Promise<void> {
      for (const [ReceiptHandle, deadline] of hidden) {
        if (deadline > now()) continue;
        hidden.delete(ReceiptHandle);
        const input = { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 };
        await engine.call('sqs', 'ChangeMessageVisibility', input).catch(() => undefined); // it is back already
      }
    },
    async stop(): Promise<void> {
      hangUp.abort();
      await running;
      await Promise.all(batches);
    },
  };
}

export type QueuePoller = ReturnType<typeof queuePoller>;

const asLambdaShowsIt = (
  { MessageId, ReceiptHandle, Body, MD5OfBody, ...message }: Message,
  eventSourceARN: string,
) => ({
  messageId: MessageId,
  receiptHandle: ReceiptHandle,
  body: Body,
  attributes: message.Attributes,
  messageAttributes: Object.fromEntries(
    Object.entries(message.MessageAttributes).map(([name, attribute]) => [
      name,
      Object.fromEntries(Object.entries(attribute).map(([key, value]) => [lowerFirst(key), value])),
    ]),
  ),
  md5OfBody: MD5OfBody,
  eventSource: 'aws:sqs',
  eventSourceARN,
  awsRegion: place.region,
});

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
