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

/** An item as Lambda shows it: bytes are base64, and all is JSON. */
const shown = (item: Item): never =>
  JSON.parse(
    JSON.stringify(item, (_, value: unknown) =>
      isBytes(value) ? Buffer.from(value).toString('base64') : value,
    ),
  ) as never;

const isBytes = (value: unknown): value is Uint8Array => value instanceof Uint8Array;

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
    ...(before !== undefined && { OldImage: shown(before) }),
    ...(after !== undefined && { NewImage: shown(after) }),
  },
});
