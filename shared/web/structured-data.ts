import type { EventLeaf, Graph, Offer, Place, VirtualLocation } from 'schema-dts';
import type { Standing } from '../domain/booking.ts';
import type { Instant } from '../domain/instant.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import { ANY_AGE, beginOf, type EventDetails, endOf, type Venue } from '../domain/programme.ts';
import { wallMoment } from '../domain/time.ts';
import type { Programme } from '../store/programme.ts';
import { dateOf } from '../text/format.ts';
import { type Choice, COUNTED_UP_TO, choicesOf, type Seats } from './availability.ts';
import { paths } from './paths.ts';

type About = {
  readonly language: Language;
  readonly programme: Programme;
  readonly event: EventDetails;
  readonly seats: Seats;
  readonly now: Instant;
  readonly siteUrl: string;
};

/**
 * An event in the words of https://schema.org/Event, once for each time people can come.
 * Field by field: what is not named here (the link to join online) never leaves.
 */
export function structuredData({ language, programme, event, seats, now, siteUrl }: About): Graph {
  const { edition, organisations } = programme;
  const choices = choicesOf(event, programme.sessions.get(event.slug) ?? [], seats, now);
  const url = `${siteUrl}${paths.event(language, event.slug)}`;
  const organiser = organisations.get(event.organiser);
  const text = (written: EventDetails['title']) => inLanguage(written, language).text;
  const common: Omit<EventLeaf, '@type'> = {
    name: text(event.title),
    description: text(event.description),
    url,
    eventStatus: statuses[event.status],
    eventAttendanceMode: attendanceModes[event.attendanceMode],
    location: locationsOf(event, programme, url),
    ...(organiser && {
      organizer: { '@type': 'Organization', name: organiser.name, email: organiser.contact.email },
    }),
    superEvent: {
      '@type': 'Festival',
      name: text(edition.title),
      startDate: edition.startDate,
      endDate: edition.endDate,
      url: `${siteUrl}${paths.programme(language)}`,
    },
    isAccessibleForFree: true,
    ...ageRange(event),
    inLanguage: event.languages,
  };
  return {
    '@context': 'https://schema.org',
    '@graph': occasions(event, choices).map(
      (occasion): EventLeaf => ({
        '@type': 'Event',
        ...common,
        startDate: wallMoment(occasion.map(({ session }) => beginOf(session)).reduce(earlier)),
        endDate: wallMoment(occasion.map(({ session }) => endOf(session)).reduce(later)),
        ...capacities(occasion),
        offers: {
          '@type': 'Offer',
          price: 0,
          priceCurrency: 'EUR',
          availability: availabilityOf(occasion),
          url: event.registration.url ?? url,
          validFrom: wallMoment(event.registration.opensAt),
          validThrough: wallMoment(event.registration.closesAt),
        },
      }),
    ),
  };
}

const statuses = {
  scheduled: 'https://schema.org/EventScheduled',
  rescheduled: 'https://schema.org/EventRescheduled',
  'moved-online': 'https://schema.org/EventMovedOnline',
  postponed: 'https://schema.org/EventPostponed',
  cancelled: 'https://schema.org/EventCancelled',
} as const;

const attendanceModes = {
  offline: 'https://schema.org/OfflineEventAttendanceMode',
  online: 'https://schema.org/OnlineEventAttendanceMode',
  mixed: 'https://schema.org/MixedEventAttendanceMode',
} as const;

/** Seats online belong to the time of the seats on site; the slots of one day are one event. */
const occasions = ({ registration }: EventDetails, choices: readonly Choice[]) => [
  ...Map.groupBy(choices, ({ session }) =>
    registration.bookBySlot ? dateOf(beginOf(session)) : beginOf(session),
  ).values(),
];

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other);
const later = (one: Instant, other: Instant): Instant => (one > other ? one : other);

function capacities(occasion: readonly Choice[]) {
  const sum = (some: readonly Choice[]) => some.reduce((seats, { session }) => seats + session.capacity, 0);
  const online = occasion.filter(({ session }) => session.online);
  const onSite = occasion.filter(({ session }) => !session.online);
  const left = occasion.reduce((seats, { availability }) => seats + seatsLeft(availability), 0);
  return {
    maximumAttendeeCapacity: sum(occasion),
    ...(online.length > 0 && { maximumVirtualAttendeeCapacity: sum(online) }),
    ...(onSite.length > 0 && { maximumPhysicalAttendeeCapacity: sum(onSite) }),
    ...(left <= COUNTED_UP_TO && { remainingAttendeeCapacity: left }),
  };
}

const seatsLeft = (availability: Choice['availability']): number => {
  if (availability.word === 'plenty') return Number.POSITIVE_INFINITY;
  return availability.word === 'waiting' ? 0 : availability.left;
};

type Availability = NonNullable<Offer['availability']>;

function availabilityOf(occasion: readonly Choice[]): Availability {
  if (occasion.some(({ free }) => free)) return 'https://schema.org/InStock';
  const { standing } = occasion[0] ?? { standing: 'closed' };
  return standing === 'open' ? 'https://schema.org/SoldOut' : unavailable[standing];
}

const unavailable: Readonly<Record<Exclude<Standing, 'open'>, Availability>> = {
  'not-open-yet': 'https://schema.org/PreOrder',
  closed: 'https://schema.org/OutOfStock',
  past: 'https://schema.org/OutOfStock',
  cancelled: 'https://schema.org/Discontinued',
  'by-application': 'https://schema.org/LimitedAvailability',
  external: 'https://schema.org/InStock',
  'no-registration': 'https://schema.org/InStock',
};

function locationsOf(
  { attendanceMode, venue }: EventDetails,
  { venues }: Programme,
  url: string,
): (Place | VirtualLocation)[] {
  const place = venues.get(venue ?? '');
  const onSite: Place[] = attendanceMode === 'online' || place === undefined ? [] : [placeOf(place)];
  const online: VirtualLocation[] = attendanceMode === 'offline' ? [] : [{ '@type': 'VirtualLocation', url }];
  return [...onSite, ...online];
}

const placeOf = (venue: Venue): Place => ({
  '@type': 'Place',
  name: venue.name,
  address: {
    '@type': 'PostalAddress',
    streetAddress: venue.address,
    postalCode: venue.postalCode,
    addressLocality: venue.commune,
    addressCountry: venue.countryCode,
  },
  geo: { '@type': 'GeoCoordinates', latitude: venue.latitude, longitude: venue.longitude },
});

function ageRange({ age: { min, max } }: EventDetails) {
  if (min === ANY_AGE.min && max === ANY_AGE.max) return {};
  return { typicalAgeRange: max < ANY_AGE.max ? `${min}-${max}` : `${min}-` };
}
