import { SQSClient } from '@aws-sdk/client-sqs';
import type { MailOrder, MailQueue } from '../../shared/mail/queue.ts';
import { bodyOf, clientOver, type IncomingRequest, type OutgoingAnswer, succeeded } from './stand-in/http.ts';

type Batch = { readonly Entries: readonly { readonly Id: string; readonly MessageBody: string }[] };
type Through = (execute: () => { readonly answer: OutgoingAnswer }) => Promise<OutgoingAnswer>;

/** The queues of mail orders below the SDK: what is put on it ends in `orders`, in no promised order. */
export function mailQueueInto(orders: MailOrder[], through: Through): MailQueue {
  const accept = (request: IncomingRequest) => {
    const { Entries }: Batch = JSON.parse(bodyOf(request));
    orders.push(...Entries.map(({ MessageBody }): MailOrder => JSON.parse(MessageBody)));
    const Successful = Entries.map(({ Id }) => ({ Id, MessageId: Id, MD5OfMessageBody: '' }));
    return { answer: succeeded({ Successful, Failed: [] }) };
  };
  const client = new SQSClient({
    ...clientOver((request) => through(() => accept(request))),
    md5: false,
    maxAttempts: 1,
  });
  return { client, urls: { now: 'http://stand-in.invalid/now', later: 'http://stand-in.invalid/later' } };
}
