import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Instant } from '../domain/instant.ts';
import type { Registration } from '../domain/registration.ts';
import type { Store } from './client.ts';
import { succeeded, toItem } from './item.ts';
import { keys } from './table.ts';

/** Holds somebody's seats until later than was read; refused if they were answered for, or lapsed, meanwhile. */
export const holdLonger = ({ db, tableName }: Store, read: Registration, until: Instant): Promise<boolean> =>
  succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.registration(read)),
        UpdateExpression: 'SET #until = :until',
        ConditionExpression: '#status = :status AND #rev = :rev AND #until = :read',
        ExpressionAttributeNames: { '#status': 'status', '#rev': 'rev', '#until': 'until' },
        ExpressionAttributeValues: toItem({
          ':until': until,
          ':status': read.status,
          ':rev': read.rev,
          ':read': read.until,
        }),
      }),
    ),
  );
