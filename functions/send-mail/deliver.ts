import { type Clock, type Instant, minus, plus } from '../../shared/domain/instant.ts';
import { readAddress } from '../../shared/domain/people.ts';
import { type MessageId, messageKind, type Registration } from '../../shared/domain/registration.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { toMime } from '../../shared/mail/mime.ts';
import type { MailOrder } from '../../shared/mail/queue.ts';
import { type MailService, messageTag, type Submission, submit } from '../../shared/mail/ses.ts';
import type { Store } from '../../shared/store/client.ts';
import { CLAIM_LASTS, claimMessage, recordExpired, recordOutcome } from '../../shared/store/messages.ts';
import { findRegistration, setDue, settleOwed } from '../../shared/store/registrations.ts';
import { mailContext, type Sources } from './mail-context.ts';
import { outOfDate } from './out-of-date.ts';

const FIRST_RETRY_MINUTES = 1;
const LONGEST_RETRY_MINUTES = 60;
const GIVE_UP_AFTER = { hours: 72 };

/** What sending takes. */
export type Post = Sources & { readonly store: Store; readonly ses: MailService; readonly clock: Clock };

export type Delivery = {
  readonly outcome: 'not-owed' | 'expired' | 'wait' | 'ended' | 'sent' | 'deferred' | 'unknown' | 'failed';
  readonly sesMessageId?: string;
  readonly reason?: string;
};

/** Carries out one order, however often it comes: the mail is owed, still true, and nobody else is sending it. */
export async function deliver(post: Post, { mail, ...id }: MailOrder, claimant: string): Promise<Delivery> {
  const { store, ses, clock } = post;
  const now = clock();
  const registration = await findRegistration(store, id);
  const owedSince = registration?.owed[mail];
  if (registration === undefined || owedSince === undefined) return { outcome: 'not-owed' };

  const reason = outOfDate(registration, mail) ?? unsendable(registration);
  if (reason !== undefined) {
    await recordExpired(store, id, mail, reason, now);
    await settleOwed(store, registration, mail);
    return { outcome: 'expired', reason };
  }

  // Before the claim: a mail that cannot be written must not look like one that is being sent.
  const tag = messageTag(id, mail);
  const written = await writeMail(messageKind(mail), await mailContext(post, registration, mail, now));
  const raw = await toMime(written, { sender: ses.sender, messageId: tag, date: now });

  const claim = await claimMessage(store, id, mail, claimant, now);
  if (claim.kind === 'ended') {
    await settleOwed(store, registration, mail);
    return { outcome: 'ended' };
  }
  if (claim.kind === 'wait') {
    await setDue(store, registration, claim.until);
    return { outcome: 'wait' };
  }
  const submission = await submit(ses, { raw, to: registration.email, tag, mail });
  return record(post, registration, { mail, claimant, owedSince, attempts: claim.attempts }, submission);
}

type Try = {
  readonly mail: MessageId;
  readonly claimant: string;
  readonly owedSince: Instant;
  readonly attempts: number;
};

async function record(
  { store, clock }: Post,
  registration: Registration,
  { mail, claimant, owedSince, attempts }: Try,
  submission: Submission,
): Promise<Delivery> {
  const now = clock();
  if (submission.kind === 'accepted') {
    const { sesMessageId } = submission;
    await recordOutcome(store, registration, mail, claimant, { state: 'sent', sentAt: now, sesMessageId });
    await settleOwed(store, registration, mail);
    return { outcome: 'sent', sesMessageId };
  }
  const { reason } = submission;
  if (owedSince < minus(now, GIVE_UP_AFTER)) {
    await recordOutcome(store, registration, mail, claimant, { state: 'failed', endedAt: now, reason });
    await settleOwed(store, registration, mail);
    return { outcome: 'failed', reason };
  }
  if (submission.kind === 'unknown') {
    // It may have gone: the claim stands until it lapses, and only then is the mail sent again.
    await setDue(store, registration, plus(now, CLAIM_LASTS));
    return { outcome: 'unknown', reason };
  }
  const retryAt = plus(now, { minutes: retryMinutes(attempts) });
  await recordOutcome(store, registration, mail, claimant, { state: 'deferred', retryAt, reason });
  await setDue(store, registration, retryAt);
  return { outcome: 'deferred', reason };
}

const retryMinutes = (attempts: number): number =>
  Math.min(LONGEST_RETRY_MINUTES, FIRST_RETRY_MINUTES * 2 ** Math.min(attempts - 1, 10));

/** Read again before sending: whatever wrote the item, no address may be two. */
const unsendable = ({ email }: Registration): string | undefined =>
  readAddress(email) === email ? undefined : 'not an address';
