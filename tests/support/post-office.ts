import type { SQSEvent, SQSRecord } from 'aws-lambda';
import { followChanges } from '../../functions/follow-changes/follow-changes.ts';
import { sendMail } from '../../functions/send-mail/send-mail.ts';
import { tick } from '../../functions/tick/tick.ts';
import { plus } from '../../shared/domain/instant.ts';
import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import type { MailOrder } from '../../shared/mail/queue.ts';
import type { MailService } from '../../shared/mail/ses.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { findMailbox } from '../../shared/store/mailboxes.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { anEvent, aSession, now as opening, testKeys } from './edition.ts';
import { storeProgramme } from './programme.ts';
import type { useQueue } from './queue.ts';
import { anApplication } from './registrations.ts';
import { quietLogger, siteUrl } from './requests.ts';
import { aChange, imageOf } from './stream.ts';

type Queue = Awaited<ReturnType<ReturnType<typeof useQueue>>>;

/** An event whose sessions are each booked on their own, at the hours given (of 8 November), and all who carry its mail. */
export async function postOffice(store: Store, mailQueue: Queue, ses: MailService, hours: readonly string[]) {
  const event = anEvent({ registration: { sessionPolicy: 'any-sessions' } });
  const sessions = hours.map((hour, index) =>
    aSession({
      id: `atelier-ia--s${index + 1}`,
      at: [`2027-11-08T${hour}:00+01:00`, tenToTheNext(hour)],
      capacity: 64, // roomy enough that its organiser is not written to
    }),
  );
  await storeProgramme(store, [event, ...sessions]);
  for (const session of sessions) await createBlocks(store, session.id, session.capacity);

  let at = opening;
  const clock = () => at;
  const keys = async () => testKeys;
  const follow = followChanges({ store, mailQueue, keys, clock, logger: quietLogger });
  const send = sendMail({ store, ses, keys, clock, logger: quietLogger, siteUrl });
  const everyMinute = tick({ store, mailQueue, clock, logger: quietLogger });
  const idOf = (address: string, index: number) => {
    const session = sessions[index - 1] ?? aSession();
    const scope = scopeOf(event, session);
    return { session, scope, key: registrationKey(testKeys, scope, addressKey(address)) };
  };
  const carryOut = (orders: readonly MailOrder[]) => send({ Records: orders.map(record) } as SQSEvent);

  return {
    store,
    clock,
    idOf,
    later: (length: Parameters<typeof plus>[1]) => {
      at = plus(at, length);
    },
    /** Registers for a session by its number, and says nothing to anybody. */
    register: async (address: string, index = 1) => {
      const { session, scope, key } = idOf(address, index);
      return register(
        store,
        session,
        anApplication(1, { scope, key, email: address, firstName: 'Sonia' }),
        at,
      );
    },
    release: async (address: string, index = 1) => {
      const found = await findRegistration(store, idOf(address, index));
      if (found !== undefined) await release(store, found, at);
    },
    /** What the stream tells of a registration as it stands, as often as said. */
    tell: async (address: string, index = 1, times = 1) => {
      const change = aChange(undefined, await imageOf(store, idOf(address, index)));
      for (let time = 0; time < times; time += 1) await follow({ Records: [change] });
    },
    /** Lets the mail that is ordered go; returns the orders. */
    deliver: async () => {
      const orders = await mailQueue.take();
      await carryOut(orders);
      return orders;
    },
    carryOut,
    tick: everyMinute,
    mailbox: (address: string) => findMailbox(store, mailboxKey(testKeys, addressKey(address))),
  };
}

const tenToTheNext = (hour: string): string => `2027-11-08T${hour.slice(0, 2)}:50:00+01:00`;

let receipts = 0;
const record = (order: MailOrder): SQSRecord => {
  receipts += 1;
  return {
    messageId: `message-${receipts}`,
    receiptHandle: `receipt-${receipts}`,
    body: JSON.stringify(order),
    eventSource: 'aws:sqs',
  } as SQSRecord;
};
