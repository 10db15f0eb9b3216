import type { Logger } from '@aws-lambda-powertools/logger';
import type { AttributeValue, DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type Arbiter, isRegistration, type MessageId } from '../../shared/domain/registration.ts';
import { type MailOrder, type MailQueue, orderMails } from '../../shared/mail/queue.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { fromItem, type Item } from '../../shared/store/item.ts';
import { registrationIn, registrationItem } from '../../shared/store/table.ts';

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
  const after = registrationImage(dynamodb?.NewImage);
  if (after === undefined) return [];
  if (after.givenUp.length > 0) await settle(store, after);
  return newlyOwed(registrationImage(dynamodb?.OldImage), after);
}

function newlyOwed(before: Arbiter | undefined, after: Arbiter): readonly MailOrder[] {
  if (!isRegistration(after)) return [];
  const known = before !== undefined && isRegistration(before) ? before.owed : {};
  const { scope, key, owed } = after;
  return Object.keys(owed)
    .filter((mail) => known[mail] !== owed[mail])
    .map((mail) => ({ scope, key, mail: mail as MessageId }));
}

function registrationImage(image: Record<string, AttributeValue> | undefined): Arbiter | undefined {
  const pk = image?.pk?.S;
  if (image === undefined || pk === undefined || registrationIn({ pk, sk: '' }) === undefined)
    return undefined;
  return fromItem(registrationItem, image as Item);
}
