import type { RegistrationId } from './ids.ts';
import type { Instant } from './instant.ts';

/** A party's place in the list of a session. */
export type WaitingEntry = RegistrationId & {
  /** `{milliseconds of the request, padded}#{its id at the gateway}`: a cold start must not cost a place. */
  readonly place: string;
  readonly partySize: number;
  readonly minimumSeats?: number | undefined;
  /** Registrations that were granted seats although they came later, because this party did not fit. */
  readonly passedBy: ReadonlySet<string>;
  /** Until then freed seats are kept for it; set once three have passed it. */
  readonly accumulateUntil?: Instant | undefined;
};

const EPOCH_DIGITS = 15;

export const placeInList = (epochMilliseconds: number, requestId: string): string =>
  `${String(epochMilliseconds).padStart(EPOCH_DIGITS, '0')}#${requestId}`;

const bands = [5, 10, 20, 50] as const;
export const LAST_BAND = 50;

/** « parmi les 5 premières personnes »: the smallest band that holds the position; undefined beyond the last. */
export const bandOf = (position: number): number | undefined => bands.find((band) => position <= band);

/** So many parties may be granted seats before one that came earlier and did not fit. */
export const MOST_PASSES = 3;

export type Turn =
  /** `entry` gets `seats`; those in `passed` came earlier and do not fit. */
  | {
      readonly kind: 'grant';
      readonly entry: WaitingEntry;
      readonly seats: number;
      readonly passed: readonly WaitingEntry[];
    }
  /** Nobody may pass this party any more: seats are kept for it. */
  | { readonly kind: 'accumulate'; readonly entry: WaitingEntry }
  | { readonly kind: 'nobody' };

/** Whose turn it is when so many seats are free: the first that fits, unless too many have passed one before it. */
export function nextInTurn(entries: readonly WaitingEntry[], free: number, now: Instant): Turn {
  const passed: WaitingEntry[] = [];
  for (const entry of free > 0 ? entries : []) {
    const seats = seatsFor(entry, free);
    if (seats > 0) return { kind: 'grant', entry, seats, passed };
    const kept = entry.accumulateUntil === undefined || now < entry.accumulateUntil;
    if (entry.passedBy.size >= MOST_PASSES && kept) return { kind: 'accumulate', entry };
    passed.push(entry);
  }
  return { kind: 'nobody' };
}

/** How many of the free seats a party would take: all it wants, or at least its minimum, or none. */
export const seatsFor = (
  { partySize, minimumSeats = partySize }: Pick<WaitingEntry, 'partySize' | 'minimumSeats'>,
  free: number,
): number => (free >= Math.min(partySize, minimumSeats) ? Math.min(partySize, free) : 0);
