import { endOf } from '../../shared/domain/programme.ts';
import {
  isLive,
  type MessageId,
  type MessageKind,
  messageKind,
  type Registration,
} from '../../shared/domain/registration.ts';
import type { MailContext } from '../../shared/mail/context.ts';

type Status = Registration['status'];

/** What a registration must be for a mail to be true. */
const truths: Readonly<Record<MessageKind, (status: Status) => boolean>> = {
  A1: (status) => status === 'confirmed',
  A2: (status) => status === 'pending',
  A4: (status) => status === 'waiting',
  A5: (status) => status === 'offered',
  A6: (status) => status === 'invited',
  A7: (status) => status === 'waiting' || status === 'lapsed',
  A8: (status) => status === 'waiting' || status === 'invited',
  A9: (status) => status === 'confirmed',
  A10: (status) => status === 'confirmed',
  A11: (status) => status === 'confirmed',
  A12: (status) => status === 'confirmed',
  A13: (status) => status === 'released' || status === 'declined',
  A14: isLive,
  A15: (status) => isLive(status) || status === 'cancelled',
  A16: (status) => status === 'cancelled',
  A17: (status) => status === 'lapsed',
  A28: isLive,
};
/** Each says something of its own, however many are owed. */
const repeatable: readonly MessageKind[] = ['A28'];

/** Why a mail must not go any more, judged on what stands now; undefined when it may. */
export function outOfDate({ status, owed }: Registration, mail: MessageId): string | undefined {
  const kind = messageKind(mail);
  if (!truths[kind](status)) return `the registration is ${status}`;
  const superseded =
    !repeatable.includes(kind) &&
    Object.keys(owed).some((other) => kindOf(other) === kind && version(other) > version(mail));
  return superseded ? `a later ${kind} is owed` : undefined;
}

/** Why a word about a change is not true any more: another one has overtaken it, or the person has acted since. */
export function overtakenChange(
  mail: MessageId,
  { registration, event, session, now }: MailContext,
): string | undefined {
  const kind = messageKind(mail);
  if (kind !== 'A15' && kind !== 'A16') return undefined;
  if (now >= endOf(session)) return 'the session is over';
  if (registration.createdAt > (registration.owed[mail] ?? now))
    return 'the person has registered again since';
  const isCancelled = event.status === 'cancelled';
  if (kind === 'A16') return isCancelled ? undefined : 'the event takes place after all';
  return isCancelled ? 'the event is cancelled' : undefined;
}

const kindOf = (mail: string) => messageKind(mail as MessageId);
const version = (mail: string): number => Number(mail.slice(mail.indexOf('#') + 1));
