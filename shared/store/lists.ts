import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/client-dynamodb';
import type { SessionId } from '../domain/ids.ts';
import { isRegistration, type Registration } from '../domain/registration.ts';
import type { Store } from './client.ts';
import { fromItem, type Item, toItem } from './item.ts';
import { listShards, registrationItem, table } from './table.ts';

/** Everybody who ever registered for a session, by an index that lags a little: a list, never a decision. */
export async function listRegistrations(store: Store, session: SessionId): Promise<readonly Registration[]> {
  const shards = await Promise.all(listShards(session).map((shard) => listShard(store, shard)));
  return shards.flat();
}

async function listShard({ db, tableName }: Store, shard: string): Promise<readonly Registration[]> {
  const found: Registration[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey }: QueryCommandOutput = await db.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: table.byList.name,
        KeyConditionExpression: 'listShard = :shard',
        ExpressionAttributeValues: toItem({ ':shard': shard }),
        ExclusiveStartKey: start,
      }),
    );
    found.push(...Items.map((item) => fromItem(registrationItem, item)).filter(isRegistration));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}
