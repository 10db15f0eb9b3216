import { chosenSteps, type Fill, type FillAlert, SOLD_OUT } from '../domain/fill.ts';
import { inLanguage } from '../domain/language.ts';
import type { Edition, EventDetails, Organisation, Session, Venue } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { englishAlerts } from '../text/en/alerts.ts';
import { dayAndHours } from '../text/format.ts';
import { frenchAlerts } from '../text/fr/alerts.ts';
import { plainSpaces } from '../text/typography.ts';
import { editionName, oneLine, publicLinksOf } from './context.ts';
import type { Letter } from './letter.ts';
import { inEnvelope, type Mail } from './mail.ts';
import { subjectAround } from './subject.ts';
import { words } from './words.ts';

const alertWords = { fr: frenchAlerts, en: englishAlerts };

/** All that an alert about a session is written from: nothing about those who come. */
export type AlertContext = {
  readonly session: Session;
  readonly event: EventDetails;
  /** Absent online. */
  readonly venue?: Venue | undefined;
  readonly organisation: Organisation;
  readonly edition: Edition;
  readonly siteUrl: string;
};

/** What an alert says: the step that was crossed, and how it stands now. */
export type Told = FillAlert & { readonly fill: Fill; readonly waiting: number };

/** Throws if something of it is no longer known: that is for a person to look at. */
export function alertContextOf(
  programme: Programme | undefined,
  session: Session | undefined,
  siteUrl: string,
): AlertContext {
  const event = programme?.events.find(({ slug }) => slug === session?.event);
  const organisation = event && programme?.organisations.get(event.organiser);
  if (programme === undefined || session === undefined || event === undefined || organisation === undefined)
    throw new Error('An alert is owed for an unknown session, event or organisation');
  const isOnline = session.online || event.attendanceMode === 'online';
  const venue = isOnline ? undefined : programme.venues.get(event.venue ?? '');
  return { session, event, venue, organisation, edition: programme.edition, siteUrl };
}

export function fillAlertMail(context: AlertContext, told: Told): Mail {
  const { organisation, edition } = context;
  const letter = letterOf(context, told);
  return inEnvelope(letter, {
    to: { name: oneLine(organisation.name), address: organisation.contact.email },
    replyTo: { name: letter.sender, address: edition.contact.email },
  });
}

function letterOf(context: AlertContext, { step, fill, waiting }: Told): Letter {
  const { session, event, venue, organisation, edition } = context;
  const language = organisation.alerts?.language ?? 'fr';
  const say = alertWords[language];
  const { labelled, online, privacy } = words[language];
  const links = publicLinksOf(context, language);
  const title = inLanguage(event.title, language);
  const isFull = step === SOLD_OUT;
  const subject = isFull ? say.subject.soldOut : (around: string) => say.subject.filling(around, step);
  return {
    language,
    sender: editionName(edition, language),
    subject: plainSpaces(subjectAround(oneLine(title.text), subject)),
    greeting: say.greeting,
    opening: [isFull ? say.soldOut : say.filling(step)],
    title: { ...title, text: oneLine(title.text) },
    times: session.timings.map(({ begin, end }) => dayAndHours(begin, end, language)),
    facts: [
      { text: venue === undefined ? online : oneLine(`${venue.name}, ${venue.commune}`) },
      { label: say.taken, text: say.outOf(fill.people, fill.capacity) },
      ...(waiting === 0 ? [] : [{ label: say.waiting, text: say.people(waiting) }]),
    ],
    action: { words: say.eventPage, href: links.event },
    notes: isFull
      ? [say.addOrDouble, event.registration.waitlist ? say.listFirst : say.noList]
      : [say.mayAdd],
    question: { words: say.question, address: edition.contact.email },
    signature: [words[language].goodbye, editionName(edition, language)],
    why: say.why(chosenSteps(organisation.alerts)),
    privacy: { words: privacy, href: links.privacy },
    labelled,
  };
}
