import type { RegistrationKey, Scope } from '../../shared/domain/ids.ts';
import type { Session } from '../../shared/domain/programme.ts';
import { blockLimits } from '../../shared/domain/seats.ts';
import { createBlocks, readBlocks } from '../../shared/seats/blocks.ts';
import type { Application } from '../../shared/seats/register.ts';
import type { Store } from '../../shared/store/client.ts';
import { anEvent, aSession } from './edition.ts';
import { storeProgramme } from './programme.ts';

/** A session with its blocks in the engine. */
export async function openSession(
  store: Store,
  change: { id?: string; capacity?: number } = {},
): Promise<Session> {
  const capacity = change.capacity ?? 30;
  const session = aSession({ ...change, capacity, blocks: blockLimits(capacity).length });
  await createBlocks(store, session.id, capacity);
  return session;
}

/** The same, with the session itself. */
export async function storedSession(
  store: Store,
  change: { id?: string; capacity?: number } = {},
): Promise<Session> {
  const session = await openSession(store, change);
  await storeProgramme(store, [anEvent(), session]);
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
