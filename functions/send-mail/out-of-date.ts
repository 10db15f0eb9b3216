import { isLive, type MessageId, messageKind, type Registration } from '../../shared/domain/registration.ts';

/** Why a mail must not go any more, judged on what stands now; undefined when it may. */
export function outOfDate({ status, owed }: Registration, mail: MessageId): string | undefined {
  switch (messageKind(mail)) {
    case 'A1':
      if (status !== 'confirmed') return `not confirmed but ${status}`;
      return isSuperseded(owed, mail) ? 'a later confirmation is owed' : undefined;
    case 'A13':
      if (status !== 'released') return `not released but ${status}`;
      return isSuperseded(owed, mail) ? 'a later release is owed' : undefined;
    case 'A14':
      if (!isLive(status)) return `no longer registered but ${status}`;
      return isSuperseded(owed, mail) ? 'a later change is owed' : undefined;
    case 'A28':
      return isLive(status) ? undefined : `no longer registered but ${status}`;
  }
}

const isSuperseded = (owed: Registration['owed'], mail: MessageId): boolean =>
  Object.keys(owed).some((other) => kindOf(other) === kindOf(mail) && version(other) > version(mail));

const kindOf = (mail: string) => messageKind(mail as MessageId);
const version = (mail: string): number => Number(mail.slice(mail.indexOf('#') + 1));
