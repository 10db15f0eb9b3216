import type { Logger } from '@aws-lambda-powertools/logger';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Owner, SessionId } from '../../shared/domain/ids.ts';
import type { Clock, Instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import { knowledgeOf, learn, mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { isRegistration, type MessageId, type Registration } from '../../shared/domain/registration.ts';
import { type MailOrder, type MailQueue, orderMails } from '../../shared/mail/queue.ts';
import { alertOrganiser } from '../../shared/seats/fill-alert.ts';
import { handOn } from '../../shared/seats/hand-on.ts';
import { tellOfChange } from '../../shared/seats/tell-change.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { fromItem, type Item } from '../../shared/store/item.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { type Owed, owedIn } from '../../shared/store/owing.ts';
import { findBooking } from '../../shared/store/programme.ts';
import { type Key, ownerIn, owners, registrationIn, registrationItem } from '../../shared/store/table.ts';
import { toJudge } from './fills-to-judge.ts';
import { itemIn } from './image.ts';
import { toHandOn } from './seats-to-hand-on.ts';
import { toTell } from './sessions-to-tell.ts';

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
    const lists = new Set<SessionId>();
    const moved = new Set<SessionId>();
    const fills = new Set<SessionId>();
    let failed: string | undefined;
    for (const { dynamodb } of Records) {
      const change = changeIn(dynamodb);
      try {
        orders.push(...(await follow(following, change)));
        const list = toHandOn(change.key, change.before, change.after);
        if (list !== undefined) lists.add(list);
        const other = toTell(change.key, change.before, change.after);
        if (other !== undefined) moved.add(other);
        const filling = toJudge(change.key, change.before, change.after);
        if (filling !== undefined) fills.add(filling);
      } catch (error) {
        failed = dynamodb?.SequenceNumber ?? '';
        logger.error('change not followed', { sequence: failed, reason: nameOf(error) });
        break;
      }
    }
    // What fails here, tick does within a minute; other changes must not wait for it.
    const leaveToTick = (words: string, session: SessionId) => (error: unknown) =>
      logger.warn(words, { session, reason: nameOf(error) });
    for (const session of lists)
      await handOnIn(following, session).catch(leaveToTick('seats not handed on', session));
    for (const session of moved)
      await tellIn(following, session).catch(leaveToTick('people not told of a change', session));
    for (const session of fills)
      await alertOrganiser(following.store, session, following.clock()).catch(
        leaveToTick('organiser not alerted', session),
      );
    await orderMails(mailQueue, orders);
    return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
  };

type Following = Pick<Dependencies, 'store' | 'keys' | 'clock'>;
type Change = { readonly key: Key; readonly before: Item | undefined; readonly after: Item | undefined };

function changeIn(record: DynamoDBRecord['dynamodb']): Change {
  const { Keys, OldImage: before, NewImage: after } = record ?? {};
  return {
    key: { pk: Keys?.pk?.S ?? '', sk: Keys?.sk?.S ?? '' },
    before: before && itemIn(before),
    after: after && itemIn(after),
  };
}

async function follow(following: Following, { key, before, after }: Change): Promise<readonly MailOrder[]> {
  const owner = ownerIn(key);
  if (after === undefined || owner === undefined) return [];
  if (registrationIn(key) !== undefined) {
    const registration = fromItem(registrationItem, after);
    if (registration.givenUp.length > 0) await settle(following.store, registration);
    if (isRegistration(registration) && before?.rev?.N !== after.rev?.N)
      await keepInMailbox(following, registration);
  }
  return newlyOwed(owner, owedIn(before), owedIn(after), following.clock());
}

async function handOnIn({ store, clock }: Following, id: SessionId): Promise<void> {
  const booking = await findBooking(store, id);
  if (booking === undefined) return;
  const { session, event } = booking;
  await handOn(store, { session, policy: event.registration.waitlistPolicy }, clock());
}

async function tellIn({ store, clock }: Following, id: SessionId): Promise<void> {
  const booking = await findBooking(store, id, { consistent: true });
  if (booking !== undefined) await tellOfChange(store, booking, clock());
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/** A mail that is to wait is brought again by tick. */
const newlyOwed = (owner: Owner, before: Owed, after: Owed, now: Instant): readonly MailOrder[] =>
  Object.entries(after)
    .filter(([mail, from]) => before[mail] !== from && from <= now)
    .map(([mail]) => ({ owner, mail: mail as MessageId }));

/** Before its mail is ordered, so that the mail finds it there. */
async function keepInMailbox({ store, keys, clock }: Following, registration: Registration): Promise<void> {
  if (registration.email === '') return;
  const mailbox = mailboxKey(await keys(), addressKey(registration.email));
  const known = knowledgeOf(registration);
  await changeMailbox(store, mailbox, clock(), (standing) =>
    learn(standing, owners.registration(registration), known),
  );
}
