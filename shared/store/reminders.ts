import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SessionId } from '../domain/ids.ts';
import { type Instant, plus } from '../domain/instant.ts';
import type { MessageId, Registration } from '../domain/registration.ts';
import type { Store } from './client.ts';
import { setExpression, succeeded, toItem } from './item.ts';
import { CATCH_UP } from './owing.ts';
import { dueShard, keys, owners } from './table.ts';

/** Owes somebody a reminder; refused if it was owed before, or if the registration is another one than was read. */
export const oweReminder = (
  { db, tableName }: Store,
  read: Registration,
  mail: MessageId,
  now: Instant,
): Promise<boolean> =>
  succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.registration(read)),
        UpdateExpression: 'SET #owed.#mail = :now, dueAt = :dueAt, dueShard = :dueShard ADD reminded :mails',
        ConditionExpression:
          '#status = :status AND #session = :session AND flippedAt = :flippedAt AND NOT contains(reminded, :mail)',
        ExpressionAttributeNames: {
          '#owed': 'owed',
          '#mail': mail,
          '#status': 'status',
          '#session': 'session',
        },
        ExpressionAttributeValues: toItem({
          ':now': now,
          ':dueAt': plus(now, CATCH_UP),
          ':dueShard': dueShard(owners.registration(read)),
          ':mails': new Set([mail]),
          ':mail': mail,
          ':status': read.status,
          ':session': read.session,
          ':flippedAt': read.flippedAt,
        }),
      }),
    ),
  );

/** Which reminders of a session are done with, and when somebody must look after it next. */
export const noteReminded = (
  { db, tableName }: Store,
  session: SessionId,
  reminded: readonly MessageId[],
  dueAt: Instant | undefined,
): Promise<boolean> =>
  succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.session(session)),
        ...setExpression({ reminded, dueAt, dueShard: dueAt && dueShard(session) }),
        ConditionExpression: 'attribute_exists(pk)',
      }),
    ),
  );

/** Takes a session off the list of what is due: whoever still watches over it names the next instant. */
export const forgetDue = ({ db, tableName }: Store, session: SessionId, now: Instant): Promise<boolean> =>
  succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.session(session)),
        UpdateExpression: 'REMOVE dueAt, dueShard',
        ConditionExpression: 'dueAt <= :now',
        ExpressionAttributeValues: toItem({ ':now': now }),
      }),
    ),
  );

/** Notes that somebody comes; refused once they have no seat, or another one. */
export const reconfirm = (
  { db, tableName }: Store,
  read: Registration,
  reconfirmed: NonNullable<Registration['reconfirmed']>,
): Promise<boolean> =>
  succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.registration(read)),
        UpdateExpression: 'SET reconfirmed = :reconfirmed',
        ConditionExpression: '#status = :status AND flippedAt = :flippedAt',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: toItem({
          ':reconfirmed': reconfirmed,
          ':status': 'confirmed',
          ':flippedAt': read.flippedAt,
        }),
      }),
    ),
  );
