import type { EventSlug, RegistrationKey, Scope, SessionId } from '../../shared/domain/ids.ts';
import { instant } from '../../shared/domain/instant.ts';
import type { Session } from '../../shared/domain/programme.ts';
import { blockLimits } from '../../shared/domain/seats.ts';
import { createBlocks, readBlocks } from '../../shared/seats/blocks.ts';
import type { Application } from '../../shared/seats/register.ts';
import type { Store } from '../../shared/store/client.ts';

export const opening = instant('2027-10-18T09:00:00+02:00');

export function aSession(overrides: Partial<Session> = {}): Session {
  const capacity = overrides.capacity ?? 30;
  return {
    id: 'atelier--s1' as SessionId,
    event: 'atelier' as EventSlug,
    timings: [
      {
        id: 'atelier--s1',
        begin: instant('2027-11-13T09:30:00+01:00'),
        end: instant('2027-11-13T12:30:00+01:00'),
      },
    ],
    online: false,
    blocks: blockLimits(capacity).length,
    rev: 0,
    ...overrides,
    capacity,
  };
}

export async function openSession(store: Store, overrides: Partial<Session> = {}): Promise<Session> {
  const session = aSession(overrides);
  await createBlocks(store, session.id, session.capacity);
  return session;
}

/** Somebody's application: the person is a number, a try is unique unless named. */
export function anApplication(person: number, overrides: Partial<Application> = {}): Application {
  tries += 1;
  return {
    scope: 'e27000010' as Scope,
    key: person.toString(16).padStart(16, '0') as RegistrationKey,
    lastName: `Personne ${person}`,
    email: `personne.${person}@example.org`,
    language: 'fr',
    partySize: 1,
    try: { id: `try-${tries}`, body: 'as sent' },
    ...overrides,
  };
}
let tries = 0;

export const seatsTaken = async (store: Store, session: Session): Promise<number> =>
  (await readBlocks(store, session, true)).reduce((sum, { claims }) => sum + claims.size, 0);
