import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Owner } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { MessageId } from '../domain/registration.ts';
import { type Urgency, urgencies, urgencyOf } from '../domain/urgency.ts';
import type { Owing } from '../store/owing.ts';

/** Two queues, so that a flood of reminders delays no offer. */
export type MailQueue = { readonly client: SQSClient; readonly urls: Readonly<Record<Urgency, string>> };

/** One owed mail to be sent: what owes it, and nothing about the person. */
export type MailOrder = { readonly owner: Owner; readonly mail: MessageId };

export const mailOrder = z.strictObject({
  owner: z.string() as unknown as z.ZodMiniType<Owner>,
  mail: z.string() as unknown as z.ZodMiniType<MessageId>,
}) as z.ZodMiniType<MailOrder>;

/** The mails that are owed by now. */
export const ordersOf = ({ owner, owed }: Owing, now: Instant): readonly MailOrder[] =>
  Object.entries(owed)
    .filter(([, from]) => from <= now)
    .map(([mail]) => ({ owner, mail: mail as MessageId }));

const BATCH = 10; // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html

/** Puts each order on its queue; throws if any of them was not taken, so that the caller's trigger comes again. */
export async function orderMails({ client, urls }: MailQueue, orders: readonly MailOrder[]): Promise<void> {
  for (const urgency of urgencies) {
    const alike = orders.filter(({ mail }) => urgencyOf(mail) === urgency);
    for (let start = 0; start < alike.length; start += BATCH)
      await sendBatch(client, urls[urgency], alike.slice(start, start + BATCH));
  }
}

async function sendBatch(client: SQSClient, QueueUrl: string, orders: readonly MailOrder[]): Promise<void> {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: orders.map(({ owner, mail }, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify({ owner, mail } satisfies MailOrder),
      })),
    }),
  );
  if (Failed.length > 0) throw new Error(`${Failed.length} mail orders were not taken`);
}
