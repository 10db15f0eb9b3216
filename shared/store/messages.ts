import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Owner } from '../domain/ids.ts';
import { epochMs, type Instant, minus, plus } from '../domain/instant.ts';
import type { MessageId } from '../domain/registration.ts';
import type { Store } from './client.ts';
import { failedCondition, fromItem, setExpression, toItem } from './item.ts';
import { keys, table } from './table.ts';

/** How long a sender may take; after it the claim lapses and the mail is sent by somebody else. */
export const CLAIM_LASTS = { minutes: 10 };
const KEPT = { days: 400 }; // the log is kept a year after the edition

const instant = z.string() as unknown as z.ZodMiniType<Instant>;

const logged = z.object({
  state: z.enum(['claimed', 'sent', 'expired', 'suppressed', 'deferred', 'failed']),
  /** Who claimed it last: one receipt of one queue message. */
  claimant: z.optional(z.string()),
  claimedAt: z.optional(instant),
  attempts: z._default(z.int(), 0),
  /** Not to be tried before. */
  retryAt: z.optional(instant),
});
type Logged = z.infer<typeof logged>;

export type Claim =
  | { readonly kind: 'claimed'; readonly attempts: number }
  /** Somebody else sends it, or it was refused lately. */
  | { readonly kind: 'wait'; readonly until: Instant; readonly claimant?: string | undefined }
  /** Sent, not to be sent any more, or failed. */
  | { readonly kind: 'ended' }
  /** Of a mail that goes at most once: somebody claimed it, and nobody knows whether it went. */
  | { readonly kind: 'lost'; readonly claimant: string };

/** A lapsed claim may have been followed by a mail: it is then sent again, or never. */
export type Repetition = 'at-least-once' | 'at-most-once';

/** Only one claimant at a time may send a mail; a claim that was neither followed by an answer nor lapsed stands. */
export async function claimMessage(
  store: Store,
  owner: Owner,
  mail: MessageId,
  claimant: string,
  now: Instant,
  repetition: Repetition = 'at-least-once',
): Promise<Claim> {
  const once = repetition === 'at-most-once';
  try {
    const { Attributes = {} } = await store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.message(owner, mail)),
        UpdateExpression:
          'SET #state = :claimed, claimant = :claimant, claimedAt = :now, #expiresAt = :expiresAt, ' +
          'attempts = if_not_exists(attempts, :zero) + :one REMOVE retryAt',
        ConditionExpression:
          'attribute_not_exists(pk) OR (#state = :deferred AND retryAt <= :now)' +
          (once ? '' : ' OR (#state = :claimed AND claimedAt <= :lapsed)'),
        ExpressionAttributeNames: { '#state': 'state', '#expiresAt': table.timeToLive },
        ExpressionAttributeValues: toItem({
          ':claimed': 'claimed',
          ':deferred': 'deferred',
          ':claimant': claimant,
          ':now': now,
          ...(!once && { ':lapsed': minus(now, CLAIM_LASTS) }),
          ':expiresAt': forgetMessageAt(now),
          ':zero': 0,
          ':one': 1,
        }),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return { kind: 'claimed', attempts: fromItem(logged, Attributes).attempts };
  } catch (error) {
    const standing = failedCondition(error)?.item;
    if (standing === undefined) throw error;
    const claim = standingClaim(fromItem(logged, standing), claimant, now);
    // Only what may go at most once is refused although it has lapsed.
    if (claim.kind !== 'wait' || claim.until > now) return claim;
    return once && claim.claimant !== undefined ? { kind: 'lost', claimant: claim.claimant } : claim;
  }
}

function standingClaim(message: Logged, claimant: string, now: Instant): Claim {
  switch (message.state) {
    case 'claimed':
      // Our own claim, whose answer was lost on its way.
      if (message.claimant === claimant) return { kind: 'claimed', attempts: message.attempts };
      return {
        kind: 'wait',
        until: plus(message.claimedAt ?? now, CLAIM_LASTS),
        claimant: message.claimant,
      };
    case 'deferred':
      return { kind: 'wait', until: message.retryAt ?? now };
    case 'sent':
    case 'expired':
    case 'suppressed':
    case 'failed':
      return { kind: 'ended' };
  }
}

type Outcome =
  | { readonly state: 'sent'; readonly sentAt: Instant; readonly sesMessageId: string }
  | { readonly state: 'deferred'; readonly retryAt: Instant; readonly reason: string }
  | { readonly state: 'failed'; readonly endedAt: Instant; readonly reason: string };

/** What became of a claimed mail; a claimant whose claim went to somebody else writes nothing but that it was sent. */
export async function recordOutcome(
  store: Store,
  owner: Owner,
  mail: MessageId,
  claimant: string,
  outcome: Outcome,
): Promise<void> {
  await write(
    store,
    owner,
    mail,
    outcome,
    outcome.state === 'sent'
      ? undefined
      : {
          // SES may have told meanwhile that an earlier attempt, whose answer was lost, had gone.
          expression: '#state = :claimed AND claimant = :claimant',
          values: { ':claimed': 'claimed', ':claimant': claimant },
        },
  );
}

/** Why a mail was not sent and never will be: it is no longer true, or nothing goes to its address. */
export type Unsent = { readonly state: 'expired' | 'suppressed'; readonly reason: string };

export async function recordUnsent(
  store: Store,
  owner: Owner,
  mail: MessageId,
  unsent: Unsent,
  now: Instant,
): Promise<void> {
  await write(
    store,
    owner,
    mail,
    { ...unsent, endedAt: now, expiresAt: forgetMessageAt(now) },
    { expression: 'attribute_not_exists(#state) OR #state <> :sent', values: { ':sent': 'sent' } },
  );
}

/** For the table's time to live. */
export const forgetMessageAt = (now: Instant): number => Math.floor(epochMs(plus(now, KEPT)) / 1_000);

async function write(
  store: Store,
  owner: Owner,
  mail: MessageId,
  patch: Readonly<Record<string, unknown>>,
  condition?: { readonly expression: string; readonly values: Readonly<Record<string, unknown>> },
): Promise<void> {
  const update = setExpression(patch);
  try {
    await store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.message(owner, mail)),
        ...update,
        ...(condition && { ConditionExpression: condition.expression }),
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...toItem(condition?.values ?? {}),
        },
      }),
    );
  } catch (error) {
    if (failedCondition(error) === undefined) throw error;
  }
}
