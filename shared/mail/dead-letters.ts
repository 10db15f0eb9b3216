import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  paginateListQueues,
  ReceiveMessageCommand,
  SendMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod/mini';
import { mailOrder } from './queue.ts';
import { readMessageTag } from './ses.ts';

/** Longer than replaying what lies there takes; nobody else sees a letter meanwhile. */
const HIDDEN_SECONDS = 900;

/** A queue of messages that could not be worked off, and the queue they came from. */
export type DeadLetterQueue = { readonly name: string; readonly url: string; readonly source: string };

export type DeadLetter = {
  readonly id: string;
  readonly queue: DeadLetterQueue;
  readonly diedOf: 'mail' | 'feedback' | 'change' | 'unknown';
  /** What it is about, in words that name nobody. */
  readonly about: string;
  readonly firstSent: Date;
  readonly body: string;
  readonly receipt: string;
};

/** `done`: on its queue again. `dropped`: done otherwise. `skipped`: nobody could work it off. */
export type Replayed = 'done' | 'dropped' | 'skipped';

/** The queues of dead letters whose names begin so. */
export async function findDeadLetterQueues(
  client: SQSClient,
  QueueNamePrefix: string,
): Promise<readonly DeadLetterQueue[]> {
  const found: DeadLetterQueue[] = [];
  for await (const { QueueUrls = [] } of paginateListQueues({ client }, { QueueNamePrefix }))
    for (const source of QueueUrls) {
      const target = await deadLettersOf(client, source);
      const url = QueueUrls.find((one) => target !== undefined && nameIn(one, '/') === target);
      if (url !== undefined) found.push({ name: nameIn(url, '/'), url, source });
    }
  return found;
}

async function deadLettersOf(client: SQSClient, QueueUrl: string): Promise<string | undefined> {
  const { Attributes } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['RedrivePolicy'] }),
  );
  const policy = Attributes?.RedrivePolicy;
  return policy && nameIn(redrivePolicy.parse(JSON.parse(policy)).deadLetterTargetArn, ':');
}

const redrivePolicy = z.object({ deadLetterTargetArn: z.string() });
const nameIn = (text: string, separator: string): string => text.slice(text.lastIndexOf(separator) + 1);

/** What lies in a queue, each letter once; whoever takes one hands it back, or it shows again by itself later. */
export async function* deadLettersIn(client: SQSClient, queue: DeadLetterQueue): AsyncGenerator<DeadLetter> {
  const seen = new Set<string>();
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({
        QueueUrl: queue.url,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1, // a long poll asks all servers
        VisibilityTimeout: HIDDEN_SECONDS,
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    const letters = Messages.map((message) => readLetter(message, queue)).filter(({ id }) => !seen.has(id));
    if (letters.length === 0) return;
    for (const letter of letters) {
      seen.add(letter.id);
      yield letter;
    }
  }
}

function readLetter(message: Message, queue: DeadLetterQueue): DeadLetter {
  const { MessageId: id = '', Body: body = '', ReceiptHandle: receipt = '', Attributes } = message;
  const firstSent = new Date(Number(Attributes?.SentTimestamp ?? 0));
  return { id, queue, body, receipt, firstSent, ...whatOf(body) };
}

const letterBody = z.union([
  z.pipe(
    mailOrder,
    z.transform(({ owner, mail }) => ({ diedOf: 'mail' as const, about: `${mail} of ${owner}` })),
  ),
  z.pipe(
    z.object({
      eventType: z.string(),
      mail: z.object({ tags: z.optional(z.object({ message: z.optional(z.array(z.string())) })) }),
    }),
    z.transform(({ eventType, mail }) => {
      const of = readMessageTag(mail.tags?.message?.[0] ?? '');
      const about = of === undefined ? 'a mail that is not ours' : `${of.mail} of ${of.owner}`;
      return { diedOf: 'feedback' as const, about: `${eventType} of ${about}` };
    }),
  ),
  z.pipe(
    z.object({ DDBStreamBatchInfo: z.object({ startSequenceNumber: z.string(), batchSize: z.number() }) }),
    z.transform(({ DDBStreamBatchInfo: { startSequenceNumber, batchSize } }) => ({
      diedOf: 'change' as const,
      about: `${batchSize} change(s) of the table from ${startSequenceNumber} on`,
    })),
  ),
]);

/** Only what is known to name nobody is told: an event holds an address, and so may whatever cannot be read. */
function whatOf(body: string): Pick<DeadLetter, 'diedOf' | 'about'> {
  const unknown = { diedOf: 'unknown' as const, about: `${body.length} characters that make no sense` };
  try {
    const read = letterBody.safeParse(JSON.parse(body));
    return read.success ? read.data : unknown;
  } catch {
    return unknown;
  }
}

/**
 * Puts a letter on its queue again, and only then takes it away: what is worked off twice is done once. What died as a
 * change of the table is taken away, because tick has followed it since; what makes no sense stays where it is.
 */
export async function replay(
  client: SQSClient,
  { queue, body, receipt, diedOf }: DeadLetter,
): Promise<Replayed> {
  if (diedOf === 'unknown') return 'skipped';
  if (diedOf !== 'change')
    await client.send(new SendMessageCommand({ QueueUrl: queue.source, MessageBody: body }));
  await client.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: receipt }));
  return diedOf === 'change' ? 'dropped' : 'done';
}

/** Lets others see a letter again; not before all were listed, or they would be listed again. */
export const handBack = async (client: SQSClient, { queue, receipt }: DeadLetter): Promise<void> => {
  await client.send(
    new ChangeMessageVisibilityCommand({
      QueueUrl: queue.url,
      ReceiptHandle: receipt,
      VisibilityTimeout: 0,
    }),
  );
};
