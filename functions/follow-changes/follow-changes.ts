import type { Logger } from '@aws-lambda-powertools/logger';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Owner } from '../../shared/domain/ids.ts';
import type { Clock } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { knowledgeOf, learn, mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { isRegistration, type MessageId, type Registration } from '../../shared/domain/registration.ts';
import { type MailOrder, type MailQueue, orderMails } from '../../shared/mail/queue.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { fromItem, type Item } from '../../shared/store/item.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { type Owed, owedIn } from '../../shared/store/owing.ts';
import { ownerIn, owners, registrationIn, registrationItem } from '../../shared/store/table.ts';

type Dependencies = {
  readonly store: Store;
  readonly mailQueue: MailQueue;
  readonly keys: () => Promise<Keys>;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Does what each change of the table implies; it may see a change twice, late or never (tick looks after the rest). */
export const followChanges =
  ({ mailQueue, logger, ...following }: Dependencies) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const orders: MailOrder[] = [];
    for (const record of Records) {
      try {
        orders.push(...(await follow(following, record)));
      } catch (error) {
        const sequence = record.dynamodb?.SequenceNumber ?? '';
        logger.error('change not followed', {
          sequence,
          reason: error instanceof Error ? error.name : 'unknown',
        });
        await orderMails(mailQueue, orders);
        return { batchItemFailures: [{ itemIdentifier: sequence }] };
      }
    }
    await orderMails(mailQueue, orders);
    return { batchItemFailures: [] };
  };

type Following = Pick<Dependencies, 'store' | 'keys' | 'clock'>;

async function follow(following: Following, { dynamodb }: DynamoDBRecord): Promise<readonly MailOrder[]> {
  const { OldImage: before, NewImage: after } = dynamodb as { OldImage?: Item; NewImage?: Item };
  const key = { pk: after?.pk?.S ?? '', sk: after?.sk?.S ?? '' };
  const owner = ownerIn(key);
  if (after === undefined || owner === undefined) return [];
  if (registrationIn(key) !== undefined) {
    const registration = fromItem(registrationItem, after);
    if (registration.givenUp.length > 0) await settle(following.store, registration);
    if (isRegistration(registration) && before?.rev?.N !== after.rev?.N)
      await keepInMailbox(following, registration);
  }
  return newlyOwed(owner, owedIn(before), owedIn(after));
}

const newlyOwed = (owner: Owner, before: Owed, after: Owed): readonly MailOrder[] =>
  Object.keys(after)
    .filter((mail) => before[mail] !== after[mail])
    .map((mail) => ({ owner, mail: mail as MessageId }));

/** Before its mail is ordered, so that the mail finds it there. */
async function keepInMailbox({ store, keys, clock }: Following, registration: Registration): Promise<void> {
  if (registration.email === '') return;
  const mailbox = mailboxKey(await keys(), addressKey(registration.email));
  const known = knowledgeOf(registration);
  await changeMailbox(store, mailbox, clock(), (standing) =>
    learn(standing, owners.registration(registration), known),
  );
}
