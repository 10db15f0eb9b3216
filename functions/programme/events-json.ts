import type { Logger } from '@aws-lambda-powertools/logger';
import type * as z from 'zod/mini';
import type { Standing } from '../../shared/domain/booking.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import type { EventDetails } from '../../shared/domain/programme.ts';
import { matches } from '../../shared/domain/search.ts';
import { wallMoment } from '../../shared/domain/time.ts';
import type { Programme } from '../../shared/store/programme.ts';
import {
  EVENTS_PER_PAGE,
  type eventInDetail,
  type eventList,
  type eventShown,
  type sessionShown,
} from '../../shared/web/api/events.ts';
import { choiceOf, type Seats } from '../../shared/web/availability.ts';
import { endpoint, type JsonRequest } from '../../shared/web/endpoint.ts';
import { candidate, queryOf, readFilters } from '../../shared/web/filters.ts';
import { paths } from '../../shared/web/paths.ts';
import { publishedEvent, type Source } from '../../shared/web/public-source.ts';
import { json, problem } from '../../shared/web/reply.ts';
import type { Handler } from '../../shared/web/stack.ts';
import { pageOf, readLimit } from './paging.ts';

type Dependencies = {
  readonly source: Source;
  readonly keys: () => Promise<Keys>;
  readonly logger: Logger;
  readonly siteUrl: string;
};
type Shown = {
  readonly programme: Programme;
  readonly seats: Seats;
  readonly now: Instant;
  readonly siteUrl: string;
};

/** `GET /v1/events` and `GET /v1/events/{slug}`. */
export function eventEndpoints({
  source,
  keys,
  logger,
  siteUrl,
}: Dependencies): Readonly<Record<string, Handler>> {
  const notImported = problem(503, 'unavailable', 'The programme is not there yet');
  const at = ({ requestContext }: JsonRequest) => instant(requestContext.timeEpoch);
  return {
    'GET /v1/events': endpoint(logger, async (request) => {
      const programme = await source.programme();
      if (programme === undefined) return notImported;
      const { filters, unknown } = readFilters(request.rawQueryString, programme);
      const query = new URLSearchParams(request.rawQueryString);
      const limit = readLimit(query.get('limit'));
      if (unknown.length > 0 || limit === undefined)
        return problem(422, 'invalid_input', 'Some filters need correcting', {
          errors: [
            ...unknown.map((path) => ({ path, code: 'invalid', message: 'No event can have this value' })),
            ...(limit === undefined ? [notANumberOfEvents] : []),
          ],
        });
      const shown = { programme, seats: await source.allSeats(), now: at(request), siteUrl };
      const found = programme.events
        .filter(({ published }) => published)
        .filter((event) =>
          matches(candidate(event, programme.sessions.get(event.slug) ?? [], shown), filters),
        );
      const asked = { list: queryOf(filters), limit, next: query.get('next') || undefined };
      const page = await pageOf(found, asked, programme, keys);
      if (page === 'malformed') return problem(400, 'malformed', 'This is not a cursor of this list');
      const { events, next } = page;
      const body: z.infer<typeof eventList> = {
        events: events.map((event) => summary(event, shown)),
        ...(next !== undefined && { next }),
      };
      return json(200, body);
    }),
    'GET /v1/events/{slug}': endpoint(logger, async (request) => {
      const programme = await source.programme();
      if (programme === undefined) return notImported;
      const event = publishedEvent(programme, request.pathParameters?.slug);
      if (event === undefined) return problem(404, 'not_found', 'There is no such event');
      return json(
        200,
        detail(event, { programme, seats: await source.seatsOf(event), now: at(request), siteUrl }),
      );
    }),
  };
}

const notANumberOfEvents = {
  path: 'limit',
  code: 'invalid',
  message: `A whole number from 1 to ${EVENTS_PER_PAGE}`,
};

const standings = {
  open: 'open',
  'not-open-yet': 'not_open_yet',
  closed: 'closed',
  past: 'past',
  cancelled: 'cancelled',
  'by-application': 'by_application',
  external: 'external',
  'no-registration': 'no_registration',
} as const satisfies Record<Standing, z.infer<typeof sessionShown>['registration']>;

/** Field by field: what is not named here (the link to join online) never leaves. */
const summary = (
  event: EventDetails,
  { programme, seats, now, siteUrl }: Shown,
): z.infer<typeof eventShown> => ({
  slug: event.slug,
  title: event.title,
  description: event.description,
  theme: event.theme,
  format: event.format,
  status: event.status,
  attendanceMode: event.attendanceMode,
  commune: programme.venues.get(event.venue ?? '')?.commune,
  url: `${siteUrl}${paths.event('fr', event.slug)}`,
  sessions: (programme.sessions.get(event.slug) ?? []).map((session) => {
    const { standing, availability } = choiceOf(event, session, seats, now);
    const [{ begin, end }] = session.timings;
    return {
      id: session.id,
      begin: wallMoment(begin),
      end: wallMoment(end),
      ...(session.timings.length > 1 && { timings: session.timings.map(spanOf) }),
      online: session.online,
      capacity: session.capacity,
      registration: standings[standing],
      availability: availability.word,
      ...('left' in availability && { seatsLeft: availability.left }),
    };
  }),
});

function detail(event: EventDetails, shown: Shown): z.infer<typeof eventInDetail> {
  const { registration } = event;
  const venue = shown.programme.venues.get(event.venue ?? '');
  const organiser = shown.programme.organisations.get(event.organiser);
  return {
    ...summary(event, shown),
    longDescription: event.longDescription,
    conditions: event.conditions,
    audience: event.audience,
    age: event.age,
    accessibility: event.accessibility,
    languages: event.languages,
    keywords: event.keywords,
    tags: event.tags,
    venue,
    organiser: organiser && { name: organiser.name, email: organiser.contact.email },
    registration: {
      mode: registration.mode,
      sessionPolicy: registration.sessionPolicy,
      opensAt: wallMoment(registration.opensAt),
      closesAt: wallMoment(registration.closesAt),
      maxPartySize: registration.maxPartySize,
      teamSize: registration.teamSize,
      waitlist: registration.waitlist,
      walkIns: registration.walkIns,
      bookBySlot: registration.bookBySlot,
      url: registration.url,
      questions: registration.questions,
    },
  };
}

const spanOf = ({ begin, end }: { begin: Instant; end: Instant }) => ({
  begin: wallMoment(begin),
  end: wallMoment(end),
});
