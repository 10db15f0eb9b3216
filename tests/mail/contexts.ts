import type { EventSlug, RegistrationKey, Scope, SessionId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import { deriveKeys } from '../../shared/domain/keys.ts';
import type { Edition, EventDetails, Organisation, Session, Venue } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import type { MailContext } from '../../shared/mail/context.ts';

export const now = instant('2027-10-18T09:00:00+02:00');

const slug = 'petit-dejeuner-cyber' as EventSlug;

const edition: Edition = {
  slug: 'open-du-numerique-2027',
  title: { fr: 'Open du numérique\u00a0: édition 2027', en: 'Open du numérique: 2027 edition' },
  startDate: '2027-11-06',
  endDate: '2027-12-01',
  publicHolidays: ['2027-11-11'],
  registrationOpensAt: instant('2027-10-04T09:00:00+02:00'),
  coordinator: 'association-numerique',
  contact: { email: 'bonjour@open.example', phone: '+33353010042' },
  highlights: [],
  themes: [],
  formats: [],
  audiences: [],
};

const organisation: Organisation = {
  slug: 'club-des-dirigeants',
  name: 'Club des dirigeants',
  type: 'association',
  role: 'contributor',
  contact: { email: 'club@dirigeants.example' },
};

const venue: Venue = {
  slug: 'porte-verte',
  name: 'Hôtel d’entreprises de la Porte Verte',
  address: '12 rue des Érables',
  postalCode: '54270',
  commune: 'Essey-lès-Nancy',
  insee: '54184',
  countryCode: 'FR',
  latitude: 48.7056,
  longitude: 6.2247,
  safetyCapacity: 60,
  accessibility: { hi: false, ii: false, mi: true, pi: false, vi: false },
  access: { fr: 'Bus 15, arrêt Porte Verte' },
};

const event: EventDetails = {
  uid: 27000002,
  slug,
  title: {
    fr: 'Petit-déjeuner cyber\u00a0: dix gestes simples pour votre TPE',
    en: 'Cyber breakfast: ten simple habits for your small business',
  },
  description: {
    fr: 'Mots de passe, sauvegardes, faux virements\u00a0: repartez avec une liste d’actions.',
    en: 'Passwords, backups, payment fraud: leave with a to-do list.',
  },
  theme: 'cybersecurite',
  format: 'petit-dejeuner',
  attendanceMode: 'offline',
  venue: venue.slug,
  organiser: organisation.slug,
  audience: ['dirigeants'],
  age: { min: 0, max: 120 },
  accessibility: { hi: false, ii: false, mi: true, pi: false, vi: false },
  languages: ['fr'],
  keywords: { fr: [] },
  tags: [],
  status: 'scheduled',
  published: true,
  registration: {
    mode: 'required',
    sessionPolicy: 'one-session',
    opensAt: instant('2027-10-04T09:00:00+02:00'),
    closesAt: instant('2027-11-08T07:30:00+01:00'),
    maxPartySize: 2,
    waitlist: true,
    waitlistPolicy: 'offer',
    verifyAddress: false,
    walkIns: true,
    assisted: false,
    bookBySlot: false,
    questions: [],
  },
};

const timing = (id: string, begin: string, end: string) => ({ id, begin: instant(begin), end: instant(end) });

const session: Session = {
  id: `${slug}--s1` as SessionId,
  event: slug,
  timings: [timing(`${slug}--s1`, '2027-11-08T08:30:00+01:00', '2027-11-08T10:00:00+01:00')],
  online: false,
  capacity: 40,
  blocks: 1,
  rev: 0,
};

/** Another session of the same event. */
export const anotherSession: Session = {
  ...session,
  id: `${slug}--s2` as SessionId,
  timings: [timing(`${slug}--s2`, '2027-11-09T14:00:00+01:00', '2027-11-09T16:30:00+01:00')],
};

/** A weekend that is booked as one. */
export const weekend: Session = {
  ...session,
  timings: [
    timing(`${slug}--s1`, '2027-11-13T09:00:00+01:00', '2027-11-13T22:00:00+01:00'),
    timing(`${slug}--s2`, '2027-11-14T08:30:00+01:00', '2027-11-14T17:00:00+01:00'),
  ],
};

const registration: Registration = {
  scope: `e${event.uid}` as Scope,
  key: '00112233445566ff' as RegistrationKey,
  status: 'confirmed',
  rev: 1,
  next: 1,
  held: [{ block: 0, from: 0, count: 1 }],
  givenUp: [],
  session: session.id,
  event: slug,
  lastName: 'Marchal',
  firstName: 'Sonia',
  email: 'sonia@menuiserie.example',
  language: 'fr',
  partySize: 1,
  generation: 1,
  linkVersion: 1,
  try: { id: 'a-try', body: 'its-hash', outcome: 'confirmed', seats: 2 },
  owed: { 'A1#1': now },
  toldAgain: {},
  keptUntil: { accommodation: now, registration: now },
  createdAt: now,
  flippedAt: now,
};

type Overrides = {
  readonly [Part in 'registration' | 'session' | 'event' | 'venue' | 'organisation']?: Partial<
    NonNullable<MailContext[Part]>
  >;
} & Pick<Partial<MailContext>, 'asked'>;

/** Sonia's registration for the cyber breakfast; a test names only what it is about. */
export const aContext = ({ asked, ...overrides }: Overrides = {}): MailContext => ({
  registration: { ...registration, ...overrides.registration },
  session: { ...session, ...overrides.session },
  event: { ...event, ...overrides.event },
  venue: { ...venue, ...overrides.venue },
  organisation: { ...organisation, ...overrides.organisation },
  edition,
  keys: deriveKeys('a root secret for tests'),
  siteUrl: 'https://open.example',
  now,
  asked,
});

/** The three mails in French and English, in the states they are sent in. */
export const sixMails = (['fr', 'en'] as const).flatMap((language) => [
  { kind: 'A1' as const, language, context: aContext({ registration: { language } }) },
  {
    kind: 'A13' as const,
    language,
    context: aContext({ registration: { language, status: 'released', rev: 2, partySize: 2 } }),
  },
  {
    kind: 'A28' as const,
    language,
    context: aContext({ registration: { language }, asked: anotherSession }),
  },
]);
