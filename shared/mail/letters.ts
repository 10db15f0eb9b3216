import { beginOf } from '../domain/programme.ts';
import type { MessageKind } from '../domain/registration.ts';
import { briefDay, dayAndHours, hour, shortDay } from '../text/format.ts';
import { addressed } from './addressed.ts';
import { changeLetters } from './change-letters.ts';
import { hasSeat, linksOf, type MailContext } from './context.ts';
import { factsOf, titleOf } from './facts.ts';
import type { Letter } from './letter.ts';
import { hadNoSeat, left, listLetters } from './list-letters.ts';
import { overlapWarnings } from './overlap.ts';
import { reminderLetters } from './reminder-letters.ts';
import { subjectAround } from './subject.ts';
import { subscribing } from './subscribing.ts';
import { ticketOf } from './ticket-of.ts';
import { words } from './words.ts';

export const letters: Readonly<Record<MessageKind, (context: MailContext) => Letter>> = {
  A1: confirmed,
  A13: (context) => (hadNoSeat(context.registration) ? left(context) : released(context)),
  A14: partyChanged,
  A28: alreadyRegistered,
  ...listLetters,
  ...changeLetters,
  ...reminderLetters,
};

function confirmed(context: MailContext): Letter {
  const { session, registration } = context;
  const { language } = registration;
  const say = words[language];
  const begin = beginOf(session);
  return {
    ...registrationLetter(context),
    subject: subjectAround(
      titleOf(context).text,
      (title) => say.subject.confirmed(title, shortDay(begin, language), hour(begin, language)),
      (title) => say.subject.confirmed(title, briefDay(begin, language), hour(begin, language)),
    ),
    opening: [say.confirmed],
    warnings: overlapWarnings(context),
    afterwards: subscribing(context),
  };
}

function partyChanged(context: MailContext): Letter {
  const { language, partySize } = context.registration;
  const say = words[language];
  return {
    ...registrationLetter(context),
    subject: say.subject.partyChanged(partySize),
    opening: [say.partyChanged(partySize)],
  };
}

function alreadyRegistered(context: MailContext): Letter {
  const { asked, registration } = context;
  const { language } = registration;
  const say = words[language];
  const letter = registrationLetter(context);
  const subject = subjectAround(titleOf(context).text, say.subject.alreadyRegistered);
  if (asked === undefined) return { ...letter, subject, opening: [say.alreadyRegistered] };
  const { begin, end } = asked.timings[0];
  return {
    ...letter,
    subject,
    opening: [say.alreadyRegistered, say.askedOther(dayAndHours(begin, end, language))],
    afterwards: { words: say.eventPage, href: linksOf(context).event },
  };
}

function released(context: MailContext): Letter {
  const { registration, session } = context;
  const say = words[registration.language];
  const links = linksOf(context);
  return {
    ...addressed(context),
    subject: say.subject.released,
    opening: [say.released(registration.partySize)],
    facts: [],
    action: { words: say.programme, href: links.programme },
    afterwards: {
      before: say.changedYourMind,
      words: say.registerAgain,
      href: links.event,
      after: say.whileSeatsLast,
    },
    notes: [say.calendarCancelled(session.timings.length)],
    why: say.whyReleased,
  };
}

/** What both mails about a living registration say: everything needed to come, and how to give the seat up. */
function registrationLetter(context: MailContext): Omit<Letter, 'subject' | 'opening'> {
  const { registration, session } = context;
  const say = words[registration.language];
  const links = linksOf(context);
  const seated = hasSeat(registration);
  return {
    ...addressed(context),
    facts: factsOf(context),
    ticket: seated ? ticketOf(context) : undefined,
    action: { words: say.myRegistration, href: links.myRegistration },
    release: {
      before: say.unable,
      words: say.release,
      href: links.release,
      after: say.somebodyElse,
    },
    notes: [
      ...(registration.accommodation === undefined ? [] : [say.accommodation]),
      ...(seated ? [say.calendar(session.timings.length)] : []),
    ],
    why: say.why,
  };
}
