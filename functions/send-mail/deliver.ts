import { type Clock, type Instant, minus, plus } from '../../shared/domain/instant.ts';
import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey, readAddress } from '../../shared/domain/people.ts';
import { type MessageId, messageKind } from '../../shared/domain/registration.ts';
import { isReminderKind } from '../../shared/domain/reminders.ts';
import { toMime } from '../../shared/mail/mime.ts';
import type { Pace } from '../../shared/mail/pace.ts';
import type { MailOrder } from '../../shared/mail/queue.ts';
import { type MailService, messageTag, type Submission, submit } from '../../shared/mail/ses.ts';
import { flagUndeliverable } from '../../shared/store/feedback.ts';
import { findMailbox } from '../../shared/store/mailboxes.ts';
import {
  CLAIM_LASTS,
  claimMessage,
  type Repetition,
  recordOutcome,
  recordUnsent,
  type Unsent,
} from '../../shared/store/messages.ts';
import { type Owing, putOff, settleOwed } from '../../shared/store/owing.ts';
import { type Debtor, findDebtor, type Written } from './debtors.ts';
import type { Sources } from './sources.ts';

const FIRST_RETRY_MINUTES = 1;
const LONGEST_RETRY_MINUTES = 60;
const GIVE_UP_AFTER = { hours: 72 };

/** What sending takes. */
export type Post = Sources & {
  readonly ses: MailService;
  readonly clock: Clock;
  readonly pace: Pace;
};

export type Delivery = {
  readonly outcome:
    | 'not-owed'
    | 'wait'
    | 'ended'
    | 'sent'
    | 'deferred'
    | 'unknown'
    | 'failed'
    | Unsent['state'];
  readonly sesMessageId?: string;
  readonly reason?: string;
};

/** Carries out one order, however often it comes: the mail is owed, still true, and nobody else is sending it. */
export async function deliver(post: Post, { owner, mail }: MailOrder, claimant: string): Promise<Delivery> {
  const { store, ses, clock, pace } = post;
  const now = clock();
  const debtor = await findDebtor(post, owner, now);
  const owedSince = debtor?.owed[mail];
  if (debtor === undefined || owedSince === undefined) return { outcome: 'not-owed' };
  if (owedSince > now) return { outcome: 'wait' };

  // Before the claim: a mail that cannot be written must not look like one that is being sent.
  const written = await sendable(post, debtor, mail);
  if ('state' in written) {
    if (written.state === 'suppressed') await flagUndeliverable(store, owner, now);
    await recordUnsent(store, owner, mail, written, now);
    await settleOwed(store, debtor, mail);
    return { outcome: written.state, reason: written.reason };
  }
  if ('notBefore' in written) {
    await putOff(store, debtor, mail, written.notBefore, now);
    return { outcome: 'wait' };
  }
  const tag = messageTag(owner, mail);
  const raw = await toMime(written, { sender: ses.sender, messageId: tag, date: now });

  await pace(mail);
  const repetition: Repetition = isReminderKind(messageKind(mail)) ? 'at-most-once' : 'at-least-once';
  const claim = await claimMessage(store, owner, mail, claimant, now, repetition);
  if (claim.kind === 'lost')
    return giveUp(post, debtor, mail, claim.claimant, 'nobody knows whether it went');
  if (claim.kind === 'ended') {
    await settleOwed(store, debtor, mail);
    return { outcome: 'ended' };
  }
  if (claim.kind === 'wait') {
    await putOff(store, debtor, mail, claim.until, now);
    return { outcome: 'wait' };
  }
  const submission = await submit(ses, { raw, to: written.to.address, tag, mail });
  const attempt = { mail, claimant, owedSince, attempts: claim.attempts, repetition };
  return record(post, debtor, attempt, submission);
}

type Try = {
  readonly mail: MessageId;
  readonly claimant: string;
  readonly owedSince: Instant;
  readonly attempts: number;
  readonly repetition: Repetition;
};

async function record(
  post: Post,
  debtor: Debtor,
  { mail, claimant, owedSince, attempts, repetition }: Try,
  submission: Submission,
): Promise<Delivery> {
  const { store, clock } = post;
  const now = clock();
  if (submission.kind === 'accepted') {
    const { sesMessageId } = submission;
    await recordOutcome(store, debtor.owner, mail, claimant, { state: 'sent', sentAt: now, sesMessageId });
    await settleOwed(store, debtor, mail);
    return { outcome: 'sent', sesMessageId };
  }
  const { reason } = submission;
  const mayHaveGone = submission.kind === 'unknown' && repetition === 'at-most-once';
  const isTooLong = submission.kind !== 'stopped' && owedSince < minus(now, GIVE_UP_AFTER);
  if (mayHaveGone || isTooLong) return giveUp(post, debtor, mail, claimant, reason);
  if (submission.kind === 'unknown') {
    // It may have gone: the claim stands until it lapses, and only then is the mail sent again.
    const lapsesAt = plus(now, CLAIM_LASTS);
    await debtor.late?.(mail, lapsesAt);
    await putOff(store, debtor, mail, lapsesAt, now);
    return { outcome: 'unknown', reason };
  }
  const retryAt = plus(now, { minutes: retryMinutes(attempts) });
  await recordOutcome(store, debtor.owner, mail, claimant, { state: 'deferred', retryAt, reason });
  await debtor.late?.(mail, retryAt);
  await putOff(store, debtor, mail, retryAt, now);
  return { outcome: 'deferred', reason };
}

async function giveUp(
  { store, clock }: Post,
  owing: Owing,
  mail: MessageId,
  claimant: string,
  reason: string,
): Promise<Delivery> {
  const outcome = { state: 'failed', endedAt: clock(), reason } as const;
  await recordOutcome(store, owing.owner, mail, claimant, outcome);
  await settleOwed(store, owing, mail);
  return { outcome: 'failed', reason };
}

const retryMinutes = (attempts: number): number =>
  Math.min(LONGEST_RETRY_MINUTES, FIRST_RETRY_MINUTES * 2 ** Math.min(attempts - 1, 10));

/** The address is read again: whatever wrote the item, it may not be two. */
async function sendable(
  { store, keys }: Post,
  debtor: Debtor,
  mail: MessageId,
): Promise<Exclude<Written, { readonly outOfDate: string }> | Unsent> {
  const written = await debtor.write(mail);
  if ('outOfDate' in written) return { state: 'expired', reason: written.outOfDate };
  if ('notBefore' in written) return written;
  const { address } = written.to;
  if (readAddress(address) !== address) return { state: 'expired', reason: 'not an address' };
  const mailbox = await findMailbox(store, mailboxKey(await keys(), addressKey(address)));
  const why = mailbox?.suppressed?.why;
  return why === undefined ? written : { state: 'suppressed', reason: why };
}
