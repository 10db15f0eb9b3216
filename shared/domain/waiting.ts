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
