import { epochMs, type Instant, minus, plus } from './instant.ts';
import { nextAllowed } from './quiet-hours.ts';
import { atWallTime, wallTime } from './time.ts';

/** How a seat that came back is offered: to one party until a deadline, or to everybody who waits, first come. */
export type OfferTerms =
  | { readonly kind: 'exclusive'; readonly mailAt: Instant; readonly expiresAt: Instant }
  | { readonly kind: 'broadcast' };

const HOUR_MS = 3_600_000;
/** From here on a mail is urgent: it goes at once, whatever the hour. */
const URGENT = { hours: 24 };
/** Windows shrink as the session draws near: above so many hours before it, so many hours to answer. */
const WINDOWS = [
  { above: 7 * 24, hours: 24 },
  { above: 48, hours: 12 },
  { above: 24, hours: 4 },
] as const;
const LAST_WINDOW = { from: 6, hours: 1 };
/** A deadline in the evening, at night or this early moves to the morning … */
const NIGHT = { from: '20:30', until: '09:00' };
/** … if the session begins later than this on that day. */
const NOON = '12:00';

/**
 * The terms of an offer made at `now` for a session that begins at `begin`. In quiet time the seat is held at once and
 * the mail waits for the morning, at most until the session's last day; the window counts from the mail.
 */
export function offerTerms(now: Instant, begin: Instant): OfferTerms {
  const urgentFrom = minus(begin, URGENT);
  const mailAt = now >= urgentFrom ? now : earliest(nextAllowed(now), urgentFrom);
  const hours = windowHours((epochMs(begin) - epochMs(mailAt)) / HOUR_MS);
  if (hours === undefined) return { kind: 'broadcast' };
  const end = plus(mailAt, { hours });
  if (!inTheNight(end)) return { kind: 'exclusive', mailAt, expiresAt: end };
  const morning = atWallTime(end, NIGHT.until, wallTime(end) >= NIGHT.from ? 1 : 0);
  return begin > atWallTime(morning, NOON)
    ? { kind: 'exclusive', mailAt, expiresAt: morning }
    : { kind: 'broadcast' };
}

/** An address must be confirmed so soon after the mail that asks for it. */
const CONFIRMED_WITHIN = { hours: 1 };

/**
 * Until when seats are held if their mail goes only at `mailAt`: as if they had been given then. Undefined if that is no
 * longer than they are held anyway, or if the last hours have come.
 */
export function heldLonger(
  { status, until }: { readonly status: string; readonly until?: Instant | undefined },
  mailAt: Instant,
  begin: Instant,
): Instant | undefined {
  const anew =
    status === 'pending' ? earliest(plus(mailAt, CONFIRMED_WITHIN), begin) : offeredUntil(mailAt, begin);
  return until !== undefined && anew !== undefined && anew > until ? anew : undefined;
}

function offeredUntil(mailAt: Instant, begin: Instant): Instant | undefined {
  const terms = offerTerms(mailAt, begin);
  return terms.kind === 'exclusive' ? terms.expiresAt : undefined;
}

const windowHours = (hoursBefore: number): number | undefined =>
  WINDOWS.find(({ above }) => hoursBefore > above)?.hours ??
  (hoursBefore >= LAST_WINDOW.from ? LAST_WINDOW.hours : undefined);

const inTheNight = (moment: Instant): boolean =>
  wallTime(moment) >= NIGHT.from || wallTime(moment) < NIGHT.until;

const earliest = (one: Instant, other: Instant): Instant => (one < other ? one : other);
