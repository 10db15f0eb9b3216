import type { Owner } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { MessageId } from '../../shared/domain/registration.ts';
import type { Mail } from '../../shared/mail/mail.ts';
import type { Owing } from '../../shared/store/owing.ts';
import { kindOf, type OwnerKind } from '../../shared/store/table.ts';
import { owingAlert } from './owing-alert.ts';
import { owingMailbox } from './owing-mailbox.ts';
import { owingRegistration } from './owing-registration.ts';
import type { Sources } from './sources.ts';

/** An item that owes mails, as it stands now. */
export type Debtor = Owing & {
  /** The mail that is owed, to whom it goes, why it must not go any more, or when it may. */
  readonly write: (mail: MessageId) => Promise<Written>;
  /** What follows if the mail goes at that instant at the earliest. */
  readonly late?: (mail: MessageId, mailAt: Instant) => Promise<void>;
};
export type Written = Mail | { readonly outOfDate: string } | { readonly notBefore: Instant };
export type FindDebtor = (sources: Sources, owner: Owner, now: Instant) => Promise<Debtor | undefined>;

/** All that sending knows of each kind of item that owes mails. */
const debtors: Readonly<Record<OwnerKind, FindDebtor>> = {
  REGISTRATION: owingRegistration,
  MAILBOX: owingMailbox,
  ALERT: owingAlert,
};

/** Read consistently; undefined if there is no such item. */
export const findDebtor: FindDebtor = async (sources, owner, now) => {
  const kind = kindOf(owner);
  return kind && debtors[kind](sources, owner, now);
};
