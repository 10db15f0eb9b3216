import type { Instant } from './instant.ts';
import { beginOf, type EventDetails, endOf, type RegistrationPolicy, type Session } from './programme.ts';

/** Where a session stands for somebody who wants to come, seats apart. */
export type Standing =
  | 'open'
  | 'not-open-yet'
  | 'closed'
  | 'past'
  | 'cancelled'
  | 'by-application'
  | 'external'
  | 'no-registration';

/** The registration window is `[opensAt, closesAt)`, and no registration is taken once the session has begun. */
export function standingOf({ status, registration }: EventDetails, session: Session, now: Instant): Standing {
  if (status === 'cancelled') return 'cancelled';
  if (status === 'postponed') return 'closed'; // nobody can promise to come on a day that is not known
  if (now >= endOf(session)) return 'past';
  if (registration.mode === 'approval') return 'by-application';
  if (registration.mode === 'external') return 'external';
  if (registration.mode === 'none') return 'no-registration';
  if (now < registration.opensAt) return 'not-open-yet';
  if (now >= registration.closesAt || now >= beginOf(session)) return 'closed';
  return 'open';
}

/** The largest party one registration may bring. */
export const maxParty = ({
  registration,
}: {
  readonly registration: Pick<RegistrationPolicy, 'maxPartySize' | 'teamSize'>;
}): number => registration.teamSize ?? registration.maxPartySize;
