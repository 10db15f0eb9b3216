import type { Owner } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { beginOf } from '../../shared/domain/programme.ts';
import { isLive } from '../../shared/domain/registration.ts';
import { contextOf, type MailContext, sessionOf } from '../../shared/mail/context.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { keys as itemKeys, registrationIn } from '../../shared/store/table.ts';
import type { Sources } from './sources.ts';

/** Those of several registrations that are live, read consistently, by the begin of their sessions. */
export async function standing(
  { store, programme: load, keys, siteUrl }: Sources,
  owners: readonly Owner[],
  now: Instant,
): Promise<readonly MailContext[]> {
  const programme = await load();
  const around = { keys: await keys(), siteUrl, now };
  const found = await Promise.all(
    owners.map(async (owner) => {
      const id = registrationIn(itemKeys.owner(owner));
      return id && findRegistration(store, id);
    }),
  );
  return found
    .filter((registration) => registration !== undefined)
    .filter(
      ({ status, session }) => isLive(status) && programme && sessionOf(programme, session) !== undefined,
    )
    .map((registration) => contextOf(programme, registration, around))
    .sort((one, other) => (beginOf(one.session) < beginOf(other.session) ? -1 : 1));
}
