import type { Logger } from '@aws-lambda-powertools/logger';
import { type Clock, type Instant, plus } from '../../shared/domain/instant.ts';
import { isRegistration, type MessageId } from '../../shared/domain/registration.ts';
import { type MailOrder, type MailQueue, orderMails } from '../../shared/mail/queue.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { findDue } from '../../shared/store/due.ts';
import { CATCH_UP, findArbiter, setDue } from '../../shared/store/registrations.ts';
import { type Key, registrationIn } from '../../shared/store/table.ts';

type Dependencies = {
  readonly store: Store;
  readonly mailQueue: MailQueue;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Looks after whatever has fallen due: what a lost trigger left behind, and what was told to wait until now. */
export const tick =
  ({ store, mailQueue, clock, logger }: Dependencies) =>
  async (): Promise<void> => {
    const now = clock();
    const failures: unknown[] = [];
    for await (const key of findDue(store, now)) {
      try {
        await orderMails(mailQueue, await lookAfter(store, key, now));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) {
      logger.error('not everything due was done', { items: failures.length });
      throw new Error(`${failures.length} items that were due are not done`, { cause: failures[0] });
    }
  };

async function lookAfter(store: Store, key: Key, now: Instant): Promise<readonly MailOrder[]> {
  const id = registrationIn(key);
  if (id === undefined) return [];
  const standing = await findArbiter(store, id);
  if (standing?.dueAt === undefined || standing.dueAt > now) return [];
  await settle(store, id);
  const owed = isRegistration(standing) ? Object.keys(standing.owed) : [];
  await setDue(store, standing, owed.length === 0 ? undefined : plus(now, CATCH_UP));
  return owed.map((mail) => ({ ...id, mail: mail as MessageId }));
}
