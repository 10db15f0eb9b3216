import type { Instant } from '../domain/instant.ts';
import { beginOf } from '../domain/programme.ts';
import type { Registration } from '../domain/registration.ts';
import { bandOf, LAST_BAND } from '../domain/waiting.ts';
import { englishListMail } from '../text/en/list-mail.ts';
import { briefDay, hour, shortDay } from '../text/format.ts';
import { frenchListMail } from '../text/fr/list-mail.ts';
import { addressed } from './addressed.ts';
import { linksOf, type MailContext } from './context.ts';
import { factsOf, titleOf } from './facts.ts';
import type { Action, Letter } from './letter.ts';
import { subjectAround } from './subject.ts';
import { words } from './words.ts';

const listWords = { fr: frenchListMail, en: englishListMail };

/** Letters about seats that are not sure yet. Every link leads to a page with a button; none acts by itself. */
export const listLetters = {
  A2: verify,
  A4: waiting,
  A5: offered,
  A6: invited,
  A7: lapsed,
  A8: lost,
  A17: notFound,
} satisfies Record<string, (context: MailContext) => Letter>;

function verify(context: MailContext): Letter {
  const { say, party, links } = around(context);
  return {
    ...listLetter(context),
    subject: say.subject.verify(party),
    opening: [say.verify(party, deadlineOf(context))],
    facts: factsOf(context),
    action: { words: say.confirm, href: links.confirm },
    afterwards: { before: `${say.notYou} ${say.doNothing}`, words: say.refuse, href: links.release },
  };
}

function waiting(context: MailContext): Letter {
  const { say } = around(context);
  return {
    ...listLetter(context),
    subject: subjectAround(titleOf(context).text, say.subject.waiting),
    opening: [say.waiting, ...bandIn(context)],
    facts: factsOf(context),
    action: seeMine(context),
    release: leaving(context),
  };
}

function offered(context: MailContext): Letter {
  const { say, party, links, language } = around(context);
  const until = untilOf(context);
  return {
    ...listLetter(context),
    subject: say.subject.offered(party, say.at(briefDay(until, language), hour(until, language))),
    opening: [say.offered(party, deadlineOf(context))],
    facts: factsOf(context),
    action: { words: say.accept(party), href: links.accept },
    afterwards: { before: say.otherwise, words: say.decline, href: links.decline, after: say.goesOn },
  };
}

function invited(context: MailContext): Letter {
  const { say, party, links } = around(context);
  return {
    ...listLetter(context),
    subject: subjectAround(titleOf(context).text, say.subject.invited, say.subject.invitedShort),
    opening: [say.invited],
    facts: factsOf(context),
    action: { words: say.accept(party), href: links.accept },
    release: leaving(context),
  };
}

function lapsed(context: MailContext): Letter {
  const { say, party, links } = around(context);
  const { status, lapses } = context.registration;
  const letter = { ...listLetter(context), subject: say.subject.lapsed(party) };
  if (status !== 'lapsed')
    return {
      ...letter,
      opening: [say.lapsedOnce(party)],
      action: seeMine(context),
      release: leaving(context),
    };
  return {
    ...letter,
    opening: [lapses === undefined ? say.lapsedUnconfirmed(party) : say.lapsedForGood(party)],
    action: {
      before: say.stillInterested,
      words: words[context.registration.language].eventPage,
      href: links.event,
    },
  };
}

function lost(context: MailContext): Letter {
  const { say } = around(context);
  return {
    ...listLetter(context),
    subject: say.subject.lost,
    opening: [say.lost],
    action: seeMine(context),
    release: leaving(context),
  };
}

function notFound(context: MailContext): Letter {
  const { say, links } = around(context);
  return {
    ...listLetter(context),
    subject: say.subject.notFound,
    opening: [say.notFound],
    action: { words: say.elsewhere, href: `${links.programme}?free=1` },
  };
}

/** Who gave up something else than a seat: an offer, or a place in the list. */
export const hadNoSeat = ({ status, entry }: Registration): boolean =>
  status === 'declined' || entry !== undefined;

/** The answer to somebody who had no seat yet. */
export function left(context: MailContext): Letter {
  const { say, party, language, links } = around(context);
  return {
    ...listLetter(context),
    subject: say.subject.left,
    opening: [context.registration.status === 'declined' ? say.declined(party) : say.left],
    action: { words: words[language].programme, href: links.programme },
  };
}

const around = (context: MailContext) => {
  const { language, partySize: party } = context.registration;
  return { language, say: listWords[language], party, links: linksOf(context) };
};

const listLetter = (context: MailContext): Omit<Letter, 'subject' | 'opening' | 'action'> => ({
  ...addressed(context),
  facts: [],
  notes: [],
  why: words[context.registration.language].whyReleased,
});

export const seeMine = (context: MailContext): Action => ({
  words: words[context.registration.language].myRegistration,
  href: linksOf(context).myRegistration,
});

export function leaving(context: MailContext): Action {
  const { say, links } = around(context);
  return { before: say.noLongerWaiting, words: say.leave, href: links.release, after: say.nextOne };
}

function bandIn(context: MailContext): readonly string[] {
  const { position } = context;
  if (position === undefined) return [];
  const { say } = around(context);
  const band = bandOf(position);
  return [band === undefined ? say.beyond(LAST_BAND) : say.among(band)];
}

/** Seats are held until the session begins at most. */
const untilOf = ({ registration, session }: MailContext): Instant => registration.until ?? beginOf(session);

export function deadlineOf(context: MailContext): string {
  const { say, language } = around(context);
  const until = untilOf(context);
  return say.at(shortDay(until, language), hour(until, language));
}
