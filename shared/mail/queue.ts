import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import type { RegistrationId, RegistrationKey, Scope } from '../domain/ids.ts';
import type { MessageId } from '../domain/registration.ts';

export type MailQueue = { readonly client: SQSClient; readonly url: string };

/** One owed mail to be sent: where it is owed, and nothing about the person. */
export type MailOrder = RegistrationId & { readonly mail: MessageId };

export const mailOrder = z.strictObject({
  scope: z.string() as unknown as z.ZodMiniType<Scope>,
  key: z.string() as unknown as z.ZodMiniType<RegistrationKey>,
  mail: z.string() as unknown as z.ZodMiniType<MessageId>,
}) as z.ZodMiniType<MailOrder>;

const BATCH = 10; // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html

/** Puts orders on the queue; throws if any of them was not taken, so that the caller's trigger comes again. */
export async function orderMails({ client, url }: MailQueue, orders: readonly MailOrder[]): Promise<void> {
  for (let start = 0; start < orders.length; start += BATCH) {
    const { Failed } = await client.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: orders.slice(start, start + BATCH).map(({ scope, key, mail }, index) => ({
          Id: String(index),
          MessageBody: JSON.stringify({ scope, key, mail } satisfies MailOrder),
        })),
      }),
    );
    if (Failed !== undefined && Failed.length > 0)
      throw new Error(`${Failed.length} mail orders were not taken`);
  }
}
