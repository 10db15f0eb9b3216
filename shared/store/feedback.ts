import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Owner } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import { type Feedback, fateOf } from '../domain/mail-fate.ts';
import type { MessageId } from '../domain/registration.ts';
import type { Store } from './client.ts';
import { fromItem, succeeded, toItem } from './item.ts';
import { forgetMessageAt } from './messages.ts';
import { keys, registrationIn, table } from './table.ts';

const told = z.object({ feedback: z.set(z.string() as unknown as z.ZodMiniType<Feedback>) });

/**
 * Adds what SES told of a mail to the log; the order does not matter, nor how often it is told. Whatever it is, it proves
 * that the mail went: an attempt whose answer was lost ends here. Returns what became of the mail by all that is known.
 */
export async function recordFeedback(
  store: Store,
  owner: Owner,
  mail: MessageId,
  feedback: Feedback,
  now: Instant,
): Promise<Feedback> {
  const { Attributes = {} } = await store.db.send(
    new UpdateItemCommand({
      TableName: store.tableName,
      Key: toItem(keys.message(owner, mail)),
      UpdateExpression:
        'SET #state = :sent, #expiresAt = if_not_exists(#expiresAt, :expiresAt) ADD feedback :told',
      ExpressionAttributeNames: { '#state': 'state', '#expiresAt': table.timeToLive },
      ExpressionAttributeValues: toItem({
        ':sent': 'sent',
        ':told': new Set([feedback]),
        ':expiresAt': forgetMessageAt(now),
      }),
      ReturnValues: 'ALL_NEW',
    }),
  );
  return fateOf(fromItem(told, Attributes).feedback);
}

/** Marks a registration whose mails do not arrive, for whoever has its list. */
export async function flagUndeliverable(store: Store, owner: Owner, since: Instant): Promise<void> {
  const key = keys.owner(owner);
  if (registrationIn(key) === undefined) return;
  await succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(key),
        UpdateExpression: 'SET undeliverable = :since',
        ConditionExpression: 'attribute_exists(email) AND attribute_not_exists(undeliverable)',
        ExpressionAttributeValues: toItem({ ':since': since }),
      }),
    ),
  );
}
