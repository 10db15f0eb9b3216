import { epochMs, plus } from '../domain/instant.ts';
import { beginOf } from '../domain/programme.ts';
import type { ReminderKind } from '../domain/reminders.ts';
import { atWallTime, wallDate } from '../domain/time.ts';
import { hour, shortDay } from '../text/format.ts';
import type { When } from '../text/fr/reminder-mail.ts';
import { addressed } from './addressed.ts';
import { linksOf, type MailContext, oneLine } from './context.ts';
import { accessLinkOf, factsOf, isOnline, titleOf } from './facts.ts';
import type { Action, Letter } from './letter.ts';
import { subjectAround } from './subject.ts';
import { ticketOf } from './ticket-of.ts';
import { reminderWords, words } from './words.ts';

/** So long after the beginning a seat nobody came for goes to who stands at the door. */
export const SEAT_KEPT = { minutes: 10 };

const SIX_DAYS_MS = 6 * 24 * 3_600_000;

/** Reminders of one session. None of the links acts by itself: each leads to a page with a button. */
export const reminderLetters = {
  A9: inAWeek,
  A10: stillComing,
  A11: dayOf,
  A12: link,
} satisfies Record<ReminderKind, (context: MailContext) => Letter>;

function inAWeek(context: MailContext): Letter {
  const { say, begin } = around(context);
  const late = epochMs(begin) - epochMs(context.now) < SIX_DAYS_MS;
  return {
    ...reminder(context),
    subject: subjectAround(titleOf(context).text, late ? say.subject.soon : say.subject.inAWeek),
    opening: [say.soon],
    action: seeMine(context),
    release: releasing(context),
  };
}

function stillComing(context: MailContext): Letter {
  const { say, begin, language, links } = around(context);
  const { venue, registration, peopleWaiting = 0 } = context;
  const town = isOnline(context) ? '' : oneLine(venue?.commune ?? '');
  const day = shortDay(begin, language);
  return {
    ...reminder(context),
    subject: subjectAround(
      titleOf(context).text,
      (title) => say.subject.stillComing(title, day),
      (title) => say.subject.stillComing(title, day.split(' ')[0] ?? day),
    ),
    opening: [
      say.stillComing(day, hour(begin, language), town),
      ...(peopleWaiting > 0 ? [say.waiting(peopleWaiting)] : []),
    ],
    action: { words: say.come, href: links.come },
    release: { words: say.release(registration.partySize), href: links.release },
    notes: [keptUntil(context)],
  };
}

function dayOf(context: MailContext): Letter {
  const { say, begin, language } = around(context);
  const when = whenOf(context);
  const at = hour(begin, language);
  const place = oneLine(context.venue?.name ?? '');
  return {
    ...reminder(context),
    subject: subjectAround(
      titleOf(context).text,
      (title) => (place === '' ? say.subject.dayOf : say.subject.dayOfAt)(title, when, at, place),
      (title) => say.subject.dayOf(title, when, at),
    ),
    opening: [say.dayOf(when, at)],
    ticket: ticketOf(context),
    action: seeMine(context),
    release: releasing(context),
  };
}

function link(context: MailContext): Letter {
  const { say, begin, language } = around(context);
  const when = whenOf(context);
  const at = hour(begin, language);
  const href = accessLinkOf(context);
  return {
    ...reminder(context),
    subject: subjectAround(titleOf(context).text, (title) => say.subject.link(title, when, at)),
    opening: [href === undefined ? say.dayOf(when, at) : say.online(when, at)],
    action: href === undefined ? seeMine(context) : { words: say.join, href },
    release: releasing(context),
  };
}

const around = (context: MailContext) => {
  const { language } = context.registration;
  return { language, say: reminderWords[language], begin: beginOf(context.session), links: linksOf(context) };
};

const reminder = (context: MailContext): Omit<Letter, 'subject' | 'opening' | 'action'> => ({
  ...addressed(context),
  facts: factsOf(context),
  notes: [],
  why: reminderWords[context.registration.language].why,
  stop: stopping(context),
});

export function stopping(context: MailContext): Action {
  const { say, links } = around(context);
  return { words: say.stop, href: links.stopReminders };
}

const seeMine = (context: MailContext): Action => ({
  words: words[context.registration.language].myRegistration,
  href: linksOf(context).myRegistration,
});

function releasing(context: MailContext): Action {
  const { release, somebodyElse } = words[context.registration.language];
  const { say, links } = around(context);
  return { before: say.unable, words: release, href: links.release, after: somebodyElse };
}

function keptUntil(context: MailContext): string {
  const { say, begin, language } = around(context);
  const { event, registration } = context;
  return event.registration.walkIns && !isOnline(context)
    ? say.keptUntil(registration.partySize, hour(plus(begin, SEAT_KEPT), language))
    : say.kept(registration.partySize);
}

function whenOf({ session, now, registration }: MailContext): When {
  const begin = beginOf(session);
  const day = wallDate(begin);
  if (day === wallDate(now)) return 'today';
  if (day === wallDate(atWallTime(now, '12:00', 1))) return 'tomorrow';
  return { day: shortDay(begin, registration.language) };
}
