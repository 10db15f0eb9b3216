import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../domain/instant.ts';
import type { Session } from '../domain/programme.ts';
import type { Store } from './client.ts';
import { setExpression, succeeded, toItem } from './item.ts';
import { keys } from './table.ts';

/** Notes that everybody on the list has been told how the session stands; refused once it has changed again. */
export const noteTold = (
  { db, tableName }: Store,
  { id, rev }: Pick<Session, 'id' | 'rev'>,
  at: Instant,
): Promise<boolean> => {
  const update = setExpression({ told: { rev, at } });
  return succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.session(id)),
        ...update,
        ConditionExpression: '#rev = :rev',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#rev': 'rev' },
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ...toItem({ ':rev': rev }) },
      }),
    ),
  );
};
