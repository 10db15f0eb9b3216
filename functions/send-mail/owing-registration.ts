import type { Instant } from '../../shared/domain/instant.ts';
import {
  askedSession,
  type MessageId,
  messageKind,
  type Registration,
} from '../../shared/domain/registration.ts';
import { contextOf, type MailContext, sessionOf } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { findRegistration, owing } from '../../shared/store/registrations.ts';
import { keys as itemKeys, registrationIn } from '../../shared/store/table.ts';
import type { FindDebtor } from './debtors.ts';
import { outOfDate } from './out-of-date.ts';
import type { Sources } from './sources.ts';

/** What a registration owes goes to the address it was made with. */
export const owingRegistration: FindDebtor = async (sources, owner, now) => {
  const id = registrationIn(itemKeys.owner(owner));
  const registration = id && (await findRegistration(sources.store, id));
  return (
    registration && {
      ...owing(registration, now),
      write: async (mail) => {
        const reason = outOfDate(registration, mail);
        if (reason !== undefined) return { outOfDate: reason };
        return writeMail(messageKind(mail), await mailContext(sources, registration, mail, now));
      },
    }
  );
};

/** What a mail is written from, with the other session the person asked for, if that is what it is about. */
async function mailContext(
  { keys, programme: load, siteUrl }: Sources,
  registration: Registration,
  mail: MessageId,
  now: Instant,
): Promise<MailContext> {
  const programme = await load();
  const asked = askedSession(mail);
  return {
    ...contextOf(programme, registration, { keys: await keys(), siteUrl, now }),
    asked: programme && asked !== registration.session ? sessionOf(programme, asked) : undefined,
  };
}
