import { buildApp } from 'fauxqs';
import * as z from 'zod';
import { awsClient } from './aws-client.ts';
import type { QueueDefinition } from './blueprint.ts';
import { place } from './place.ts';

export type QueueDepth = {
  readonly name: string;
  readonly ready: number;
  readonly inFlight: number;
  readonly delayed: number;
};

const depthsSchema = z.array(
  z.object({
    name: z.string(),
    approximateMessageCount: z.number(),
    approximateInflightCount: z.number(),
    approximateDelayedCount: z.number(),
  }),
);

/** The SQS engine, in memory: what a kill loses is still owed on its item, and tick queues it again. */
export async function startQueueEngine(definitions: readonly QueueDefinition[]) {
  const app = buildApp({ logger: false, defaultRegion: place.region });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });
  const client = awsClient(origin, 'AKIASTAGE');
  const deadLettersFirst = definitions.toSorted(
    (a, b) => Number('RedrivePolicy' in a.attributes) - Number('RedrivePolicy' in b.attributes),
  );
  for (const { name, attributes } of deadLettersFirst) {
    await client.call('sqs', 'CreateQueue', { QueueName: name, Attributes: attributes });
  }

  return {
    origin,
    client,
    async depths(): Promise<readonly QueueDepth[]> {
      const { body } = await app.inject({ method: 'GET', url: '/_fauxqs/queues' });
      return depthsSchema.parse(JSON.parse(body)).map((it) => ({
        name: it.name,
        ready: it.approximateMessageCount,
        inFlight: it.approximateInflightCount,
        delayed: it.approximateDelayedCount,
      }));
    },
    async stop(): Promise<void> {
      client.close();
      await app.close();
    },
  };
}
