import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { Owner } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { MessageId } from '../domain/registration.ts';
import type { Owing } from '../store/owing.ts';

export type MailQueue = { readonly client: SQSClient; readonly url: string };

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

/** Puts orders on the queue; throws if any of them was not taken, so that the caller's trigger comes again. */
export async function orderMails({ client, url }: MailQueue, orders: readonly MailOrder[]): Promise<void> {
  for (let start = 0; start < orders.length; start += BATCH) {
    const { Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: orders.slice(start, start + BATCH).map(({ owner, mail }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ owner, mail } satisfies MailOrder),
        })),
      }),
    );
    if (Failed !== undefined && Failed.length > 0)
      throw new Error(`${Failed.length} mail orders were not taken`);
  }
}
