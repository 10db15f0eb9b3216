import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { followChanges } from '../../functions/follow-changes/follow-changes.ts';
import { sendMail } from '../../functions/send-mail/send-mail.ts';
import { tick } from '../../functions/tick/tick.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { type EventDetails, type Session, scopeOf } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { ordersOf } from '../../shared/mail/queue.ts';
import type { MailService } from '../../shared/mail/ses.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { type Application, register } from '../../shared/seats/register.ts';
import type { Store } from '../../shared/store/client.ts';
import { findRegistration, owing } from '../../shared/store/registrations.ts';
import { testKeys } from './edition.ts';
import { storeProgramme } from './programme.ts';
import type { useQueue } from './queue.ts';
import { anApplication } from './registrations.ts';
import { siteUrl } from './requests.ts';
import { aChange, imageOf } from './stream.ts';

type Queue = Awaited<ReturnType<ReturnType<typeof useQueue>>>;
type Entry = readonly [EventDetails, ...Session[]];

/** Tick and post over the weeks of some events, one chosen minute after the other. */
export async function calendarOfMails(store: Store, mailQueue: Queue, ses: MailService, ...entries: Entry[]) {
  await storeProgramme(store, ...entries);
  for (const [, ...sessions] of entries)
    for (const session of sessions) await createBlocks(store, session.id, session.capacity);

  let at: Instant = instant(0);
  const warned: object[] = [];
  const log = () => {};
  const logger = {
    info: log,
    error: log,
    warn: (_: string, more: object) => void warned.push(more),
  } as never;
  const common = { store, clock: () => at, keys: async () => testKeys, logger };
  const everyMinute = tick({ ...common, mailQueue });
  const follow = followChanges({ ...common, mailQueue });
  const send = sendMail({ ...common, ses, siteUrl });
  const people = new Map<string, Application>();

  const standing = async (one: Application): Promise<Registration> => {
    const found = await findRegistration(store, one);
    if (found === undefined) throw new Error('nobody is registered');
    return found;
  };

  return {
    warned,
    goTo: (moment: string) => {
      at = instant(moment);
    },
    now: () => at,
    /** Somebody registers and has had the confirmation. */
    register: async (
      address: string,
      event: EventDetails,
      session: Session,
      more: Partial<Application> = {},
    ) => {
      const scope = scopeOf(event, session);
      const one = anApplication(1, {
        scope,
        key: registrationKey(testKeys, scope, addressKey(address)),
        email: address,
        firstName: 'Sonia',
        ...more,
      });
      await register(store, session, one, at);
      people.set(`${address} ${session.id}`, one);
      await follow({ Records: [aChange(undefined, await imageOf(store, one))] });
      await send({ Records: (await mailQueue.take()).map(orderRecord) } as SQSEvent);
      return one;
    },
    standing,
    follow,
    tick: everyMinute,
    /** Carries out what everybody owes by now, as often as said. */
    post: async (times = 1) => {
      await mailQueue.take();
      for (let time = 0; time < times; time += 1)
        for (const one of people.values()) {
          const orders = ordersOf(owing(await standing(one), at), at);
          await send({ Records: orders.map(orderRecord) } as SQSEvent);
        }
    },
  };
}

let receipts = 0;
const orderRecord = (order: object): SQSRecord => {
  receipts += 1;
  return {
    messageId: `message-${receipts}`,
    receiptHandle: `receipt-${receipts}`,
    body: JSON.stringify(order),
    eventSource: 'aws:sqs',
  } as SQSRecord;
};
