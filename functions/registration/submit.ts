import { createHash } from 'node:crypto';
import { type Standing, standingOf } from '../../shared/domain/booking.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { hmac, type Keys } from '../../shared/domain/keys.ts';
import { type AddressKey, addressKey, registrationKey } from '../../shared/domain/people.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import { type Outcome, register } from '../../shared/seats/register.ts';
import type { Store } from '../../shared/store/client.ts';
import type { Booking } from '../../shared/store/programme.ts';
import type { Submission } from '../../shared/web/registration-input.ts';

type Submitted = {
  readonly booking: Booking;
  readonly submission: Submission;
  /** What makes a repeat the same try: an Idempotency-Key, or the values a form posted. */
  readonly tryOf: string;
  readonly now: Instant;
  /** A repeat after the registration has ended registers again. */
  readonly anewOnceEnded?: boolean;
};

/** Registers a well-formed request for a session whose window is open. */
export function submit(
  store: Store,
  keys: Keys,
  { booking, submission, tryOf, now, anewOnceEnded = false }: Submitted,
): Promise<Outcome> {
  const { session: _session, join: _join, minimumSeats: _minimumSeats, ...asked } = submission;
  const scope = scopeOf(booking.event, booking.session);
  const application = {
    ...asked,
    scope,
    key: registrationKey(keys, scope, addressKey(submission.email)),
    try: { id: shortHmac(keys, 'try', tryOf), body: digest(submission) },
    anewOnceEnded,
  };
  return register(store, booking.session, application, now);
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
