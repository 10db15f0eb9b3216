import { type MessageId, messageKind } from './registration.ts';

/** What somebody waits for goes before what can wait: each urgency has a queue of its own. */
export const urgencies = ['now', 'later'] as const;
export type Urgency = (typeof urgencies)[number];

type KindIn<Id> = Id extends `${infer Kind}#${string}` ? Kind : never;

const urgencyOfKind: Readonly<Record<KindIn<MessageId>, Urgency>> = {
  A1: 'now',
  A2: 'now',
  A4: 'now',
  A5: 'now',
  A6: 'now',
  A7: 'now',
  A8: 'now',
  A9: 'later',
  A10: 'later',
  A11: 'later',
  A12: 'later',
  A13: 'now',
  A14: 'now',
  A15: 'now',
  A16: 'now',
  A17: 'now',
  A20: 'now',
  A28: 'now',
  O4: 'later',
};

export const urgencyOf = (mail: MessageId): Urgency => urgencyOfKind[messageKind(mail)];
