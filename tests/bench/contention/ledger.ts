import { submitting } from '../../../functions/registration/submit.ts';
import { isAccepted } from '../../../shared/seats/register.ts';
import { anEvent, testKeys } from '../../support/edition.ts';
import { storedSession } from '../../support/registrations.ts';
import type { Design } from './design.ts';

/** The code that is deployed. */
export const ledger: Design = {
  name: 'seat ledger',
  async open(store, seats, clock) {
    const booking = { event: anEvent(), session: await storedSession(store, { capacity: seats }) };
    return () => {
      const submit = submitting(clock);
      return async (limited, { person, id }) => {
        const submission = {
          session: booking.session.id,
          lastName: `Personne ${person}`,
          email: `personne.${person}@example.org`,
          partySize: 1,
          join: false,
          language: 'fr',
        } as const;
        const now = clock();
        const submitted = { booking, submission, tryOf: `key ${id}`, now, requestId: id };
        return isAccepted(await submit(limited, testKeys, submitted)) ? 'confirmed' : 'sold-out';
      };
    };
  },
};
