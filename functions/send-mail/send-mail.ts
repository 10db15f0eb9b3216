import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { SessionId } from '../../shared/domain/ids.ts';
import type { Pace } from '../../shared/mail/pace.ts';
import { type MailOrder, mailOrder } from '../../shared/mail/queue.ts';
import { cached } from '../../shared/store/cached.ts';
import { cachedProgramme } from '../../shared/store/programme.ts';
import { countWaiting } from '../../shared/store/waiting.ts';
import { mailNotTaken } from '../environment.ts';
import { readSeatsLeft } from './alternatives.ts';
import { deliver, type Post } from './deliver.ts';

const WAITING_CACHED_SECONDS = 60; // a wave of reminders asks for the same list again and again
const SEATS_CACHED_SECONDS = 60; // and one of cancellations for the same seats elsewhere

type Dependencies = Omit<Post, 'programme' | 'peopleWaiting' | 'seatsLeft' | 'pace'> & {
  /** @default as fast as they come */
  readonly pace?: Pace;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
};

/** Sends what is owed; an order that cannot be read or carried out comes again alone, and at last to the dead letters. */
export const sendMail = ({ logger, pace = atOnce, ...dependencies }: Dependencies) => {
  const { store, clock } = dependencies;
  const programme = cachedProgramme(store, clock);
  const seatsLeft = cached(clock, SEATS_CACHED_SECONDS, async (_: 'everywhere') =>
    readSeatsLeft(store, await programme()),
  );
  const post: Post = {
    ...dependencies,
    pace,
    programme,
    seatsLeft: () => seatsLeft('everywhere'),
    peopleWaiting: cached(clock, WAITING_CACHED_SECONDS, (session: SessionId) =>
      countWaiting(store, session),
    ),
  };
  const carryOut = async (record: SQSRecord): Promise<void> => {
    const order = readOrder(record.body);
    try {
      const delivery = await deliver(post, order, record.receiptHandle);
      if (delivery.outcome === 'failed') logger.error('mail given up', { ...order, ...delivery });
      else if (delivery.outcome === 'deferred' || delivery.outcome === 'unknown')
        logger.warn(mailNotTaken, { ...order, ...delivery });
      else logger.info('mail order carried out', { ...order, ...delivery });
    } catch (error) {
      logger.error('mail order not carried out', { ...order, reason: nameOf(error) });
      throw error;
    }
  };
  return ({ Records }: SQSEvent): Promise<SQSBatchResponse> =>
    processPartialResponse({ Records }, carryOut, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
};

const atOnce: Pace = async () => undefined;

const readOrder = (body: string): MailOrder => mailOrder.parse(JSON.parse(body));

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
