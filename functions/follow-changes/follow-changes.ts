import type { Logger } from '@aws-lambda-powertools/logger';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Owner } from '../../shared/domain/ids.ts';
import type { MessageId } from '../../shared/domain/registration.ts';
import { type MailOrder, type MailQueue, orderMails } from '../../shared/mail/queue.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { fromItem, type Item } from '../../shared/store/item.ts';
import { type Owed, owedIn } from '../../shared/store/owing.ts';
import { ownerIn, registrationIn, registrationItem } from '../../shared/store/table.ts';

type Dependencies = { readonly store: Store; readonly mailQueue: MailQueue; readonly logger: Logger };

/** Does what each change of the table implies; it may see a change twice, late or never (tick looks after the rest). */
export const followChanges =
  ({ store, mailQueue, logger }: Dependencies) =>
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const orders: MailOrder[] = [];
    for (const record of Records) {
      try {
        orders.push(...(await follow(store, record)));
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

async function follow(store: Store, { dynamodb }: DynamoDBRecord): Promise<readonly MailOrder[]> {
  const { OldImage: before, NewImage: after } = dynamodb as { OldImage?: Item; NewImage?: Item };
  const key = { pk: after?.pk?.S ?? '', sk: after?.sk?.S ?? '' };
  const owner = ownerIn(key);
  if (after === undefined || owner === undefined) return [];
  if (registrationIn(key) !== undefined) {
    const registration = fromItem(registrationItem, after);
    if (registration.givenUp.length > 0) await settle(store, registration);
  }
  return newlyOwed(owner, owedIn(before), owedIn(after));
}

const newlyOwed = (owner: Owner, before: Owed, after: Owed): readonly MailOrder[] =>
  Object.keys(after)
    .filter((mail) => before[mail] !== after[mail])
    .map((mail) => ({ owner, mail: mail as MessageId }));
