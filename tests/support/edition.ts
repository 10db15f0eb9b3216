import type { EventSlug, SessionId } from '../../shared/domain/ids.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import { deriveKeys } from '../../shared/domain/keys.ts';
import type {
  Edition,
  EventDetails,
  Organisation,
  RegistrationPolicy,
  Session,
  Venue,
} from '../../shared/domain/programme.ts';
import type { Programme } from '../../shared/store/programme.ts';

/** A Monday in the registration window of the test edition. */
export const now: Instant = instant('2027-10-18T09:00:00+02:00');
export const testKeys = deriveKeys('0'.repeat(64));

const accessibility = { hi: false, ii: false, mi: true, pi: false, vi: false };

export const policy: RegistrationPolicy = {
  mode: 'required',
  sessionPolicy: 'one-session',
  opensAt: instant('2027-10-04T09:00:00+02:00'),
  closesAt: instant('2027-11-08T08:00:00+01:00'),
  maxPartySize: 4,
  waitlist: false,
  waitlistPolicy: 'offer',
  verifyAddress: false,
  walkIns: false,
  assisted: false,
  bookBySlot: false,
  questions: [],
};

type EventChange = Partial<Omit<EventDetails, 'slug' | 'registration'>> & {
  readonly slug?: string;
  readonly registration?: Partial<RegistrationPolicy>;
};

export const anEvent = ({
  slug = 'atelier-ia',
  registration,
  ...change
}: EventChange = {}): EventDetails => ({
  uid: 27_000_001,
  slug: slug as EventSlug,
  title: { fr: 'Atelier IA : vos devis plus vite', en: 'AI workshop: faster quotes' },
  description: { fr: 'Apporter un devis récent.', en: 'Bring a recent quote.' },
  theme: 'ia',
  format: 'atelier',
  attendanceMode: 'offline',
  venue: 'mediatheque',
  organiser: 'club-des-artisans',
  audience: ['independants'],
  age: { min: 0, max: 120 },
  accessibility,
  languages: ['fr'],
  keywords: { fr: [] },
  tags: [],
  status: 'scheduled',
  published: true,
  ...change,
  registration: { ...policy, ...registration },
});

type SessionChange = Partial<Omit<Session, 'id' | 'event' | 'timings'>> & {
  readonly id?: string;
  readonly event?: string;
  readonly at?: readonly [begin: string, end: string];
  readonly andThen?: readonly [begin: string, end: string];
};

export const aSession = ({
  id = 'atelier-ia--s1',
  event = 'atelier-ia',
  at,
  andThen,
  ...change
}: SessionChange = {}): Session => {
  const [begin, end] = at ?? ['2027-11-08T09:00:00+01:00', '2027-11-08T10:30:00+01:00'];
  const first = { id, begin: instant(begin), end: instant(end) };
  return {
    id: id as SessionId,
    event: event as EventSlug,
    timings:
      andThen === undefined
        ? [first]
        : [first, { id: `${id}-then`, begin: instant(andThen[0]), end: instant(andThen[1]) }],
    online: false,
    capacity: 20,
    blocks: 1,
    rev: 0,
    ...change,
  };
};

export const edition: Edition = {
  slug: 'edition-d-essai',
  title: { fr: 'Open du numérique : édition d’essai', en: 'Open du numérique: trial edition' },
  startDate: '2027-11-06',
  endDate: '2027-12-01',
  publicHolidays: ['2027-11-11'],
  registrationOpensAt: policy.opensAt,
  coordinator: 'club-des-artisans',
  contact: { email: 'bonjour@example.org', phone: '+33353010042' },
  highlights: [],
  themes: [{ id: 'ia', label: { fr: 'Intelligence artificielle', en: 'Artificial intelligence' } }],
  formats: [{ id: 'atelier', label: { fr: 'Atelier', en: 'Workshop' } }],
  audiences: [
    { id: 'independants', label: { fr: 'Indépendantes et indépendants', en: 'Self-employed people' } },
  ],
};

export const organiser: Organisation = {
  slug: 'club-des-artisans',
  name: 'Club des artisans',
  type: 'association',
  role: 'coordination',
  contact: { email: 'artisans@example.org' },
};

export const venue: Venue = {
  slug: 'mediatheque',
  name: 'Médiathèque du Parc',
  address: '3 rue des Tilleuls',
  postalCode: '54000',
  commune: 'Nancy',
  insee: '54395',
  countryCode: 'FR',
  latitude: 48.69,
  longitude: 6.18,
  safetyCapacity: 80,
  accessibility,
  access: { fr: 'Tram 1, arrêt Parc' },
};

type Entry = readonly [event: EventDetails, ...sessions: Session[]];

/** A programme of these events; one workshop with one session when none is named. */
export const aProgramme = (...entries: readonly Entry[]): Programme => {
  const listed: readonly Entry[] = entries.length === 0 ? [[anEvent(), aSession()]] : entries;
  return {
    edition,
    organisations: new Map([[organiser.slug, organiser]]),
    venues: new Map([[venue.slug, venue]]),
    events: listed.map(([event]) => event),
    sessions: new Map(listed.map(([event, ...sessions]) => [event.slug, sessions])),
  };
};
