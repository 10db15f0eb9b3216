import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Session } from '../domain/programme.ts';
import { blockLimits } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { failedCondition, toItem } from '../store/item.ts';
import { keys } from '../store/table.ts';
import { createBlocks } from './blocks.ts';

/**
 * Makes the seats of a session that is about to be published. Blocks left behind by an import that was interrupted
 * may speak of other seats: nobody can have taken any, since no session named them.
 */
export async function prepareSeats(store: Store, { id, capacity }: Session): Promise<void> {
  await createBlocks(store, id, capacity);
  await Promise.all(
    blockLimits(capacity).map((lim, block) =>
      store.db
        .send(
          new UpdateItemCommand({
            TableName: store.tableName,
            Key: toItem(keys.block(id, block)),
            UpdateExpression: 'SET lim = :lim',
            ConditionExpression: 'lim <> :lim AND attribute_not_exists(claims)',
            ExpressionAttributeValues: toItem({ ':lim': lim }),
          }),
        )
        .catch((error: unknown) => {
          if (failedCondition(error) === undefined) throw error;
        }),
    ),
  );
}
