import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { beginOf } from '../../shared/domain/programme.ts';
import { wallDate } from '../../shared/domain/time.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import type { Store } from '../../shared/store/client.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { reconfirm } from '../../shared/store/reminders.ts';
import { mayReconfirm } from '../../shared/web/reminder-pages.tsx';

/** Somebody comes: noted as long as it means something, once or as often as they say so. */
export async function noteComing(store: Store, context: MailContext): Promise<void> {
  const { registration, session, now } = context;
  if (mayReconfirm(context))
    await reconfirm(store, registration, { day: wallDate(beginOf(session)), at: now });
}

/** For the person, whatever they are registered for; tickets and changes are mailed as before. */
export async function stopReminders(store: Store, { keys, registration, now }: MailContext): Promise<void> {
  const mailbox = mailboxKey(keys, addressKey(registration.email));
  await changeMailbox(store, mailbox, now, (standing) =>
    standing.noReminders === undefined ? { ...standing, noReminders: now } : standing,
  );
}
