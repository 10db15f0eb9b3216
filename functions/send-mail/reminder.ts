import type { Instant } from '../../shared/domain/instant.ts';
import type { OwedMail } from '../../shared/domain/mailbox.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { isReminded, mayGoAt, type ReminderKind, remindersFor } from '../../shared/domain/reminders.ts';
import { contextOf, type MailContext } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import type { Written } from './debtors.ts';
import type { Sources } from './sources.ts';

type OwedReminder = OwedMail & { readonly kind: ReminderKind };

/** A reminder as things stand now: it may have been overtaken by a move, an answer, or the night. */
export async function writeReminder(
  { programme, keys, siteUrl, peopleWaiting }: Sources,
  registration: Registration,
  { mail, kind }: OwedReminder,
  now: Instant,
): Promise<Written> {
  const context = contextOf(await programme(), registration, { keys: await keys(), siteUrl, now });
  const standing = standingOf(context, mail);
  if ('outOfDate' in standing || 'notBefore' in standing) return standing;
  const waiting = kind === 'A10' ? await peopleWaiting(context.session.id) : 0;
  return writeMail(kind, { ...context, peopleWaiting: waiting });
}

function standingOf(
  { event, session, registration, now }: MailContext,
  mail: string,
): Exclude<Written, { readonly to: unknown }> | { readonly mayGo: true } {
  const reminder = remindersFor(event, session).find((planned) => planned.mail === mail);
  if (reminder === undefined) return { outOfDate: 'the session is not on that day any more' };
  if (!isReminded(registration, session.id, reminder)) return { outOfDate: 'the person needs it no more' };
  const at = mayGoAt(reminder, now);
  if (at === undefined) return { outOfDate: 'it would come too late' };
  return at > now ? { notBefore: at } : { mayGo: true };
}
