import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { followChanges } from '../../functions/follow-changes/follow-changes.ts';
import { tick } from '../../functions/tick/tick.ts';
import type { Clock } from '../../shared/domain/instant.ts';
import type { MailQueue } from '../../shared/mail/queue.ts';
import { registerRemembering } from '../../shared/seats/sold-out.ts';
import type { Store } from '../../shared/store/client.ts';
import { retrying } from '../../shared/store/retry.ts';
import { testKeys } from '../support/edition.ts';
import { quietLogger } from '../support/requests.ts';
import { clientOver, type Transport } from './stand-in/http.ts';

/** What one execution environment holds, warm between its runs: clients, handlers and what they remember. */
export type Environment = {
  readonly store: Store;
  readonly register: ReturnType<typeof registerRemembering>;
  readonly followChanges: ReturnType<typeof followChanges>;
  readonly tick: ReturnType<typeof tick>;
};

type Surroundings = {
  readonly tableName: string;
  readonly transport: Transport;
  readonly mailQueue: MailQueue;
  readonly clock: Clock;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
};

const PAUSE_MS = 20;

export function environment(around: Surroundings): Environment {
  const { tableName, transport, mailQueue, clock, random, sleep } = around;
  const db = new DynamoDBClient({ ...clientOver(transport), retryStrategy: retrying(random) });
  const store: Store = { db, tableName, pause: (retries) => sleep(PAUSE_MS * retries) };
  const logger = quietLogger;
  return {
    store,
    register: registerRemembering(clock),
    followChanges: followChanges({ store, mailQueue, keys: async () => testKeys, clock, logger }),
    tick: tick({ store, mailQueue, clock, logger }),
  };
}
