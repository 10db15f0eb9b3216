import type { Owner } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { closeSummary, foldedIn, type Mailbox } from '../../shared/domain/mailbox.ts';
import { endOf } from '../../shared/domain/programme.ts';
import { type MessageId, messageKind } from '../../shared/domain/registration.ts';
import { linksMail, summaryMail } from '../../shared/mail/several.ts';
import { changeMailbox, findMailbox } from '../../shared/store/mailboxes.ts';
import { keys, mailboxIn } from '../../shared/store/table.ts';
import type { FindDebtor, Written } from './debtors.ts';
import { beyondMeasure } from './measure.ts';
import type { Sources } from './sources.ts';
import { standing } from './standing.ts';

/** What a mailbox owes goes to an address of one of its registrations: it holds none itself. */
export const owingMailbox: FindDebtor = async (sources, owner, now) => {
  const key = mailboxIn(keys.owner(owner));
  const mailbox = key && (await findMailbox(sources.store, key));
  return (
    mailbox && {
      ...mailbox,
      write: async (mail) => {
        if (messageKind(mail) !== 'A1') return writeLinks(sources, mailbox, { owner, mail }, now);
        const closed = await changeMailbox(sources.store, key, now, (standing) =>
          closeSummary(standing, mail),
        );
        return writeSummary(sources, foldedIn(closed, mail), now);
      },
    }
  );
};

async function writeSummary(sources: Sources, folded: readonly Owner[], now: Instant): Promise<Written> {
  const [first, ...others] = await standing(sources, folded, now);
  if (first === undefined) return { outOfDate: 'none of them stands any more' };
  return summaryMail([first, ...others]);
}

async function writeLinks(
  sources: Sources,
  { registrations, owed }: Mailbox,
  asked: { readonly owner: Owner; readonly mail: MessageId },
  now: Instant,
): Promise<Written> {
  if (Object.keys(owed).some((other) => other > asked.mail)) return { outOfDate: 'asked for again since' };
  const live = Object.entries(registrations).flatMap(([owner, { session }]) =>
    session ? [owner as Owner] : [],
  );
  const found = await standing(sources, live, now);
  const [first, ...others] = found.filter(({ session }) => endOf(session) > now);
  if (first === undefined) return { outOfDate: 'nothing to come' };
  const unsent = await beyondMeasure(sources, first.registration.email, asked, now);
  if (unsent !== undefined) return { outOfDate: unsent };
  const [, , language] = asked.mail.split('#');
  return linksMail([first, ...others], language === 'en' ? 'en' : 'fr');
}
