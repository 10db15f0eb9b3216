import { beginOf } from '../domain/programme.ts';
import type { ReminderKind } from '../domain/reminders.ts';
import { dayOnly, shortDay } from '../text/format.ts';
import { linksOf, type MailContext } from './context.ts';
import { type Mail, writeMail } from './mail.ts';
import { stopping } from './reminder-letters.ts';
import { entryOf, type Several, severalMail } from './several.ts';
import { reminderWords } from './words.ts';

/** One reminder, or one for several sessions of a week. */
export const reminderMail = (kind: ReminderKind, several: Several): Promise<Mail> =>
  several.length === 1 ? writeMail(kind, several[0]) : Promise.resolve(gathered(kind, several));

function gathered(kind: ReminderKind, several: Several): Mail {
  const [leader] = several;
  const { language } = leader.registration;
  const say = reminderWords[language];
  const begin = beginOf(several.toSorted(byBegin)[0]?.session ?? leader.session);
  const count = several.length;
  const common = { why: say.why, stop: stopping(leader) };
  return kind === 'A10'
    ? severalMail(several, language, {
        ...common,
        subject: say.subject.stillComingSeveral(count, shortDay(begin, language)),
        opening: [say.stillComingSeveral(count)],
        entry: askedEntry,
        notes: [say.kept(count)],
      })
    : severalMail(several, language, {
        ...common,
        subject: say.subject.soonSeveral(count, dayOnly(begin, language)),
        opening: [say.soonSeveral(count)],
      });
}

function askedEntry(context: MailContext): Partial<ReturnType<typeof entryOf>> {
  const { registration, peopleWaiting = 0 } = context;
  const say = reminderWords[registration.language];
  const links = linksOf(context);
  return {
    facts: [...entryOf(context).facts, ...(peopleWaiting > 0 ? [{ text: say.waiting(peopleWaiting) }] : [])],
    action: { words: say.come, href: links.come },
    release: { words: say.release(registration.partySize), href: links.release },
  };
}

const byBegin = (one: MailContext, other: MailContext): number =>
  beginOf(one.session) < beginOf(other.session) ? -1 : 1;
