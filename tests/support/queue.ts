import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';
import { afterAll, beforeAll } from 'vitest';
import type { Urgency } from '../../shared/domain/urgency.ts';
import { type MailOrder, type MailQueue, mailOrder } from '../../shared/mail/queue.ts';

/** Real queues for a test file; `take` receives, once, what stands on them, what is urgent first. */
export function useQueue(): () => Promise<
  MailQueue & {
    readonly take: () => Promise<MailOrder[]>;
    readonly takeFrom: (urgency: Urgency) => Promise<MailOrder[]>;
  }
> {
  let server: Awaited<ReturnType<typeof startFauxqs>>;
  let client: SQSClient;
  let queues = 0;
  beforeAll(async () => {
    server = await startFauxqs({ port: 0, logger: false });
    client = new SQSClient({
      endpoint: server.address,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
  });
  afterAll(async () => {
    client.destroy();
    await server.stop();
  });

  return async () => {
    queues += 1;
    const create = async (name: string) =>
      (await client.send(new CreateQueueCommand({ QueueName: `${name}-${queues}` }))).QueueUrl ?? '';
    const urls = { now: await create('now'), later: await create('later') };
    const takeFrom = (urgency: Urgency) => receive(client, urls[urgency]);
    const take = async () => [...(await takeFrom('now')), ...(await takeFrom('later'))];
    return { client, urls, take, takeFrom };
  };
}

async function receive(client: SQSClient, QueueUrl: string): Promise<MailOrder[]> {
  const orders: MailOrder[] = [];
  for (;;) {
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
    );
    if (Messages.length === 0) return orders;
    orders.push(...Messages.map(({ Body = '' }) => mailOrder.parse(JSON.parse(Body))));
  }
}
