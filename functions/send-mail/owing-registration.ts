import type { Owner } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { knowledgeOf, learn, mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import {
  askedSession,
  type MessageId,
  messageKind,
  type Registration,
} from '../../shared/domain/registration.ts';
import { isReminderKind } from '../../shared/domain/reminders.ts';
import { overlap } from '../../shared/domain/sessions.ts';
import { contextOf, hasSeat, type MailContext, sessionOf } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { loadProgramme } from '../../shared/store/programme.ts';
import { findRegistration, owing } from '../../shared/store/registrations.ts';
import { keys as itemKeys, owners, registrationIn } from '../../shared/store/table.ts';
import { positionOf } from '../../shared/store/waiting.ts';
import { alternativesFor } from './alternatives.ts';
import type { FindDebtor } from './debtors.ts';
import { holdForLateMail } from './late.ts';
import { beyondMeasure } from './measure.ts';
import { outOfDate, overtakenChange } from './out-of-date.ts';
import { writeReminder } from './reminder.ts';
import type { Sources } from './sources.ts';
import { standing } from './standing.ts';

/** What a registration owes goes to the address it was made with. */
export const owingRegistration: FindDebtor = async (sources, owner, now) => {
  const id = registrationIn(itemKeys.owner(owner));
  const registration = id && (await findRegistration(sources.store, id));
  return (
    registration && {
      ...owing(registration, now),
      late: (mail, mailAt) => holdForLateMail(sources, registration, mail, mailAt),
      write: async (mail) => {
        const kind = messageKind(mail);
        if (isReminderKind(kind)) return writeReminder(sources, registration, { owner, mail, kind }, now);
        const reason = outOfDate(registration, mail);
        if (reason !== undefined) return { outOfDate: reason };
        const context = await mailContext(sources, registration, mail, now);
        const overtaken = overtakenChange(mail, context);
        if (overtaken !== undefined) return { outOfDate: overtaken };
        // Known before it is counted: of two mails at the same moment the later knows of both registrations.
        const overlapping = kind === 'A1' ? await overlappingOnes(sources, context) : [];
        const unsent = await beyondMeasure(sources, registration.email, { owner, mail }, now);
        if (unsent !== undefined) return { outOfDate: unsent };
        const alternatives = kind === 'A16' ? await alternativesFor(sources, context) : undefined;
        return writeMail(kind, { ...context, overlapping, alternatives });
      },
    }
  );
};

/** What a mail is written from, with the other session the person asked for, if that is what it is about. */
async function mailContext(
  { store, keys, programme: load, siteUrl }: Sources,
  registration: Registration,
  mail: MessageId,
  now: Instant,
): Promise<MailContext> {
  const remembered = await load();
  const seen = remembered && sessionOf(remembered, registration.session);
  // What the person is told must not be older than what they are told of.
  const isOld = (seen?.rev ?? 0) < (registration.toldRev ?? 0);
  const programme = isOld ? await loadProgramme(store, { consistent: true }) : remembered;
  const asked = askedSession(mail);
  return {
    ...contextOf(programme, registration, { keys: await keys(), siteUrl, now }),
    asked: programme && asked !== registration.session ? sessionOf(programme, asked) : undefined,
    position: messageKind(mail) === 'A4' ? await positionOf(store, registration) : undefined,
  };
}

/** The person's other seats at the same time, by what is known of the mailbox once this registration is. */
async function overlappingOnes(sources: Sources, context: MailContext): Promise<readonly MailContext[]> {
  const { registration, session, now } = context;
  const programme = await sources.programme();
  const me = owners.registration(registration);
  const mailbox = mailboxKey(await sources.keys(), addressKey(registration.email));
  const { registrations } = await changeMailbox(sources.store, mailbox, now, (known) =>
    learn(known, me, knowledgeOf(registration)),
  );
  const atThatTime = Object.entries(registrations).flatMap(([owner, known]) => {
    const other = programme && sessionOf(programme, known.session);
    return owner !== me && other && overlap(session, other) ? [owner as Owner] : [];
  });
  return (await standing(sources, atThatTime, now)).filter(
    (other) => hasSeat(other.registration) && overlap(session, other.session),
  );
}
