import { agendaToken } from '../domain/agenda.ts';
import type { SessionId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Keys } from '../domain/keys.ts';
import type { Language } from '../domain/language.ts';
import { mailboxKey } from '../domain/mailbox.ts';
import { addressKey } from '../domain/people.ts';
import type { Edition, EventDetails, Organisation, Session, Venue } from '../domain/programme.ts';
import type { Registration } from '../domain/registration.ts';
import { linkToken } from '../domain/ticket.ts';
import type { Programme } from '../store/programme.ts';

/** All that a mail or a calendar file about one registration is made from. */
export type MailContext = {
  readonly registration: Registration;
  readonly session: Session;
  readonly event: EventDetails;
  /** Absent online. */
  readonly venue?: Venue | undefined;
  readonly organisation: Organisation;
  readonly edition: Edition;
  readonly keys: Keys;
  /** Without a trailing slash. */
  readonly siteUrl: string;
  readonly now: Instant;
  /** The other session of the event that was asked for by somebody registered already. */
  readonly asked?: Session | undefined;
  /** Other registrations of the same person at the same time. */
  readonly overlapping?: readonly MailContext[] | undefined;
  /** Where else somebody could come whose session is cancelled. */
  readonly alternatives?: readonly Pick<MailContext, 'event' | 'session' | 'venue'>[] | undefined;
  /** How many wait before this one, and it. */
  readonly position?: number | undefined;
  /** How many people wait for a seat of this session. */
  readonly peopleWaiting?: number | undefined;
};

type Around = Pick<MailContext, 'keys' | 'siteUrl' | 'now'>;

/**
 * All that the programme knows around a registration, found by its session, since an event may have been renamed.
 * Throws if the session is no longer known: that is for a person to look at.
 */
export function contextOf(
  programme: Programme | undefined,
  registration: Registration,
  around: Around,
): MailContext {
  const session = known(programme && sessionOf(programme, registration.session), 'session');
  const { edition, events, organisations, venues } = known(programme, 'programme');
  const event = known(
    events.find(({ slug }) => slug === session.event),
    'event',
  );
  const venue = event.venue === undefined ? undefined : venues.get(event.venue);
  const organisation = known(organisations.get(event.organiser), 'organisation');
  return { registration, session, event, venue, organisation, edition, ...around };
}

export const sessionOf = ({ sessions }: Programme, id: SessionId | undefined): Session | undefined =>
  [...sessions.values()].flat().find((session) => session.id === id);

function known<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`Somebody is registered for an unknown ${name}`);
  return thing;
}

/** Whether the person may come: then there is a ticket and an entry in the calendar. */
export const hasSeat = ({ status }: Registration): boolean =>
  status === 'confirmed' || status === 'attended' || status === 'absent';

/** One mail speaks one language, whichever its registrations were made in. */
export const spoken = (context: MailContext, language: Language): MailContext => ({
  ...context,
  registration: { ...context.registration, language },
});

/** Where the person, who holds the mailbox, is sent. */
export function linksOf({ keys, registration, event, siteUrl }: MailContext) {
  const mine = `${siteIn(siteUrl, registration.language)}/inscriptions/${linkToken(keys, registration)}`;
  return {
    ...publicLinksOf({ event, siteUrl }, registration.language),
    myRegistration: mine,
    agenda: `${siteUrl}${agendaPath({ keys, registration })}`,
    release: `${mine}/liberer`,
    confirm: `${mine}/confirmer`,
    accept: `${mine}/accepter`,
    decline: `${mine}/decliner`,
    come: `${mine}/je-viens`,
    stopReminders: `${mine}/sans-rappels`,
  };
}

/** Where anybody may go. */
export function publicLinksOf(
  { event, siteUrl }: Pick<MailContext, 'event' | 'siteUrl'>,
  language: Language,
) {
  const site = siteIn(siteUrl, language);
  return {
    programme: language === 'en' ? site : `${site}/`,
    privacy: `${site}/confidentialite`,
    event: `${site}/evenements/${event.slug}`,
  };
}

const siteIn = (siteUrl: string, language: Language): string => `${siteUrl}${language === 'en' ? '/en' : ''}`;

/** Everybody who registers with an address has one. */
export const agendaPath = ({ keys, registration }: Pick<MailContext, 'keys' | 'registration'>): string =>
  `/agenda/${agendaToken(keys, mailboxKey(keys, addressKey(registration.email)))}.ics`;

/** « Open du numérique : édition d’exemple 2027 » is « Open du numérique » to those who receive its mail. */
export const editionName = ({ title }: Edition, language: Language): string =>
  oneLine(title[language] ?? title.fr).replace(/\s*:\s.*$/u, '');

export const fullName = ({ firstName, lastName }: Pick<Registration, 'firstName' | 'lastName'>): string =>
  oneLine([firstName, lastName].filter((name) => name !== undefined).join(' '));

/** What people typed, safe in a header, a calendar line or a sentence: it can start no new line, nor turn one around. */
export const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim();
