import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Owner } from '../../shared/domain/ids.ts';
import type { Clock } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { type Suppression, speaksAgainst } from '../../shared/domain/mail-fate.ts';
import { mailboxKey, suppress } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import type { Store } from '../../shared/store/client.ts';
import { flagUndeliverable, recordFeedback } from '../../shared/store/feedback.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { readSesEvent, type Told } from './ses-event.ts';

type Dependencies = {
  readonly store: Store;
  readonly keys: () => Promise<Keys>;
  readonly clock: Clock;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>;
};

/** Notes what became of each mail, and writes no more to an address that does not exist or that complained. */
export const mailFeedback = ({ logger, ...noting }: Dependencies) => {
  const note = async ({ body }: SQSRecord): Promise<void> => {
    try {
      const told = readSesEvent(body);
      if (told === undefined) return;
      const { owner, mail, feedback } = told;
      const fate = await recordFeedback(noting.store, owner, mail, feedback, noting.clock());
      if (speaksAgainst(feedback)) await writeNoMore(noting, told, feedback);
      logger[feedback === 'rejected' ? 'error' : 'info']('mail feedback', { owner, mail, feedback, fate });
    } catch (error) {
      // The name only: the event, and so the text of an error about it, holds the address.
      logger.error('mail feedback not understood', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
      throw error;
    }
  };
  return ({ Records }: SQSEvent): Promise<SQSBatchResponse> =>
    processPartialResponse({ Records }, note, new BatchProcessor(EventType.SQS), {
      throwOnFullBatchFailure: false,
    });
};

async function writeNoMore(
  { store, keys, clock }: Omit<Dependencies, 'logger'>,
  { owner, address, sentAt }: Told,
  why: Suppression,
): Promise<void> {
  if (address === undefined) return;
  const mailbox = mailboxKey(await keys(), addressKey(address));
  const { registrations } = await changeMailbox(store, mailbox, clock(), (standing) =>
    suppress(standing, { why, since: sentAt }),
  );
  for (const each of new Set([owner, ...(Object.keys(registrations) as Owner[])]))
    await flagUndeliverable(store, each, sentAt);
}
