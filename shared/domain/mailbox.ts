import type { Brand, Owner, SessionId } from './ids.ts';
import { type Instant, plus } from './instant.ts';
import { hmac, type Keys } from './keys.ts';
import type { Suppression } from './mail-fate.ts';
import type { AddressKey } from './people.ts';
import { isLive, type MessageId, messageKind, type Registration } from './registration.ts';
import { wallDate } from './time.ts';

/** Mails that anybody can set off for anybody's address: so many a day for one mailbox, all new registrations together. */
const measures = { new: 10, again: 10, links: 5 } as const;
type Measured = keyof typeof measures;
const measuredAs: Readonly<Record<string, Measured>> = {
  A1: 'new',
  A2: 'new',
  A4: 'new',
  A20: 'links',
  A28: 'again',
};
/** What goes beyond is told in one mail, after an hour in which more may come. */
const SUMMARY_WAITS = { hours: 1 };
const SUMMARY_HOLDS = 20; // 30 kB of mail

/** Who an address belongs to, without the address: 16 bytes as 32 hexadecimal digits. */
export type MailboxKey = Brand<string, 'MailboxKey'>;

/** What we know of one address; of its plus tags together where mails are counted. */
export type Mailbox = {
  /** By owner: the session while the registration is live, and the revision this was learnt from. */
  readonly registrations: Readonly<Record<string, Known>>;
  /** Which mails went on that day, in Paris; the order of it does not matter. */
  readonly counted: { readonly on: string; readonly mails: readonly string[] };
  /** Mails that were too many for their day, by the summary that tells of them. */
  readonly summaries: Readonly<Record<string, Summary>>;
  readonly owed: Readonly<Record<string, Instant>>;
  /** Since when the person wants no reminders. */
  readonly noReminders?: Instant | undefined;
  /** Reminders told of in another one of the same week: by which, by name. */
  readonly gathered?: Readonly<Record<string, string>> | undefined;
  /** Why nothing is sent there any more, and which mail was the first to show it, by when it was sent. */
  readonly suppressed?: Suppressed | undefined;
};
export type Suppressed = { readonly why: Suppression; readonly since: Instant };
export type Known = { readonly rev: number; readonly session?: SessionId | undefined };
/** Nothing joins a closed summary: it is being written. */
type Summary = { readonly closed: boolean; readonly mails: readonly string[] };
export type OwedMail = { readonly owner: Owner; readonly mail: MessageId };

export const emptyMailbox: Mailbox = {
  registrations: {},
  counted: { on: '', mails: [] },
  summaries: {},
  owed: {},
};

export const mailboxKey = ({ edition }: Keys, person: AddressKey): MailboxKey =>
  hmac(edition, 'mailbox', person).toString('hex', 0, 16) as MailboxKey;

export const knowledgeOf = ({
  rev,
  status,
  session,
}: Pick<Registration, 'rev' | 'status' | 'session'>): Known => ({
  rev,
  session: isLive(status) ? session : undefined,
});

/** What a registration is now; the same mailbox if as much or more was known. */
export function learn(mailbox: Mailbox, owner: Owner, known: Known): Mailbox {
  const { registrations } = mailbox;
  if ((registrations[owner]?.rev ?? -1) >= known.rev) return mailbox;
  return { ...mailbox, registrations: { ...registrations, [owner]: known } };
}

/** Counts a mail on its day, once; undefined if the day has had its measure of that kind. */
export function count(mailbox: Mailbox, owed: OwedMail, now: Instant): Mailbox | undefined {
  const measured = measuredAs[messageKind(owed.mail)];
  if (measured === undefined) return mailbox;
  const on = wallDate(now);
  const mails = mailbox.counted.on === on ? mailbox.counted.mails : [];
  const name = nameOf(owed);
  if (mails.includes(name)) return mailbox;
  const alike = mails.filter((one) => measuredAs[messageKind(one as MessageId)] === measured);
  return alike.length < measures[measured]
    ? { ...mailbox, counted: { on, mails: [...mails, name] } }
    : undefined;
}

export const isFolded = ({ summaries }: Mailbox, owed: OwedMail): boolean =>
  Object.values(summaries).some(({ mails }) => mails.includes(nameOf(owed)));

/** Adds a mail to the summary that waits, or to a new one an hour from now and from the last. */
export function fold(mailbox: Mailbox, owed: OwedMail, now: Instant): Mailbox {
  if (isFolded(mailbox, owed)) return mailbox;
  const waiting = Object.entries(mailbox.summaries).filter(
    ([summary]) => mailbox.owed[summary] !== undefined,
  );
  const [open, { mails } = { mails: [] }] =
    waiting.find(
      ([summary, { closed, mails }]) =>
        !closed && mails.length < SUMMARY_HOLDS && (mailbox.owed[summary] ?? now) > now,
    ) ?? [];
  const last =
    waiting
      .map(([summary]) => mailbox.owed[summary] ?? now)
      .sort()
      .at(-1) ?? now;
  const at = plus(last > now ? last : now, SUMMARY_WAITS);
  const summary = open ?? `A1#${at}`;
  return {
    ...mailbox,
    summaries: {
      ...Object.fromEntries(waiting),
      [summary]: { closed: false, mails: [...mails, nameOf(owed)] },
    },
    owed: open === undefined ? { ...mailbox.owed, [summary]: at } : mailbox.owed,
  };
}

export function closeSummary(mailbox: Mailbox, summary: MessageId): Mailbox {
  const standing = mailbox.summaries[summary];
  if (standing === undefined || standing.closed) return mailbox;
  return { ...mailbox, summaries: { ...mailbox.summaries, [summary]: { ...standing, closed: true } } };
}

/** The registrations that a summary tells of, each once, as they were folded. */
export const foldedIn = ({ summaries }: Mailbox, summary: MessageId): readonly Owner[] => [
  ...new Set((summaries[summary]?.mails ?? []).map((name) => name.slice(name.indexOf(' ') + 1) as Owner)),
];

/** Nothing goes there any more; the same mailbox if that is known. A complaint is the graver reason. */
export function suppress(mailbox: Mailbox, { why, since }: Suppressed): Mailbox {
  const known = mailbox.suppressed;
  if (known === undefined) return { ...mailbox, suppressed: { why, since } };
  const both = [known.why, why];
  const suppressed: Suppressed = {
    why: both.includes('complained') ? 'complained' : 'bounced',
    since: known.since < since ? known.since : since,
  };
  const isKnown = suppressed.why === known.why && suppressed.since === known.since;
  return isKnown ? mailbox : { ...mailbox, suppressed };
}

export const nameOf = ({ owner, mail }: OwedMail): string => `${mail} ${owner}`;
