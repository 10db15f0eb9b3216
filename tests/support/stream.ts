import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import type { Store } from '../../shared/store/client.ts';
import { type Item, toItem } from '../../shared/store/item.ts';
import { keys } from '../../shared/store/table.ts';

export const imageOf = async (store: Store, id: RegistrationId): Promise<Item | undefined> =>
  (
    await store.db.send(
      new GetItemCommand({ TableName: store.tableName, Key: toItem(keys.registration(id)) }),
    )
  ).Item;

/** What the table's stream says of a change. */
export const aChange = (
  before: Item | undefined,
  after: Item | undefined,
  sequence = '1',
): DynamoDBRecord => ({
  eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
  dynamodb: {
    SequenceNumber: sequence,
    Keys: { pk: (after ?? before)?.pk, sk: (after ?? before)?.sk } as never,
    ...(before !== undefined && { OldImage: before as never }),
    ...(after !== undefined && { NewImage: after as never }),
  },
});
