import { BatchGetItemCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from './client.ts';
import { type Item, toItem } from './item.ts';
import { RETRIES, Unavailable } from './retry.ts';
import type { Key } from './table.ts';

const BATCH_GET_KEYS = 100; // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

/** What stands under these keys, by partition key; what DynamoDB leaves unprocessed is asked again, never taken for absent. */
export async function readAll(
  store: Store,
  wanted: readonly Key[],
  consistent: boolean,
): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>();
  let left: readonly Item[] = wanted.map(toItem);
  let unprocessed = 0;
  while (left.length > 0) {
    if (unprocessed > RETRIES) throw new Unavailable('Some items could not be read');
    if (unprocessed > 0) await store.pause(unprocessed);
    const { Responses, UnprocessedKeys } = await store.db.send(
      new BatchGetItemCommand({
        RequestItems: {
          [store.tableName]: { Keys: left.slice(0, BATCH_GET_KEYS), ConsistentRead: consistent },
        },
      }),
    );
    for (const item of Responses?.[store.tableName] ?? []) items.set(item.pk?.S ?? '', item);
    const again = UnprocessedKeys?.[store.tableName]?.Keys ?? [];
    unprocessed = again.length > 0 ? unprocessed + 1 : 0;
    left = [...again, ...left.slice(BATCH_GET_KEYS)];
  }
  return items;
}
