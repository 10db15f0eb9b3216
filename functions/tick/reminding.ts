import type { Logger } from '@aws-lambda-powertools/logger';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import type { Session } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { isReminded, type Reminder, remindersFor } from '../../shared/domain/reminders.ts';
import type { Store } from '../../shared/store/client.ts';
import { listRegistrations } from '../../shared/store/lists.ts';
import { noteReminded, oweReminder } from '../../shared/store/reminders.ts';
import type { Watch } from './open-sessions.ts';

/** The list lags: whoever is on it only now is found by one more look. */
const LIST_LAGS = { minutes: 2 };
const AT_ONCE = 20;

/**
 * Owes each reminder that has fallen due to everybody it is for. Which ones are done with stands on the session itself,
 * which is read anyway; whom they are for is looked up only while one is due. What could only come too late is dropped;
 * what is late and meets the night waits where it is sent.
 */
export const reminding =
  (store: Store, logger: Pick<Logger, 'warn'>): Watch =>
  async ({ event, session }, now) => {
    const reminders = remindersFor(event, session);
    const before = new Set(session.reminded);
    const done = new Set(before);
    const looks: Instant[] = [];
    for (const reminder of reminders.filter(({ mail }) => !before.has(mail))) {
      const look = await lookAfter(store, logger, session, reminder, now);
      if (look === undefined) done.add(reminder.mail);
      else looks.push(look);
    }
    const dueAt = looks.sort()[0];
    if (done.size === before.size && dueAt === session.dueAt) return;
    const reminded = reminders.map(({ mail }) => mail).filter((mail) => done.has(mail));
    await noteReminded(store, session.id, reminded, dueAt);
  };

/** When this reminder must be looked after next; undefined once it is done with. */
async function lookAfter(
  store: Store,
  logger: Pick<Logger, 'warn'>,
  session: Session,
  reminder: Reminder,
  now: Instant,
): Promise<Instant | undefined> {
  const { at, until, mail } = reminder;
  if (now < at) return at;
  if (now >= until) {
    const dropped = await whoIsToBeReminded(store, session, reminder);
    if (dropped.length > 0)
      logger.warn('reminders come too late', { session: session.id, mail, reminders: dropped.length });
    return undefined;
  }
  const wanted = await whoIsToBeReminded(store, session, reminder);
  for (let start = 0; start < wanted.length; start += AT_ONCE)
    await Promise.all(
      wanted.slice(start, start + AT_ONCE).map((read) => oweReminder(store, read, mail, now)),
    );
  const again = plus(at, LIST_LAGS);
  return now < again ? again : undefined;
}

async function whoIsToBeReminded(
  store: Store,
  session: Session,
  reminder: Reminder,
): Promise<readonly Registration[]> {
  const listed = await listRegistrations(store, session.id);
  return listed.filter(
    (one) => isReminded(one, session.id, reminder) && one.reminded?.has(reminder.mail) !== true,
  );
}
