import { maxParty, standingOf } from './booking.ts';
import type { EventSlug } from './ids.ts';
import { epochMs, type Instant } from './instant.ts';
import { beginOf, type EventDetails, isGroup, type Session } from './programme.ts';

const OFFERED = 3; // more would be a second programme
const FAR = Number.MAX_SAFE_INTEGER; // from an event that takes place at no time

export type Offer = { readonly event: EventDetails; readonly session: Session };

type Programme = {
  readonly events: readonly EventDetails[];
  readonly sessions: ReadonlyMap<EventSlug, readonly Session[]>;
};

/** What somebody wanted to come to and cannot: the event, the sessions in question, and how many they are. */
export type Wanted = {
  readonly event: EventDetails;
  readonly sessions: readonly Session[];
  readonly party: number;
};

/**
 * Where else they could register now, one session per event: the same theme first, then a public in common,
 * then the nearest in time. Nothing that overlaps what they wanted, so that a place there can still be hoped for,
 * unless it is cancelled.
 */
export function alternatives(
  { events, sessions }: Programme,
  seatsLeft: (session: Session) => number,
  wanted: Wanted,
  now: Instant,
): readonly Offer[] {
  const suits = (event: EventDetails, session: Session): boolean =>
    standingOf(event, session, now) === 'open' &&
    seatsLeft(session) >= wanted.party &&
    (wanted.event.status === 'cancelled' || !wanted.sessions.some((other) => overlap(session, other)));
  const rank = rankFor(wanted);
  return events
    .filter((event) => event.published && event.slug !== wanted.event.slug)
    .filter((event) => isGroup(event.registration) === isGroup(wanted.event.registration))
    .filter((event) => maxParty(event) >= wanted.party)
    .flatMap((event) =>
      (sessions.get(event.slug) ?? [])
        .filter((session) => suits(event, session))
        .map((session) => ({ event, session }))
        .sort(by(rank))
        .slice(0, 1),
    )
    .sort(by(rank))
    .slice(0, OFFERED);
}

export const overlap = (one: Session, other: Session): boolean =>
  one.timings.some((a) => other.timings.some((b) => a.begin < b.end && b.begin < a.end));

const rankFor =
  ({ event: wanted, sessions }: Wanted) =>
  ({ event, session }: Offer): readonly number[] => [
    Number(event.theme !== wanted.theme),
    Number(!event.audience.some((one) => wanted.audience.includes(one))),
    Math.min(FAR, ...sessions.map((other) => distance(session, other))),
    epochMs(beginOf(session)),
    event.uid,
  ];

const distance = (one: Session, other: Session): number =>
  Math.abs(epochMs(beginOf(one)) - epochMs(beginOf(other)));

const by =
  (rank: (offer: Offer) => readonly number[]) =>
  (one: Offer, other: Offer): number => {
    const ranks = rank(other);
    return (
      rank(one)
        .map((value, at) => value - (ranks[at] ?? 0))
        .find((difference) => difference !== 0) ?? 0
    );
  };
