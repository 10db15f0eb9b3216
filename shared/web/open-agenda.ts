import type { Instant } from '../domain/instant.ts';
import { type EventDetails, takesRegistrations } from '../domain/programme.ts';
import { wallMoment } from '../domain/time.ts';
import type { Programme } from '../store/programme.ts';
import { choiceOf, type Seats } from './availability.ts';
import { occasionsOf } from './occasions.ts';
import { paths } from './paths.ts';

type Around = {
  readonly programme: Programme;
  readonly seats: Seats;
  readonly siteUrl: string;
  readonly now: Instant;
};

const FULL = 5;
const attendanceModes = { offline: 1, online: 2, mixed: 3 } as const;
const statuses = { scheduled: 1, rescheduled: 2, 'moved-online': 3, postponed: 4, cancelled: 6 } as const;

/**
 * An event in the words of OpenAgenda (https://developers.openagenda.com/en/evenements/structure).
 * Field by field: what is not named here (the link to join online) never leaves.
 */
export const inOpenAgenda = (event: EventDetails, around: Around) => ({
  uid: event.uid,
  slug: event.slug,
  title: event.title,
  description: event.description,
  longDescription: event.longDescription,
  conditions: event.conditions,
  timings: occasionsOf(around.programme.sessions.get(event.slug)).map(({ timing }) => ({
    begin: wallMoment(timing.begin),
    end: wallMoment(timing.end),
  })),
  location: event.attendanceMode === 'online' ? undefined : locationOf(event, around.programme),
  attendanceMode: attendanceModes[event.attendanceMode],
  status: isFull(event, around) ? FULL : statuses[event.status],
  keywords: event.keywords,
  accessibility: event.accessibility,
  age: event.age,
  registration:
    event.registration.mode === 'none'
      ? []
      : [{ type: 'link', value: `${around.siteUrl}${paths.event('fr', event.slug)}` }],
});

function locationOf({ venue: slug }: EventDetails, { venues }: Programme) {
  const venue = slug === undefined ? undefined : venues.get(slug);
  return (
    venue && {
      name: venue.name,
      address: venue.address,
      postalCode: venue.postalCode,
      city: venue.commune,
      insee: venue.insee,
      latitude: venue.latitude,
      longitude: venue.longitude,
      countryCode: venue.countryCode,
    }
  );
}

/** Whether no session to come has a seat left, as far as we know; an event that will not take place is never full. */
function isFull(event: EventDetails, { programme, seats, now }: Around): boolean {
  if (event.status === 'cancelled' || event.status === 'postponed') return false;
  if (!takesRegistrations(event.registration)) return false;
  const toCome = (programme.sessions.get(event.slug) ?? [])
    .map((session) => choiceOf(event, session, seats, now))
    .filter(({ standing }) => standing !== 'past');
  return (
    toCome.length > 0 && toCome.every(({ availability: { word } }) => word === 'full' || word === 'waiting')
  );
}
