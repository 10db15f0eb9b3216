import { type Clock, type Instant, minus, plus } from '../../shared/domain/instant.ts';
import { readAddress } from '../../shared/domain/people.ts';
import type { MessageId } from '../../shared/domain/registration.ts';
import type { Mail } from '../../shared/mail/mail.ts';
import { toMime } from '../../shared/mail/mime.ts';
import type { MailOrder } from '../../shared/mail/queue.ts';
import { type MailService, messageTag, type Submission, submit } from '../../shared/mail/ses.ts';
import { CLAIM_LASTS, claimMessage, recordExpired, recordOutcome } from '../../shared/store/messages.ts';
import { type Owing, putOff, settleOwed } from '../../shared/store/owing.ts';
import { type Debtor, findDebtor, type OutOfDate } from './debtors.ts';
import type { Sources } from './sources.ts';

const FIRST_RETRY_MINUTES = 1;
const LONGEST_RETRY_MINUTES = 60;
const GIVE_UP_AFTER = { hours: 72 };

/** What sending takes. */
export type Post = Sources & { readonly ses: MailService; readonly clock: Clock };

export type Delivery = {
  readonly outcome: 'not-owed' | 'expired' | 'wait' | 'ended' | 'sent' | 'deferred' | 'unknown' | 'failed';
  readonly sesMessageId?: string;
  readonly reason?: string;
};

/** Carries out one order, however often it comes: the mail is owed, still true, and nobody else is sending it. */
export async function deliver(post: Post, { owner, mail }: MailOrder, claimant: string): Promise<Delivery> {
  const { store, ses, clock } = post;
  const now = clock();
  const debtor = await findDebtor(post, owner, now);
  const owedSince = debtor?.owed[mail];
  if (debtor === undefined || owedSince === undefined) return { outcome: 'not-owed' };
  if (owedSince > now) return { outcome: 'wait' };

  // Before the claim: a mail that cannot be written must not look like one that is being sent.
  const written = await sendable(debtor, mail);
  if ('outOfDate' in written) {
    const reason = written.outOfDate;
    await recordExpired(store, owner, mail, reason, now);
    await settleOwed(store, debtor, mail);
    return { outcome: 'expired', reason };
  }
  const tag = messageTag(owner, mail);
  const raw = await toMime(written, { sender: ses.sender, messageId: tag, date: now });

  const claim = await claimMessage(store, owner, mail, claimant, now);
  if (claim.kind === 'ended') {
    await settleOwed(store, debtor, mail);
    return { outcome: 'ended' };
  }
  if (claim.kind === 'wait') {
    await putOff(store, debtor, mail, claim.until, now);
    return { outcome: 'wait' };
  }
  const submission = await submit(ses, { raw, to: written.to.address, tag, mail });
  return record(post, debtor, { mail, claimant, owedSince, attempts: claim.attempts }, submission);
}

type Try = {
  readonly mail: MessageId;
  readonly claimant: string;
  readonly owedSince: Instant;
  readonly attempts: number;
};

async function record(
  { store, clock }: Post,
  owing: Owing,
  { mail, claimant, owedSince, attempts }: Try,
  submission: Submission,
): Promise<Delivery> {
  const now = clock();
  if (submission.kind === 'accepted') {
    const { sesMessageId } = submission;
    await recordOutcome(store, owing.owner, mail, claimant, { state: 'sent', sentAt: now, sesMessageId });
    await settleOwed(store, owing, mail);
    return { outcome: 'sent', sesMessageId };
  }
  const { reason } = submission;
  if (owedSince < minus(now, GIVE_UP_AFTER)) {
    await recordOutcome(store, owing.owner, mail, claimant, { state: 'failed', endedAt: now, reason });
    await settleOwed(store, owing, mail);
    return { outcome: 'failed', reason };
  }
  if (submission.kind === 'unknown') {
    // It may have gone: the claim stands until it lapses, and only then is the mail sent again.
    await putOff(store, owing, mail, plus(now, CLAIM_LASTS), now);
    return { outcome: 'unknown', reason };
  }
  const retryAt = plus(now, { minutes: retryMinutes(attempts) });
  await recordOutcome(store, owing.owner, mail, claimant, { state: 'deferred', retryAt, reason });
  await putOff(store, owing, mail, retryAt, now);
  return { outcome: 'deferred', reason };
}

const retryMinutes = (attempts: number): number =>
  Math.min(LONGEST_RETRY_MINUTES, FIRST_RETRY_MINUTES * 2 ** Math.min(attempts - 1, 10));

/** The address is read again: whatever wrote the item, it may not be two. */
async function sendable(debtor: Debtor, mail: MessageId): Promise<Mail | OutOfDate> {
  const written = await debtor.write(mail);
  if ('outOfDate' in written) return written;
  const { address } = written.to;
  return readAddress(address) === address ? written : { outOfDate: 'not an address' };
}
