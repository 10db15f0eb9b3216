import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { AwsClient } from './aws-client.ts';
import type { StreamSource } from './blueprint.ts';
import { writeWhole } from './data-folder.ts';
import { doorbell } from './doorbell.ts';
import { tableIn } from './place.ts';
import { deliver, type StreamRecord, streamRecordSchema } from './stream-delivery.ts';
import type { Outcome } from './worker.ts';

type StreamPollerSettings = {
  readonly source: StreamSource;
  /** Speaks through the edge with the function's own key, as Lambda's poller does with its role. */
  readonly client: AwsClient;
  readonly invoke: (event: unknown) => Promise<Outcome>;
  readonly checkpointFile: string;
  readonly offsetMs: () => number;
  readonly onTrouble: (line: string) => void;
};

/** Every write rings; this only covers a writer that went past the edge. */
const idleLookMs = 5_000;

const recordsSchema = z.object({
  Records: z.array(streamRecordSchema).default([]),
  NextShardIterator: z.string().nullish(),
});

/** Follows a table's stream shard by shard, in order, from where it stopped the last time. */
export function streamPoller(settings: StreamPollerSettings) {
  const { source, client, checkpointFile, onTrouble } = settings;
  const { EventSourceArn: StreamArn, functionName } = source;
  const bell = doorbell();
  const hangUp = new AbortController();
  const { signal } = hangUp;
  const checkpoints = new Map<string, string>(
    existsSync(checkpointFile) ? Object.entries(JSON.parse(readFileSync(checkpointFile, 'utf8'))) : [],
  );
  const iterators = new Map<string, string>();
  let rings = 0;
  let readUpTo = -1;
  let trouble: string | undefined;

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const ringsBefore = rings;
      try {
        const sawRecords = await readAllShards();
        trouble = undefined;
        if (sawRecords) continue;
        readUpTo = ringsBefore;
      } catch (error) {
        if (signal.aborted) return;
        iterators.clear();
        const line = `${functionName} cannot read its stream: ${error instanceof Error ? error.message : error}`;
        if (line !== trouble) onTrouble(line);
        trouble = line;
        await wait(1_000, undefined, { signal }).catch(() => undefined);
        continue;
      }
      if (ringsBefore === rings) await bell.wait(idleLookMs);
    }
  }

  async function readAllShards(): Promise<boolean> {
    if (iterators.size === 0) await findShards();
    let sawRecords = false;
    for (const [shardId, iterator] of iterators) {
      const answer = recordsSchema.parse(
        await client.call(
          'streams',
          'GetRecords',
          { ShardIterator: iterator, Limit: source.BatchSize },
          signal,
        ),
      );
      if (answer.Records.length > 0) {
        sawRecords = true;
        await handOver(shardId, answer.Records);
      }
      if (answer.NextShardIterator == null) iterators.delete(shardId);
      else iterators.set(shardId, answer.NextShardIterator);
    }
    return sawRecords;
  }

  async function findShards(): Promise<void> {
    await client.call('streams', 'ListStreams', { TableName: tableIn(StreamArn) }, signal);
    const { StreamDescription } = await client.call('streams', 'DescribeStream', { StreamArn }, signal);
    const { Shards } = z
      .object({ Shards: z.array(z.object({ ShardId: z.string() })) })
      .parse(StreamDescription);
    for (const { ShardId } of Shards) {
      const after = checkpoints.get(ShardId);
      const from =
        after === undefined
          ? { ShardIteratorType: source.StartingPosition }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after };
      const answer = await client.call(
        'streams',
        'GetShardIterator',
        { StreamArn, ShardId, ...from },
        signal,
      );
      iterators.set(ShardId, String(answer.ShardIterator));
    }
  }

  const handOver = (shardId: string, records: readonly StreamRecord[]): Promise<void> =>
    deliver(records, {
      ...settings,
      shardId,
      signal,
      checkpoint: (sequenceNumber) => {
        checkpoints.set(shardId, sequenceNumber);
        writeWhole(checkpointFile, JSON.stringify(Object.fromEntries(checkpoints)));
      },
    });

  const running = run();
  return {
    table: tableIn(StreamArn),
    ring(): void {
      rings += 1;
      bell.ring();
    },
    /** Whether everything written before the last ring has been read and handed over. */
    caughtUp: (): boolean => readUpTo === rings,
    trouble: () => trouble,
    async stop(): Promise<void> {
      hangUp.abort();
      bell.ring();
      await running;
    },
  };
}

export type StreamPoller = ReturnType<typeof streamPoller>;
