import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../domain/instant.ts';
import type { Store } from './client.ts';
import { type Item, toItem } from './item.ts';
import { dueShards, type Key, table } from './table.ts';

/** The keys of everything due at `now`, by an index that lags: read the item again before acting. */
export async function* findDue(store: Store, now: Instant): AsyncGenerator<Key> {
  for (const shard of dueShards) {
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await store.db.send(
        new QueryCommand({
          TableName: store.tableName,
          IndexName: table.byDue.name,
          KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
          ExpressionAttributeValues: toItem({ ':shard': shard, ':now': now }),
          ExclusiveStartKey: start,
        }),
      );
      for (const { pk, sk } of Items) yield { pk: pk?.S ?? '', sk: sk?.S ?? '' };
      start = LastEvaluatedKey;
    } while (start !== undefined);
  }
}
