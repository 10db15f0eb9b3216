import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../shared/store/client.ts';
import type { Item } from '../../shared/store/item.ts';

/** Every item of the table by its key, so that two dumps can be compared. */
export async function dump({ db, tableName }: Store): Promise<Readonly<Record<string, Item>>> {
  const found: [string, Item][] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        ...(ExclusiveStartKey !== undefined && { ExclusiveStartKey }),
      }),
    );
    found.push(...Items.map((item): [string, Item] => [`${item.pk?.S} ${item.sk?.S}`, item]));
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return Object.fromEntries(found);
}
