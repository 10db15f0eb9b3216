import { type Instant, plus } from './instant.ts';
import { endOf, type Session } from './programme.ts';

/** What the privacy page promises: at most twelve months after the edition. */
const REGISTRATIONS_KEPT = { days: 365 };
/** What somebody needs in order to come may tell of their health. */
const ACCOMMODATION_KEPT = { days: 30 };

export const keptUntil = (session: Session): Retention => ({
  accommodation: plus(endOf(session), ACCOMMODATION_KEPT),
  registration: plus(endOf(session), REGISTRATIONS_KEPT),
});

/** Until when a registration is kept, and what it says of an accommodation. */
export type Retention = { readonly accommodation: Instant; readonly registration: Instant };
