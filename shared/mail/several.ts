import type { Language } from '../domain/language.ts';
import { addressKey, capKey } from '../domain/people.ts';
import { isLive } from '../domain/registration.ts';
import { ticketCode } from '../domain/ticket.ts';
import { plainSpaces } from '../text/typography.ts';
import { addressed } from './addressed.ts';
import { editionName, fullName, hasSeat, linksOf, type MailContext, spoken } from './context.ts';
import { partyOf, placeOf, timesOf, titleOf } from './facts.ts';
import type { Entry, Letter } from './letter.ts';
import { inEnvelope, type Mail } from './mail.ts';
import { subscribing } from './subscribing.ts';
import { severalWords, words } from './words.ts';

/** Several registrations of one person. */
export type Several = readonly [MailContext, ...MailContext[]];

/** Tells of several registrations at once, instead of a mail for each. */
export const summaryMail = (several: Several): Mail => {
  const { language } = latestOf(several).registration;
  const say = severalWords[language];
  return severalMail(several, language, {
    subject: say.subject(several.length, editionName(several[0].edition, language)),
    opening: [say.summary(several.length)],
    why: say.whySummary,
  });
};

/** The links to the registrations of somebody who asked for them, in the language of the page they asked on. */
export const linksMail = (several: Several, language: Language): Mail => {
  const say = severalWords[language];
  return severalMail(several, language, {
    subject: say.links,
    opening: [say.asked(several.length)],
    why: say.whyAsked,
    afterwards: subscribing(spoken(several[0], language)),
  });
};

/** What a mail about several registrations says besides listing them; `entry` is what it says of each. */
type Particular = Pick<Letter, 'subject' | 'opening' | 'why'> &
  Partial<Pick<Letter, 'afterwards' | 'notes' | 'stop'>> & {
    readonly entry?: (context: MailContext) => Partial<Entry>;
  };

export function severalMail(
  several: Several,
  language: Language,
  { entry, ...particular }: Particular,
): Mail {
  const latest = spoken(latestOf(several), language);
  const { registration, edition } = latest;
  const common = addressed(latest);
  const letter: Letter = {
    ...common,
    notes: [],
    ...particular,
    subject: plainSpaces(particular.subject),
    title: { text: severalWords[language].title(several.length), lang: language },
    times: [],
    facts: [],
    list: several
      .map((context) => spoken(context, language))
      .map((context) => ({ ...entryOf(context), ...entry?.(context) })),
    action: { words: words[language].programme, href: linksOf(latest).programme },
    question: { ...common.question, address: edition.contact.email },
    signature: [words[language].goodbye, common.sender],
  };
  return inEnvelope(letter, {
    to: { name: fullName(registration), address: registration.email },
    replyTo: { name: common.sender, address: edition.contact.email },
  });
}

/** To the address without a plus tag if there is one, as it was typed last. */
const latestOf = ([first, ...others]: Several): MailContext =>
  others.reduce((best, other) => (rank(other) > rank(best) ? other : best), first);
const rank = ({ registration: { email, createdAt } }: MailContext): string =>
  `${capKey(email) === addressKey(email) ? 1 : 0} ${createdAt}`;

export function entryOf(context: MailContext): Entry {
  const { keys, registration } = context;
  const { language } = registration;
  return {
    title: titleOf(context),
    times: timesOf(context),
    facts: [
      ...(isLive(registration.status)
        ? [{ text: severalWords[language].statuses[registration.status] }]
        : []),
      { text: placeOf(context) },
      { text: partyOf(context) },
      ...(hasSeat(registration)
        ? [{ label: words[language].code, text: ticketCode(keys, registration) }]
        : []),
    ],
    action: {
      words: severalWords[language].mine,
      href: linksOf(context).myRegistration,
    },
  };
}
