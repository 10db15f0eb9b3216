import type { Logger } from '@aws-lambda-powertools/logger';
import { judgeFill } from '../../shared/domain/fill.ts';
import type { Clock, Instant } from '../../shared/domain/instant.ts';
import { beginOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { type MailOrder, type MailQueue, orderMails, ordersOf } from '../../shared/mail/queue.ts';
import { followPlan, needsFollowing } from '../../shared/seats/capacity.ts';
import { alertOrganiser, fillOf } from '../../shared/seats/fill-alert.ts';
import { handOn } from '../../shared/seats/hand-on.ts';
import { isLapsed, lapse } from '../../shared/seats/offer.ts';
import { sweeper } from '../../shared/seats/sweep.ts';
import { settle } from '../../shared/seats/withdraw.ts';
import type { Store } from '../../shared/store/client.ts';
import { findDue } from '../../shared/store/due.ts';
import { findOwing, nextLook, type Owing, setDue } from '../../shared/store/owing.ts';
import { findSession } from '../../shared/store/programme.ts';
import { findRegistration, forgetAccommodation, owing } from '../../shared/store/registrations.ts';
import { forgetDue } from '../../shared/store/reminders.ts';
import { type Key, ownerIn, registrationIn, sessionIn } from '../../shared/store/table.ts';
import { nightlyAudit } from './nightly-audit.ts';
import { type Watch, watchOpenSessions } from './open-sessions.ts';
import { reminding } from './reminding.ts';
import { tellingOfChanges } from './telling.ts';

type Dependencies = {
  readonly store: Store;
  readonly mailQueue: MailQueue;
  readonly clock: Clock;
  readonly logger: Logger;
};

/** Looks after whatever has fallen due: what a lost trigger left behind, and what was told to wait until now. */
export function tick({ store, mailQueue, clock, logger }: Dependencies): () => Promise<void> {
  const watches: readonly Watch[] = [
    followingPlan(store),
    sweeping(store, logger),
    handingOn(store),
    tellingOfChanges(store),
    alerting(store),
    reminding(store, logger),
    nightlyAudit(store, logger),
  ];
  return async () => {
    const now = clock();
    const failures: unknown[] = [];
    for await (const key of findDue(store, now)) {
      try {
        await orderMails(mailQueue, await lookAfter(store, key, now));
      } catch (error) {
        failures.push(error);
      }
    }
    failures.push(...(await watchOpenSessions(store, now, watches)));
    if (failures.length > 0) {
      logger.error('not everything due was done', { items: failures.length });
      throw new Error(`${failures.length} items that were due are not done`, { cause: failures[0] });
    }
  };
}

/** A change of capacity that stopped halfway, and seats given back where too many were taken. */
const followingPlan =
  (store: Store): Watch =>
  async ({ session, blocks }) => {
    if (needsFollowing(session, blocks)) await followPlan(store, session.id);
  };

/** What it remembers lasts as long as the environment. */
function sweeping(store: Store, logger: Logger): Watch {
  const sweep = sweeper();
  return async (pool, now) => {
    const seats = await sweep(store, pool, now);
    if (seats > 0) logger.warn('seats of dead tries given back', { session: pool.session.id, seats });
  };
}

/** Whatever kept a seat from those who wait: a lost trigger, an offer that has lapsed, the session's beginning. */
const handingOn =
  (store: Store): Watch =>
  async ({ event, session, blocks }, now) => {
    const begun = now >= beginOf(session); // a list ends though its session was closed
    if (blocks.some(({ phase }) => phase === 'waiting' || (begun && phase === 'closed')))
      await handOn(store, { session, policy: event.registration.waitlistPolicy }, now);
  };

/** A step that was crossed although its trigger was lost, or that has to be armed again. */
const alerting =
  (store: Store): Watch =>
  async ({ session, blocks, latches }, now) => {
    if (judgeFill(latches, fillOf(session, blocks)).latches !== latches)
      await alertOrganiser(store, session.id, now);
  };

async function lookAfter(store: Store, key: Key, now: Instant): Promise<readonly MailOrder[]> {
  const session = sessionIn(key);
  if (session !== undefined) await forgetDue(store, session, now);
  const item = await dueItem(store, key, now);
  if (item?.dueAt === undefined || item.dueAt > now) return [];
  await setDue(store, item, nextLook(item, now));
  return ordersOf(item, now);
}

async function doWhatIsDue(store: Store, registration: Registration, now: Instant): Promise<void> {
  if (isLapsed(registration, now)) {
    const session = await findSession(store, registration.session);
    if (session === undefined) throw new Error(`There is no session ${registration.session}`);
    await lapse(store, session, registration, now);
  }
  if (registration.accommodation !== undefined && now >= registration.keptUntil.accommodation)
    await forgetAccommodation(store, registration);
}

/** What stands, read consistently, once whatever else had to be done with it is done. */
async function dueItem(store: Store, key: Key, now: Instant): Promise<Owing | undefined> {
  const id = registrationIn(key);
  const owner = ownerIn(key);
  if (id === undefined) return owner && findOwing(store, owner);
  await settle(store, id);
  const registration = await findRegistration(store, id);
  if (registration !== undefined) await doWhatIsDue(store, registration, now);
  const standing = await findRegistration(store, id);
  return standing && owing(standing, now);
}
