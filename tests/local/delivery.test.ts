import { describe, expect, it } from 'vitest';
import type { AwsClient } from '../../infra/local/aws-client.ts';
import { batchFailures } from '../../infra/local/batch-answer.ts';
import { deliver } from '../../infra/local/stream-delivery.ts';
import type { Outcome } from '../../infra/local/worker.ts';

const failed: Outcome = { ok: false, error: { type: 'Error', message: 'no', stack: '' } };
const answered = (value: unknown): Outcome => ({ ok: true, payload: JSON.stringify(value) ?? 'null' });
const failing = (...identifiers: string[]) =>
  answered({ batchItemFailures: identifiers.map((itemIdentifier) => ({ itemIdentifier })) });

describe('what of a batch comes again', () => {
  it.each([
    ['nothing after an empty answer', answered(null), []],
    ['nothing after an empty list', failing(), []],
    ['what is named', failing('2'), ['2']],
    ['all after an error', failed, ['1', '2']],
    ['all if a name is none of the batch', failing('9'), ['1', '2']],
    ['all if a name is empty', failing(''), ['1', '2']],
    ['all if the answer makes no sense', answered({ batchItemFailures: [{}] }), ['1', '2']],
  ])('is %s', (_, outcome, expected) => {
    expect(batchFailures(outcome, ['1', '2'], true)).toEqual(expected);
  });

  it('is nothing where the mapping does not ask for a report', () => {
    expect(batchFailures(failing('2'), ['1', '2'], false)).toEqual([]);
  });
});

describe('changes of the table', () => {
  async function deliverTo(answer: (identifiers: string[]) => Outcome, tries = 2) {
    const batches: string[][] = [];
    const checkpoints: string[] = [];
    const messages: string[] = [];
    const client = {
      call: async (_: string, operation: string, input: { MessageBody?: string }) => {
        messages.push(`${operation} ${input.MessageBody}`);
        return {};
      },
    };
    await deliver(
      ['1', '2', '3', '4'].map((SequenceNumber) => ({
        dynamodb: { SequenceNumber, ApproximateCreationDateTime: 1 },
      })),
      {
        source: {
          functionName: 'follow-changes',
          EventSourceArn: 'arn:aws:dynamodb:eu-west-3:000000000000:table/seats/stream/local',
          BatchSize: 100,
          StartingPosition: 'TRIM_HORIZON',
          ParallelizationFactor: 1,
          BisectBatchOnFunctionError: true,
          MaximumRetryAttempts: tries,
          MaximumRecordAgeInSeconds: -1,
          FunctionResponseTypes: ['ReportBatchItemFailures'],
          DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:eu-west-3:000000000000:dead' } },
        },
        client: client as unknown as AwsClient,
        invoke: async (event) => {
          const { Records } = event as { Records: { dynamodb: { SequenceNumber: string } }[] };
          const identifiers = Records.map(({ dynamodb }) => dynamodb.SequenceNumber);
          batches.push(identifiers);
          return answer(identifiers);
        },
        shardId: 'shard',
        offsetMs: () => 0,
        signal: new AbortController().signal,
        checkpoint: (sequenceNumber) => checkpoints.push(sequenceNumber),
        onTrouble: () => undefined,
      },
    );
    return { batches, checkpoints, messages };
  }

  it('are handed over once if all goes well, and noted after', async () => {
    const { batches, checkpoints, messages } = await deliverTo(() => answered(null));
    expect({ batches, checkpoints, messages }).toEqual({
      batches: [['1', '2', '3', '4']],
      checkpoints: ['4'],
      messages: [],
    });
  });

  it('come again from the first that failed, in order', async () => {
    let first = true;
    const { batches, checkpoints } = await deliverTo(() => {
      const outcome = first ? failing('4', '3') : answered(null);
      first = false;
      return outcome;
    });
    expect(batches).toEqual([
      ['1', '2', '3', '4'],
      ['3', '4'],
    ]);
    expect(checkpoints).toEqual(['2', '4']);
  });

  it('are halved around the one that cannot be followed, which is put aside without its content', async () => {
    const { batches, checkpoints, messages } = await deliverTo((identifiers) =>
      identifiers.includes('3') ? failed : answered(null),
    );
    expect(batches).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['3'], ['3'], ['4']]);
    expect(checkpoints).toEqual(['2', '3', '4']);
    expect(messages).toEqual([
      expect.stringMatching(/^SendMessage .*"startSequenceNumber":"3","endSequenceNumber":"3"/),
    ]);
  });
});
