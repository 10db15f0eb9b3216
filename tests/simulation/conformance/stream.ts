import { isDeepStrictEqual } from 'node:util';
import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../../shared/store/client.ts';
import type { Change } from '../stand-in/table.ts';

/** A change as the stream tells it, as far as both tell it. */
type Told = { readonly before: unknown; readonly after: unknown };

export const toldBy = (changes: readonly Change[]): readonly Told[] =>
  changes.map(({ before, after }) => ({ before, after }));

/** Follows the engine's stream from now on. */
export async function followEngine({ db, tableName }: Store): Promise<() => Promise<readonly Told[]>> {
  await db.send(
    new UpdateTableCommand({
      TableName: tableName,
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    }),
  );
  const endpoint = await Promise.resolve(db.config.endpoint?.());
  const call = async (operation: string, input: object): Promise<Record<string, unknown>> => {
    const response = await fetch(`${endpoint?.protocol}//${endpoint?.hostname}:${endpoint?.port}/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${operation}`,
        'x-amz-date': '20271018T070000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=test/20271018/eu-west-3/dynamodb/aws4_request, ' +
          'SignedHeaders=host;x-amz-date, Signature=local',
      },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const { Streams } = (await call('ListStreams', { TableName: tableName })) as {
    Streams: { StreamArn: string }[];
  };
  const StreamArn = Streams[0]?.StreamArn;
  const { StreamDescription } = (await call('DescribeStream', { StreamArn })) as {
    StreamDescription: { Shards: { ShardId: string }[] };
  };
  return async () => {
    const ShardId = StreamDescription.Shards[0]?.ShardId;
    const { ShardIterator } = await call('GetShardIterator', {
      StreamArn,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    const { Records } = (await call('GetRecords', { ShardIterator })) as {
      Records: { dynamodb: { OldImage?: unknown; NewImage?: unknown } }[];
    };
    // The engine also tells of writes that change nothing, which DynamoDB does not.
    return Records.map(({ dynamodb }) => ({ before: dynamodb.OldImage, after: dynamodb.NewImage })).filter(
      ({ before, after }) => !isDeepStrictEqual(before, after),
    );
  };
}
