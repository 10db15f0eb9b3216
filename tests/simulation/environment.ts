import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { followChanges } from '../../functions/follow-changes/follow-changes.ts';
import { findMine } from '../../functions/my-registration/find-mine.ts';
import { cachedBookings } from '../../functions/registration/bookings.ts';
import { registerByJson } from '../../functions/registration/register-by-json.ts';
import { submitting } from '../../functions/registration/submit.ts';
import { tick } from '../../functions/tick/tick.ts';
import type { Clock, Instant } from '../../shared/domain/instant.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import type { MailQueue } from '../../shared/mail/queue.ts';
import type { Store } from '../../shared/store/client.ts';
import { cachedProgramme } from '../../shared/store/programme.ts';
import { retrying } from '../../shared/store/retry.ts';
import type { Handler } from '../../shared/web/stack.ts';
import { testKeys } from '../support/edition.ts';
import { quietLogger, siteUrl } from '../support/requests.ts';
import { clientOver, type Transport } from './stand-in/http.ts';

/** What one execution environment holds, warm between its runs: clients, handlers and what they remember. */
export type Environment = {
  readonly store: Store;
  readonly register: Handler;
  /** What the bearer of a link has before them. */
  readonly mine: (token: string, now: Instant) => Promise<MailContext | undefined>;
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
  readonly onFailure: (described: unknown) => void;
};

const PAUSE_MS = 20;

export function environment(around: Surroundings): Environment {
  const { tableName, transport, mailQueue, clock, random, sleep, onFailure } = around;
  const db = new DynamoDBClient({ ...clientOver(transport), retryStrategy: retrying(random) });
  const store: Store = { db, tableName, pause: (retries) => sleep(PAUSE_MS * retries) };
  const keys = async () => testKeys;
  const programme = cachedProgramme(store, clock);
  return {
    store,
    register: registerByJson({
      store,
      keys,
      bookings: cachedBookings(store, clock),
      submit: submitting(clock),
      timeLimit: () => new AbortController().signal,
      logger: listeningLogger(onFailure),
    }),
    mine: (token, now) => findMine({ store, programme, keys, siteUrl }, token, now),
    followChanges: followChanges({ store, mailQueue, keys, clock, logger: quietLogger }),
    tick: tick({ store, mailQueue, clock, logger: quietLogger }),
  };
}

/** Of a failure, a request answers no more than that it failed. */
const listeningLogger = (onFailure: (described: unknown) => void): Logger =>
  Object.assign(new Logger({ logLevel: 'SILENT' }), {
    error: (_: unknown, described: unknown) => onFailure(described),
  });
