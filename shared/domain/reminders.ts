import type { SessionId } from './ids.ts';
import { type Instant, minus } from './instant.ts';
import { beginOf, type EventDetails, type Session } from './programme.ts';
import { lastAllowed, nextAllowed } from './quiet-hours.ts';
import { type MessageId, type MessageKind, messageId, type Registration } from './registration.ts';
import { atWallTime, sameTimeBefore, wallDate } from './time.ts';

export const reminderKinds = ['A9', 'A10', 'A11', 'A12'] as const satisfies MessageKind[];
export type ReminderKind = (typeof reminderKinds)[number];

export const isReminderKind = (kind: string): kind is ReminderKind =>
  (reminderKinds as readonly string[]).includes(kind);

type Rule = {
  readonly kind: ReminderKind;
  /** Everybody's, unless only of those who come, or only of those who watch. */
  readonly seats?: 'on-site' | 'online';
  /** For those who booked so long before the session; others know well enough. */
  readonly booked: { readonly moreThanDays: number } | { readonly atLeastDays: number };
  readonly goes: { readonly daysBefore: number } | { readonly hoursBefore: number };
  /** So many days before where a seat given back takes longer to be of use again. */
  readonly goesEarlier?: { readonly daysBefore: number };
};

/** In the order in which they go. Each is worth sending until the next one goes, the last until the session begins. */
export const reminderRules: readonly Rule[] = [
  { kind: 'A9', booked: { moreThanDays: 10 }, goes: { daysBefore: 7 } },
  { kind: 'A10', booked: { atLeastDays: 3 }, goes: { daysBefore: 2 }, goesEarlier: { daysBefore: 3 } },
  { kind: 'A11', seats: 'on-site', booked: { atLeastDays: 1 }, goes: { hoursBefore: 3 } },
  { kind: 'A12', seats: 'online', booked: { atLeastDays: 1 }, goes: { hoursBefore: 1 } },
];

/** Whoever comes to a training or a visit instead of another has to be found and has to prepare. */
export const earlierFormats: readonly string[] = ['formation', 'visite'];

/** A reminder that is counted in days goes at this time of day. */
export const REMINDED_AT = '09:00';

export type Occasion = { readonly begin: Instant; readonly format: string; readonly online: boolean };

export type Reminder = {
  readonly kind: ReminderKind;
  /** Once per person and day: a session moved within its day is not reminded of again. */
  readonly mail: MessageId;
  readonly day: string;
  /** Planned by the clock in Paris, and never at a quiet hour. */
  readonly at: Instant;
  /** From then on it comes too late. */
  readonly until: Instant;
  /** For those who had booked by then. */
  readonly bookedBy: Instant;
};

/** The reminders of a session; none while nobody knows when it takes place, or once it does not. */
export const remindersFor = (
  { format, attendanceMode, status }: EventDetails,
  session: Pick<Session, 'online' | 'timings'>,
): readonly Reminder[] =>
  status === 'cancelled' || status === 'postponed'
    ? []
    : remindersOf({
        begin: beginOf(session),
        format,
        online: session.online || attendanceMode === 'online',
      });

/** In the order in which they go, whoever gets them. */
export function remindersOf(occasion: Occasion): readonly Reminder[] {
  const { begin, online } = occasion;
  const day = wallDate(begin);
  const rules = reminderRules.filter(
    ({ seats }) => seats === undefined || seats === (online ? 'online' : 'on-site'),
  );
  const moments = rules.map((rule) => goesAt(rule, occasion));
  return rules.map(({ kind, booked }, index) => {
    const at = moments[index] ?? begin;
    const inTime =
      'moreThanDays' in booked
        ? minus(sameTimeBefore(begin, booked.moreThanDays), { milliseconds: 1 })
        : sameTimeBefore(begin, booked.atLeastDays);
    const before = minus(at, { milliseconds: 1 });
    return {
      kind,
      mail: messageId(kind, day),
      day,
      at,
      until: moments[index + 1] ?? begin,
      bookedBy: earliest(inTime, before),
    };
  });
}

function goesAt({ goes, goesEarlier }: Rule, { begin, format }: Occasion): Instant {
  const due = earlierFormats.includes(format) ? (goesEarlier ?? goes) : goes;
  return lastAllowed(
    'hoursBefore' in due
      ? minus(begin, { hours: due.hoursBefore })
      : atWallTime(begin, REMINDED_AT, -due.daysBefore),
  );
}

/** When it may go at the earliest, seen from now; undefined once it can only come too late. */
export function mayGoAt({ at, until }: Pick<Reminder, 'at' | 'until'>, now: Instant): Instant | undefined {
  const moment = nextAllowed(now > at ? now : at);
  return moment < until ? moment : undefined;
}

/** What decides who is reminded. Whoever changed the party has just had the ticket: that counts as a booking. */
type Booked = Pick<Registration, 'status' | 'session' | 'email' | 'flippedAt' | 'reconfirmed'>;

/** Whether somebody gets this reminder of the session they are registered for. */
export const isReminded = (booked: Booked, session: SessionId, reminder: Reminder): boolean =>
  booked.status === 'confirmed' &&
  booked.session === session &&
  booked.email !== '' &&
  booked.flippedAt <= reminder.bookedBy &&
  !(reminder.kind === 'A10' && hasReconfirmed(booked, reminder.day));

/** Whether the person has said that they come, on that day and since they booked. */
export const hasReconfirmed = (
  { reconfirmed, flippedAt }: Pick<Registration, 'reconfirmed' | 'flippedAt'>,
  day: string,
): boolean => reconfirmed !== undefined && reconfirmed.at >= flippedAt && reconfirmed.day === day;

const earliest = (...moments: readonly [Instant, Instant]): Instant => moments.toSorted()[0] ?? moments[0];
