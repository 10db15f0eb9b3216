import * as z from 'zod/mini';
import type { Instant } from '../domain/instant.ts';
import { beginOf, type EventDetails, type Session } from '../domain/programme.ts';
import { type Candidate, type FilterName, type Filters, filterNames, impairments } from '../domain/search.ts';
import type { Programme } from '../store/programme.ts';
import { dateOf } from '../text/format.ts';
import { choiceOf, type Seats } from './availability.ts';

const Q_MAX_LENGTH = 100; // nobody describes an event in more; the page repeats it

type FiltersReading = { readonly filters: Filters; readonly unknown: readonly FilterName[] };

/** Reads a query string: of a repeated parameter the first, of empty and foreign ones nothing; `unknown` names values nobody offers. */
export function readFilters(rawQuery: string, programme: Programme): FiltersReading {
  const query = new URLSearchParams(rawQuery);
  const offered = schemas(programme);
  const read = filterNames.flatMap((name) => {
    const typed = query.get(name)?.trim() ?? '';
    return typed === '' ? [] : [{ name, result: z.safeParse<z.ZodMiniType>(offered[name], typed) }];
  });
  return {
    filters: Object.fromEntries(
      read.flatMap(({ name, result }) => (result.success ? [[name, result.data]] : [])),
    ),
    unknown: read.flatMap(({ name, result }) => (result.success ? [] : [name])),
  };
}

const schemas = ({ edition, venues }: Programme) =>
  ({
    q: z.string().check(z.maxLength(Q_MAX_LENGTH)),
    theme: oneOf(edition.themes.map(({ id }) => id)),
    day: z.iso.date(),
    commune: oneOf([...venues.values()].map(({ insee }) => insee)),
    audience: oneOf(edition.audiences.map(({ id }) => id)),
    access: z.enum(impairments),
    free: z.literal('1'),
  }) satisfies Record<FilterName, z.ZodMiniType>;

const oneOf = (known: readonly string[]) => z.string().check(z.refine((typed) => known.includes(typed)));

/** `?theme=ia&free=1`, always in the same order; nothing without filters. */
export function queryOf(filters: Filters): string {
  const query = new URLSearchParams(
    filterNames.flatMap((name) => {
      const value = filters[name];
      return value === undefined ? [] : [[name, value]];
    }),
  ).toString();
  return query === '' ? '' : `?${query}`;
}

type Surroundings = { readonly programme: Programme; readonly seats: Seats; readonly now: Instant };

/** An event at some of its sessions, as the search sees it. */
export const candidate = (
  event: EventDetails,
  sessions: readonly Session[],
  { programme: { edition, venues, organisations }, seats, now }: Surroundings,
): Candidate => ({
  event,
  venue: venues.get(event.venue ?? ''),
  organiser: organisations.get(event.organiser),
  labels: [
    edition.themes.filter(({ id }) => id === event.theme),
    edition.formats.filter(({ id }) => id === event.format),
  ].flatMap((terms) => terms.map(({ label }) => label)),
  sessions: sessions.map((session) => {
    const { standing, availability } = choiceOf(event, session, seats, now);
    const comesIn = standing === 'open' || standing === 'not-open-yet' || standing === 'no-registration';
    const { word } = availability;
    return { day: dateOf(beginOf(session)), room: comesIn && (word === 'plenty' || word === 'few') };
  }),
});
