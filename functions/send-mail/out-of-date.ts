import {
  isLive,
  type MessageId,
  type MessageKind,
  messageKind,
  type Registration,
} from '../../shared/domain/registration.ts';

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

const kindOf = (mail: string) => messageKind(mail as MessageId);
const version = (mail: string): number => Number(mail.slice(mail.indexOf('#') + 1));
