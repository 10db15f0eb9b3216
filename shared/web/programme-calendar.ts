import { type ICalEventData, ICalEventStatus } from 'ical-generator';
import { epochMs, type Instant, instant } from '../domain/instant.ts';
import { inLanguage, type Localised } from '../domain/language.ts';
import type { EventDetails, EventStatus } from '../domain/programme.ts';
import { ZONE } from '../domain/time.ts';
import { calendarText, commonName, moment } from '../mail/calendar-text.ts';
import { oneLine } from '../mail/context.ts';
import type { Programme } from '../store/programme.ts';
import { type Occasion, occasionsOf } from './occasions.ts';
import { paths } from './paths.ts';
import { words } from './words.ts';

type Around = { readonly programme: Programme; readonly siteUrl: string; readonly now: Instant };

const ASK_AGAIN_SECONDS = 3_600; // what calendars that subscribe are told, and seldom follow

/** Every time these events take place, for a calendar that subscribes; in French. */
export const programmeCalendar = (name: Localised, events: readonly EventDetails[], around: Around): string =>
  calendarText(
    'PUBLISH',
    events.flatMap((event) =>
      occasionsOf(around.programme.sessions.get(event.slug)).map((occasion) =>
        entry(event, occasion, around),
      ),
    ),
    { name: french(name), ttl: ASK_AGAIN_SECONDS },
  );

function entry(
  event: EventDetails,
  { timing, session }: Occasion,
  { programme: { venues, organisations }, siteUrl, now }: Around,
): ICalEventData {
  const online = session.online || event.attendanceMode === 'online';
  const venue = online || event.venue === undefined ? undefined : venues.get(event.venue);
  const organiser = organisations.get(event.organiser);
  return {
    id: `${event.uid}.${timing.id}@passerelle`,
    sequence: session.rev,
    stamp: moment(fullHour(now)),
    start: moment(timing.begin),
    end: moment(timing.end),
    timezone: ZONE,
    summary: french(event.title),
    description: [event.description, event.conditions]
      .filter((text) => text !== undefined)
      .map(french)
      .join('\n'),
    location:
      venue === undefined
        ? { title: words.fr.place.online }
        : {
            title: oneLine(`${venue.name}, ${venue.address}, ${venue.postalCode} ${venue.commune}`),
            geo: { lat: venue.latitude, lon: venue.longitude },
          },
    url: `${siteUrl}${paths.event('fr', event.slug)}`,
    status: standing[event.status],
    ...(organiser !== undefined && {
      organizer: { name: commonName(organiser.name), email: organiser.contact.email },
    }),
  };
}

const standing: Readonly<Record<EventStatus, ICalEventStatus>> = {
  scheduled: ICalEventStatus.CONFIRMED,
  rescheduled: ICalEventStatus.CONFIRMED,
  'moved-online': ICalEventStatus.CONFIRMED,
  postponed: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
};

/** A feed that has not changed keeps its ETag. */
const fullHour = (now: Instant): Instant => instant(epochMs(now) - (epochMs(now) % 3_600_000));

const french = (text: Localised): string => oneLine(inLanguage(text, 'fr').text);
