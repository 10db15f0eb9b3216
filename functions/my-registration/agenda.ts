import { readAgendaToken } from '../../shared/domain/agenda.ts';
import type { Owner } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { beginOf } from '../../shared/domain/programme.ts';
import { isLive } from '../../shared/domain/registration.ts';
import { calendarFeed } from '../../shared/mail/calendar.ts';
import { contextOf, sessionOf } from '../../shared/mail/context.ts';
import { findMailbox } from '../../shared/store/mailboxes.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { keys as itemKeys, registrationIn } from '../../shared/store/table.ts';
import type { Sources } from './find-mine.ts';

/**
 * A person's registrations as a calendar to subscribe to: what they gave up is gone from it, what the organiser
 * cancelled is shown as such. Undefined for a forged or mistyped token, and for a mailbox that is not known.
 */
export async function agendaOf(
  { store, programme: load, keys, siteUrl }: Sources,
  file: string,
  now: Instant,
): Promise<string | undefined> {
  const secrets = await keys();
  const mailboxKey = readAgendaToken(secrets, file.replace(/\.ics$/, ''));
  if (mailboxKey === undefined || !file.endsWith('.ics')) return undefined;
  const [mailbox, programme] = await Promise.all([findMailbox(store, mailboxKey), load()]);
  if (mailbox === undefined || programme === undefined) return undefined;
  const registrations = await Promise.all(
    Object.keys(mailbox.registrations).map((owner) => {
      const id = registrationIn(itemKeys.owner(owner as Owner));
      return id && findRegistration(store, id);
    }),
  );
  const contexts = registrations
    .filter((registration) => registration !== undefined)
    .filter(({ status }) => isLive(status) || status === 'cancelled')
    .filter(({ session }) => sessionOf(programme, session) !== undefined)
    .map((registration) => contextOf(programme, registration, { keys: secrets, siteUrl, now }))
    .sort((one, other) => (beginOf(one.session) < beginOf(other.session) ? -1 : 1));
  return calendarFeed(contexts, programme.edition);
}
