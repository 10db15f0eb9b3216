import type { Instant } from '../../shared/domain/instant.ts';
import { count, fold, isFolded, mailboxKey, type OwedMail } from '../../shared/domain/mailbox.ts';
import { capKey } from '../../shared/domain/people.ts';
import { messageKind } from '../../shared/domain/registration.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import type { Sources } from './sources.ts';

/** An address that is not confirmed within the hour, nor links asked for anew, need no summary. */
const foldable = (mail: OwedMail['mail']): boolean => ['A1', 'A4', 'A28'].includes(messageKind(mail));

/**
 * Counts a mail, once, on the day of its address and of the plus tags of it. Says why it must not go if the day has
 * had its measure; a summary that the mailbox then owes tells of it instead.
 */
export async function beyondMeasure(
  { store, keys }: Sources,
  address: string,
  owed: OwedMail,
  now: Instant,
): Promise<string | undefined> {
  let beyond: string | undefined;
  await changeMailbox(store, mailboxKey(await keys(), capKey(address)), now, (mailbox) => {
    const counted = isFolded(mailbox, owed) ? undefined : count(mailbox, owed, now);
    beyond = counted === undefined ? 'too many for a day' : undefined;
    if (counted !== undefined || !foldable(owed.mail)) return counted ?? mailbox;
    beyond = 'told in a summary';
    return fold(mailbox, owed, now);
  });
  return beyond;
}
