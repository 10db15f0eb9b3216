import type { Instant } from '../domain/instant.ts';
import { beginOf, type EventDetails, type Session } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { dateOf } from '../text/format.ts';

/** One line of the programme: an event on one day, with its sessions of that day by begin. */
export type Entry = { readonly event: EventDetails; readonly sessions: readonly Session[] };
export type Day = { readonly date: string; readonly entries: readonly Entry[] };

/** Published events by the days of their sessions, today's included until the day is over. */
export function daysFrom({ events, sessions }: Programme, now: Instant): readonly Day[] {
  const today = dateOf(now);
  const upcoming = events
    .filter(({ published }) => published)
    .flatMap((event) =>
      (sessions.get(event.slug) ?? []).map((session) => ({ event, session, begin: beginOf(session) })),
    )
    .filter(({ begin }) => dateOf(begin) >= today)
    .sort((one, other) => (one.begin < other.begin ? -1 : Number(one.begin > other.begin)));
  return [...Map.groupBy(upcoming, ({ begin }) => dateOf(begin))].map(([date, ofDay]) => ({
    date,
    entries: [...Map.groupBy(ofDay, ({ event }) => event)].map(([event, ofEvent]) => ({
      event,
      sessions: ofEvent.map(({ session }) => session),
    })),
  }));
}

/** A moment of a calendar date that is on that date in Europe/Paris all year round. */
export const noonOf = (date: string): Instant => `${date}T12:00:00.000Z` as Instant;
