import { createHash } from 'node:crypto';
import { type Standing, standingOf } from '../../shared/domain/booking.ts';
import { type Clock, epochMs, type Instant, plus } from '../../shared/domain/instant.ts';
import { hmac, type Keys } from '../../shared/domain/keys.ts';
import { type AddressKey, addressKey, registrationKey } from '../../shared/domain/people.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import { placeInList } from '../../shared/domain/waiting.ts';
import { type Application, type Outcome, storedAnswer } from '../../shared/seats/register.ts';
import { registerRemembering } from '../../shared/seats/sold-out.ts';
import type { Store } from '../../shared/store/client.ts';
import type { Booking } from '../../shared/store/programme.ts';
import type { Submission } from '../../shared/web/registration-input.ts';

/** How long seats wait for an address to be confirmed, where an event asks for that. */
const HELD_UNCONFIRMED = { minutes: 60 };

type Submitted = {
  readonly booking: Booking;
  readonly submission: Submission;
  /** What makes a repeat the same try: an Idempotency-Key, or the values a form posted. */
  readonly tryOf: string;
  readonly now: Instant;
  /** As the gateway numbered it, at `now`: its place in a list. */
  readonly requestId: string;
  /** A repeat after the registration has ended registers again. */
  readonly anewOnceEnded?: boolean;
};

export type Submit = (store: Store, keys: Keys, submitted: Submitted) => Promise<Outcome>;

/** Registers well-formed requests for sessions whose window is open. */
export function submitting(clock: Clock): Submit {
  const register = registerRemembering(clock);
  return (store, keys, submitted) =>
    register(store, submitted.booking.session, applicationOf(keys, submitted), submitted.now);
}

/** The stored answer to a try that was made in time and comes again when the window has closed. */
export const repeat = (store: Store, keys: Keys, submitted: Submitted): Promise<Outcome | undefined> =>
  storedAnswer(store, applicationOf(keys, submitted));

function applicationOf(
  keys: Keys,
  { booking, submission, tryOf, now, requestId, anewOnceEnded = false }: Submitted,
): Application {
  const { session: _session, join, ...asked } = submission;
  const { waitlist, verifyAddress } = booking.event.registration;
  const scope = scopeOf(booking.event, booking.session);
  return {
    ...asked,
    scope,
    key: registrationKey(keys, scope, addressKey(submission.email)),
    try: { id: shortHmac(keys, 'try', tryOf), body: digest(submission) },
    list: { joins: join && waitlist, place: placeInList(epochMs(now), requestId) },
    ...(verifyAddress && { confirmBefore: plus(now, HELD_UNCONFIRMED) }),
    anewOnceEnded,
  };
}

/** Names one try of one mailbox and opens nothing; the same whether or not the address was registered already. */
export function referenceOf(keys: Keys, { booking, submission, tryOf }: Submitted): string {
  const mailbox: AddressKey = addressKey(submission.email);
  return shortHmac(keys, 'reference', scopeOf(booking.event, booking.session), mailbox, tryOf);
}

/** Why a session takes no registration now; the window is judged once, when the request arrived. */
export function refusedStanding(
  { event, session }: Booking,
  now: Instant,
): Exclude<Standing, 'open'> | undefined {
  const standing = standingOf(event, session, now);
  return standing === 'open' ? undefined : standing;
}

const shortHmac = ({ edition }: Keys, ...parts: readonly string[]): string =>
  hmac(edition, ...parts).toString('base64url', 0, 12);

const digest = (submission: Submission): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.entries(submission).sort()))
    .digest('base64url')
    .slice(0, 16);
