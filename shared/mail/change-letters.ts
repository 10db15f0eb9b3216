import { beginOf } from '../domain/programme.ts';
import type { RegistrationStatus } from '../domain/registration.ts';
import { briefDay, hour, shortDay } from '../text/format.ts';
import { addressed } from './addressed.ts';
import { hasSeat, linksOf, type MailContext } from './context.ts';
import { factsOf, placeOf, timesOf, titleOf } from './facts.ts';
import type { Action, Entry, Letter } from './letter.ts';
import { deadlineOf, hadNoSeat, leaving, seeMine } from './list-letters.ts';
import { subjectAround } from './subject.ts';
import { ticketOf } from './ticket-of.ts';
import { changeWords, words } from './words.ts';

/** Letters about what the organiser changed. None of the links acts by itself: each leads to a page with a button. */
export const changeLetters = { A15: changed, A16: cancelled } satisfies Record<
  string,
  (context: MailContext) => Letter
>;

function changed(context: MailContext): Letter {
  if (context.registration.status === 'cancelled') return afterAll(context);
  return context.event.status === 'postponed' ? postponed(context) : moved(context);
}

function moved(context: MailContext): Letter {
  const { say, begin, language } = around(context);
  const { event, registration } = context;
  return {
    ...changeLetter(context),
    subject: subjectAround(
      titleOf(context).text,
      (title) => say.subject.moved(title, shortDay(begin, language), hour(begin, language)),
      (title) => say.subject.moved(title, briefDay(begin, language), hour(begin, language)),
      (title) => say.subject.movedShort(title, briefDay(begin, language), hour(begin, language)),
    ),
    opening: [event.status === 'moved-online' ? say.movedOnline : say.moved, keptFor(context)],
    facts: factsOf(context),
    ticket: hasSeat(registration) ? ticketOf(context) : undefined,
    ...keepOrLeave(context),
  };
}

/** Of when it was to take place there is nothing left to say. */
function postponed(context: MailContext): Letter {
  const { say } = around(context);
  return {
    ...changeLetter(context),
    subject: subjectAround(titleOf(context).text, say.subject.postponed, say.subject.postponedShort),
    opening: [say.postponed, keptFor(context)],
    times: [],
    ...keepOrLeave(context),
  };
}

function afterAll(context: MailContext): Letter {
  const { say, begin, language, links } = around(context);
  return {
    ...changeLetter(context),
    subject: subjectAround(
      titleOf(context).text,
      (title) => say.subject.afterAll(title, briefDay(begin, language), hour(begin, language)),
      say.subject.afterAllShort,
    ),
    opening: [say.afterAll, say.registerAgain],
    facts: factsOf(context),
    action: {
      words: words[language].registerAgain,
      href: links.event,
      after: words[language].whileSeatsLast,
    },
    notes: [],
    why: words[language].whyReleased,
  };
}

function cancelled(context: MailContext): Letter {
  const { say, party, language, links } = around(context);
  const { alternatives = [], registration, session } = context;
  const waited = hadNoSeat(registration);
  const { subject } = say;
  return {
    ...changeLetter(context),
    subject:
      alternatives.length === 0
        ? subjectAround(titleOf(context).text, subject.cancelled)
        : subjectAround(titleOf(context).text, subject.cancelledWithOthers, subject.cancelled),
    opening: [waited ? say.cancelledWaiting : say.cancelled(party)],
    listed: alternatives.length === 0 ? undefined : say.alternatives,
    list: alternatives.map((offer) => alternative({ ...context, ...offer })),
    action: { words: words[language].programme, href: links.programme },
    notes: waited ? [] : [words[language].calendarCancelled(session.timings.length)],
    why: words[language].whyReleased,
  };
}

function alternative(context: MailContext): Entry {
  const { say, links } = around(context);
  return {
    title: titleOf(context),
    times: timesOf(context),
    facts: [{ text: placeOf(context) }],
    action: { words: say.seeAlternative, href: links.event },
  };
}

const around = (context: MailContext) => {
  const { language, partySize: party } = context.registration;
  return {
    language,
    party,
    say: changeWords[language],
    begin: beginOf(context.session),
    links: linksOf(context),
  };
};

function changeLetter(context: MailContext): Omit<Letter, 'subject' | 'opening' | 'action'> {
  const { say, language } = around(context);
  return {
    ...addressed(context),
    facts: [],
    notes: hasSeat(context.registration) ? [say.calendar(context.session.timings.length)] : [],
    why: words[language].why,
  };
}

/** What became of the seats, or of the place in the list: nobody loses either for saying nothing. */
function keptFor(context: MailContext): string {
  const { say, party } = around(context);
  const { status } = context.registration;
  if (status === 'confirmed') return say.kept(party);
  return isWaiting(status) ? say.stillWaiting : say.stillHeld(deadlineOf(context));
}

const isWaiting = (status: RegistrationStatus): boolean => status === 'waiting' || status === 'invited';

function keepOrLeave(context: MailContext): { readonly action: Action; readonly release: Action } {
  const { say, party, language, links } = around(context);
  const { status } = context.registration;
  if (isWaiting(status)) return { action: seeMine(context), release: leaving(context) };
  const { release, somebodyElse } = words[language];
  return {
    action:
      status === 'confirmed'
        ? { before: say.stillComing, words: say.keep(party), href: links.come }
        : seeMine(context),
    release: { before: say.notPossible, words: release, href: links.release, after: somebodyElse },
  };
}
