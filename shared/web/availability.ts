import { type Standing, standingOf } from '../domain/booking.ts';
import type { SessionId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { EventDetails, Session } from '../domain/programme.ts';
import type { Head } from '../seats/blocks.ts';

export const COUNTED_UP_TO = 10; // above it people only need to know that there is room

export type Seats = ReadonlyMap<SessionId, Head>;

/** Seats left, “about”: only the ledger decides. */
export type Availability =
  | { readonly word: 'plenty' }
  | { readonly word: 'few' | 'full'; readonly left: number }
  | { readonly word: 'waiting' };

/** A session as somebody sees it who wants to come. */
export type Choice = {
  readonly session: Session;
  readonly standing: Standing;
  readonly availability: Availability;
  /** Whether it can be asked for: open, and room left as far as we know. */
  readonly free: boolean;
  /** Whether there is a list to join instead. */
  readonly list: boolean;
};

/** Where there is no list nobody waits: whatever is free may be had, though the blocks once began to wait. */
export function availabilityOf(head: Head | undefined, hasList: boolean): Availability {
  if (head === undefined) return { word: 'plenty' }; // not read in time: the ledger answers whoever tries
  if (hasList && (head.phase === 'waiting' || head.free === 0)) return { word: 'waiting' };
  if (head.free === 0) return { word: 'full', left: 0 };
  return head.free <= COUNTED_UP_TO ? { word: 'few', left: head.free } : { word: 'plenty' };
}

export function choiceOf(event: EventDetails, session: Session, seats: Seats, now: Instant): Choice {
  const head = seats.get(session.id);
  const judged = standingOf(event, session, now);
  const standing = judged === 'open' && head?.phase === 'closed' ? 'closed' : judged;
  const availability = availabilityOf(head, event.registration.waitlist);
  const room = availability.word === 'plenty' || availability.word === 'few';
  const isOpen = standing === 'open';
  return {
    session,
    standing,
    availability,
    free: isOpen && room,
    list: isOpen && availability.word === 'waiting',
  };
}

export const choicesOf = (
  event: EventDetails,
  sessions: readonly Session[],
  seats: Seats,
  now: Instant,
): readonly Choice[] => sessions.map((session) => choiceOf(event, session, seats, now));

/** Where the event stands as a whole: open while any session is, then waiting while any has a list, past only when all are. */
export function overallStanding(choices: readonly Choice[]): Standing | 'waiting' | 'full' {
  if (choices.some(({ free }) => free)) return 'open';
  if (choices.some(({ list }) => list)) return 'waiting';
  const standings = choices.map(({ standing }) => standing);
  if (standings.includes('open')) return 'full';
  return standings.find((standing) => standing !== 'past') ?? 'past';
}

/** The event in one line of the programme: the seats left over all sessions that take registrations, else why none does. */
export function summaryOf(choices: readonly Choice[]): Choice | undefined {
  const open = choices.filter(({ free }) => free);
  const [first] = open;
  if (first === undefined)
    return (
      choices.find(({ list }) => list) ?? choices.find(({ standing }) => standing !== 'past') ?? choices[0]
    );
  const left = open.reduce(
    (sum, { availability }) => sum + ('left' in availability ? availability.left : Infinity),
    0,
  );
  return { ...first, availability: left > COUNTED_UP_TO ? { word: 'plenty' } : { word: 'few', left } };
}
