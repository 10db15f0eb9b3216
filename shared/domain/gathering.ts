import type { Instant } from './instant.ts';
import { type Mailbox, nameOf, type OwedMail } from './mailbox.ts';
import { wallDate } from './time.ts';

/** Several reminders of one week go as one: each that is told of in another one stands with that one's name. */
export const gatheredInto = ({ gathered }: Mailbox, owed: OwedMail): string | undefined =>
  gathered?.[nameOf(owed)];

export const isGatheredBy = (mailbox: Mailbox, leader: OwedMail, owed: OwedMail): boolean =>
  gatheredInto(mailbox, owed) === nameOf(leader);

/** Lets one reminder tell of others too; those that are told of elsewhere, or lead themselves, stay where they are. */
export function gather(
  mailbox: Mailbox,
  leader: OwedMail,
  others: readonly OwedMail[],
  now: Instant,
): Mailbox {
  if (gatheredInto(mailbox, leader) !== undefined) return mailbox;
  const leaders = new Set(Object.values(mailbox.gathered ?? {}));
  const free = others.filter(
    (owed) => gatheredInto(mailbox, owed) === undefined && !leaders.has(nameOf(owed)),
  );
  if (free.length === 0) return mailbox;
  const today = wallDate(now);
  const standing = Object.entries(mailbox.gathered ?? {}).filter(([name]) => dayOf(name) >= today);
  const told = free.map((owed) => [nameOf(owed), nameOf(leader)]);
  return { ...mailbox, gathered: Object.fromEntries([...standing, ...told]) };
}

/** A reminder that will not go tells of no others: each goes by itself. */
export function scatter(mailbox: Mailbox, leader: OwedMail): Mailbox {
  const name = nameOf(leader);
  const entries = Object.entries(mailbox.gathered ?? {});
  const left = entries.filter(([, by]) => by !== name);
  return left.length === entries.length ? mailbox : { ...mailbox, gathered: Object.fromEntries(left) };
}

/** `A10#2027-11-23 REGISTRATION#…` is of that day. */
const dayOf = (name: string): string => /^[^#]+#(\S+)/.exec(name)?.[1] ?? '';
