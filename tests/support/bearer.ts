import { myRegistration } from '../../functions/my-registration/my-registration.ts';
import type { RegistrationId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { type EventDetails, type Session, scopeOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { linkToken } from '../../shared/domain/ticket.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { register } from '../../shared/seats/register.ts';
import type { Store } from '../../shared/store/client.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { anEvent, aSession, now, testKeys } from './edition.ts';
import { storeProgramme } from './programme.ts';
import { anApplication } from './registrations.ts';
import { ask, quietLogger, siteUrl } from './requests.ts';

/** Somebody with seats and the link to them, in front of the real stack. */
export async function aBearer(
  store: Store,
  event: EventDetails = anEvent(),
  session: Session = aSession(),
  partySize = 2,
) {
  await storeProgramme(store, [event, session]);
  await createBlocks(store, session.id, session.capacity);
  const scope = scopeOf(event, session);
  const id = { scope, key: registrationKey(testKeys, scope, addressKey('lea@example.fr')) };
  const application = anApplication(1, { ...id, lastName: 'Durand', email: 'lea@example.fr', partySize });
  await register(store, session, application, now);
  const registration = async (): Promise<Registration> => {
    const found = await findRegistration(store, id);
    if (found === undefined) throw new Error('the registration is gone');
    return found;
  };
  const token = linkToken(testKeys, await registration());
  const handler = myRegistration({
    store,
    keys: async () => testKeys,
    clock: () => now,
    logger: quietLogger,
    siteUrl,
    timeLimit: () => AbortSignal.timeout(3_000),
  });
  type More = {
    token?: string;
    headers?: Record<string, string>;
    query?: Record<string, string>;
    body?: unknown;
    now?: Instant;
  };
  const call = (route: string, more: More = {}) =>
    ask(handler, { route, path: { token: more.token ?? token }, ...more });
  /** The same for the link of another registration. */
  const bearing =
    (other: RegistrationId) =>
    async (route: string, more: More = {}) => {
      const found = await findRegistration(store, other);
      if (found === undefined) throw new Error('there is no such registration');
      return call(route, { ...more, token: linkToken(testKeys, found) });
    };
  return { store, session, registration, token, call, bearing };
}
