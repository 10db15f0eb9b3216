import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { sendMail } from '../../functions/send-mail/send-mail.ts';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import { type MessageId, messageId, type Registration } from '../../shared/domain/registration.ts';
import type { Store } from '../../shared/store/client.ts';
import { toItem } from '../../shared/store/item.ts';
import { claimMessage } from '../../shared/store/messages.ts';
import { findRegistration, flip, giveUp, putRegistration } from '../../shared/store/registrations.ts';
import { keys, owners } from '../../shared/store/table.ts';
import { aContext, anotherSession, now as opening } from '../mail/contexts.ts';
import { useInbox } from '../mail/inbox.ts';
import { useEngine } from '../support/engine.ts';

const freshStore = useEngine();
const inbox = useInbox();

async function setup(overrides: Partial<Registration> = {}) {
  const store = await freshStore();
  const context = aContext({ registration: overrides });
  await publish(store, context);
  await putRegistration(store, context.registration);
  let at = opening;
  const logged: string[] = [];
  const log = (...words: unknown[]) => void logged.push(JSON.stringify(words));
  const run = sendMail({
    store,
    ses: inbox.ses(),
    keys: async () => context.keys,
    clock: () => at,
    logger: { info: log, warn: log, error: log },
    siteUrl: context.siteUrl,
  });
  const standing = async () => {
    const found = await findRegistration(store, context.registration);
    if (found === undefined) throw new Error('the registration is gone');
    return found;
  };
  return {
    store,
    registration: context.registration,
    logged,
    standing,
    send: async (...mails: readonly string[]): Promise<SQSBatchResponse> =>
      run({ Records: mails.map((mail) => anOrder(context.registration, mail)) } as SQSEvent),
    run,
    now: () => at,
    later: (length: Parameters<typeof plus>[1]) => {
      at = plus(at, length);
    },
    /** What tick does: orders what is owed, once it has fallen due. */
    tick: async () => {
      const { dueAt, owed } = await standing();
      if (dueAt === undefined || dueAt > at) return;
      await run({
        Records: Object.keys(owed).map((mail) => anOrder(context.registration, mail)),
      } as SQSEvent);
    },
  };
}

async function publish(store: Store, context: ReturnType<typeof aContext>) {
  const { edition, event, organisation, venue, session } = context;
  const items = [
    { ...keys.edition(), ...edition },
    { ...keys.event(event.slug), ...event },
    { ...keys.organisation(organisation.slug), ...organisation },
    ...(venue === undefined ? [] : [{ ...keys.venue(venue.slug), ...venue }]),
    { ...keys.session(session.id), ...session },
    { ...keys.session(anotherSession.id), ...anotherSession },
  ];
  await Promise.all(
    items.map((item) =>
      store.db.send(new PutItemCommand({ TableName: store.tableName, Item: toItem(item) })),
    ),
  );
}

let receipts = 0;
function anOrder(registration: Registration, mail: string): SQSRecord {
  receipts += 1;
  return {
    messageId: `message-${receipts}`,
    receiptHandle: `receipt-${receipts}`,
    body: JSON.stringify({ owner: owners.registration(registration), mail }),
    eventSource: 'aws:sqs',
  } as SQSRecord;
}

const confirmation = messageId('A1', 1);

describe('a mail that is owed', () => {
  it('is sent once to the one address, and is then owed no more', async () => {
    const { send, standing } = await setup();
    expect(await send(confirmation)).toEqual({ batchItemFailures: [] });

    const [mail, ...others] = await inbox.received();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Inscription confirmée\u00a0: Petit-déjeuner…, 8 nov. à 8\u00a0h\u00a030');
    expect(mail?.destination).toMatchObject({ cc: [], bcc: [] });
    expect(mail?.destination.to).toEqual(['"Sonia Marchal" <sonia@menuiserie.example>']);
    const { owed, dueAt } = await standing();
    expect({ owed, dueAt }).toEqual({ owed: {}, dueAt: undefined });
  });

  it('tells SES the one destination, the configuration set and what to call it when it bounces', async () => {
    const { send } = await setup();
    await send(confirmation);
    const [call = ''] = inbox.calls;
    const sent = new URLSearchParams(call);
    expect(sent.get('Source')).toBe('inscriptions@passerelle.example');
    expect([...sent.keys()].filter((name) => name.startsWith('Destinations.'))).toEqual([
      'Destinations.member.1',
    ]);
    expect(sent.get('Destinations.member.1')).toBe('sonia@menuiserie.example');
    expect(sent.get('ConfigurationSetName')).toBe('mails-of-the-festival');
    expect(sent.get('Tags.member.1.Value')).toBe('A1');
    expect(sent.get('Tags.member.2.Value')).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
  });

  it('is sent once although its order comes twice, one after the other', async () => {
    const { send } = await setup();
    await send(confirmation);
    await send(confirmation);
    expect(await inbox.received()).toHaveLength(1);
  });

  it('is sent once although its order comes five times at the same moment', async () => {
    const { send, standing } = await setup();
    await Promise.all(Array.from({ length: 5 }, () => send(confirmation)));
    expect(await inbox.received()).toHaveLength(1);
    expect((await standing()).owed).toEqual({});
  });

  it('is not sent again when only the mark was left behind', async () => {
    const { send, store, registration, standing } = await setup();
    await send(confirmation);
    const sent = await standing();
    await flip(store, sent, { owed: registration.owed, flippedAt: opening });
    await send(confirmation);
    expect(await inbox.received()).toHaveLength(1);
    expect((await standing()).owed).toEqual({});
  });

  it('holds no personal data in the log', async () => {
    const { send, logged, later } = await setup();
    inbox.let('refuses');
    await send(confirmation);
    later({ minutes: 1 });
    inbox.let('takes');
    await send(confirmation);
    expect(logged.join()).toMatch(/Throttling.*sent/);
    expect(logged.join()).not.toMatch(/sonia|marchal|menuiserie/i);
  });
});

describe('the state at the moment of sending', () => {
  it('lets the confirmation of a released seat expire, and thanks for the release', async () => {
    const { store, standing, send, registration } = await setup();
    await giveUp(store, registration, 'released', messageId('A13', 2), opening);
    await send(confirmation, 'A13#2');
    expect((await inbox.received()).map(({ subject }) => subject)).toEqual([
      'Merci, votre place est libérée',
    ]);
    expect((await standing()).owed).toEqual({});
  });

  it('sends one confirmation to somebody who released and came back before any mail went', async () => {
    const { store, standing, send, registration } = await setup();
    await giveUp(store, registration, 'released', messageId('A13', 2), opening);
    const released = await standing();
    const again = {
      status: 'confirmed',
      generation: 2,
      owed: { ...released.owed, 'A1#3': opening },
    } as const;
    await flip(store, released, { ...again, flippedAt: opening });
    await send(confirmation, 'A13#2', 'A1#3');
    expect(await inbox.received()).toHaveLength(1);
    expect((await standing()).owed).toEqual({});
  });

  it('tells a party that changed twice only what it is now, and nothing once it is released', async () => {
    const changed = { 'A14#2': opening, 'A14#3': opening };
    const { store, standing, send } = await setup({ rev: 3, partySize: 2, owed: changed });
    await send('A14#2', 'A14#3');
    expect((await inbox.received()).map(({ subject }) => subject)).toEqual([
      'Modification enregistrée\u00a0: 2\u00a0personnes',
    ]);
    expect((await standing()).owed).toEqual({});
    await flip(store, await standing(), { owed: { 'A14#4': opening }, flippedAt: opening });
    await giveUp(store, await standing(), 'released', messageId('A13', 5), opening);
    await send('A14#4');
    expect(await inbox.received()).toHaveLength(1);
  });

  it('tells somebody registered already which other session was asked for', async () => {
    const told = `A28#${opening}#${anotherSession.id}`;
    const { send } = await setup({ owed: { [told]: opening } });
    await send(told);
    const [mail] = await inbox.received();
    expect(mail?.subject).toContain('Votre inscription existe déjà');
    expect(JSON.stringify(mail)).toContain('mardi 9 novembre 2027');
  });

  it('sends nothing to what is not one address', async () => {
    const { send, standing } = await setup({ email: 'a@x.example, victim@y.example' });
    await send(confirmation);
    expect(inbox.calls).toEqual([]);
    expect((await standing()).owed).toEqual({});
  });
});

describe('when SES does not take a mail', () => {
  it('tries again after a minute, then after two, and sends it once', async () => {
    const { send, later, tick, standing, now } = await setup();
    inbox.let('refuses');
    expect(await send(confirmation)).toEqual({ batchItemFailures: [] });
    expect((await standing()).dueAt).toBe(plus(now(), { minutes: 1 }));
    await send(confirmation);
    expect(inbox.calls).toHaveLength(1);

    later({ minutes: 1 });
    await tick();
    expect(inbox.calls).toHaveLength(2);
    expect((await standing()).dueAt).toBe(plus(now(), { minutes: 2 }));

    inbox.let('takes');
    later({ minutes: 2 });
    await tick();
    await tick();
    expect(await inbox.received()).toHaveLength(1);
    const { owed, dueAt } = await standing();
    expect({ owed, dueAt }).toEqual({ owed: {}, dueAt: undefined });
  });

  it('still sends it once after 72 hours of refusals, trying at least once an hour', async () => {
    const { send, later, tick, now, standing } = await setup();
    inbox.let('refuses');
    await send(confirmation);
    const back = plus(opening, { hours: 72 });
    while (now() < back) {
      later({ minutes: 15 });
      if (now() >= back) inbox.let('takes');
      await tick();
    }
    later({ hours: 1 });
    await tick();
    expect(inbox.calls.length).toBeGreaterThan(70);
    expect(await inbox.received()).toHaveLength(1);
    expect((await standing()).owed).toEqual({});
  });

  it('waits for as long as the account may send no more, says so each time, and sends it once', async () => {
    const { send, later, tick, logged, standing } = await setup();
    inbox.let('has-had-enough-today');
    await send(confirmation);
    for (const _ of Array.from({ length: 100 })) {
      later({ hours: 1 });
      await tick();
    }
    expect(logged.filter((line) => line.startsWith('["mail not taken"'))).toHaveLength(inbox.calls.length);
    inbox.let('takes');
    later({ hours: 1 });
    await tick();
    expect(await inbox.received()).toHaveLength(1);
    expect((await standing()).owed).toEqual({});
  });

  it('gives up loudly after 72 hours', async () => {
    const { send, later, standing, logged } = await setup();
    inbox.let('refuses');
    later({ hours: 72, milliseconds: 1 });
    await send(confirmation);
    expect((await standing()).owed).toEqual({});
    expect(logged.join()).toContain('mail given up');
  });

  it('waits ten minutes when the answer was lost, and sends at most one mail more', async () => {
    const { send, later, tick, standing } = await setup();
    inbox.let('loses-its-answer');
    await send(confirmation);
    expect(await inbox.received()).toHaveLength(1);
    inbox.let('takes');

    later({ minutes: 9, seconds: 59 });
    await tick();
    await send(confirmation);
    expect(await inbox.received()).toHaveLength(1);

    later({ seconds: 1 });
    await tick();
    await tick();
    expect(await inbox.received()).toHaveLength(2);
    expect((await standing()).owed).toEqual({});
  });

  it('does not wait for a silent SES longer than two seconds', async () => {
    const { send, standing, now } = await setup();
    inbox.let('is-silent');
    await send(confirmation);
    expect(await standing()).toMatchObject({
      owed: { [confirmation]: opening },
      dueAt: plus(now(), { minutes: 10 }),
    });
  });
});

describe('a mail that has to wait', () => {
  it('does not keep another mail of the same registration waiting', async () => {
    const told = `A28#${opening}#${anotherSession.id}`;
    const { send, later, standing, now } = await setup({
      owed: { [confirmation]: opening, [told]: opening },
    });
    inbox.let('refuses');
    later({ hours: 5 });
    for (const _ of Array.from({ length: 5 })) {
      await send(confirmation);
      later({ hours: 1 });
    }
    expect((await standing()).dueAt).toBe(plus(now(), { minutes: 5 - 60 }));
  });

  it('is not sent before the instant from which it is owed', async () => {
    const { send, later } = await setup({ owed: { [confirmation]: plus(opening, { hours: 1 }) } });
    later({ minutes: 59, seconds: 59 });
    await send(confirmation);
    expect(inbox.calls).toEqual([]);
    later({ seconds: 1 });
    await send(confirmation);
    expect(await inbox.received()).toHaveLength(1);
  });
});

describe('when a sender dies', () => {
  const died = (store: Store, registration: Registration, at: Instant) =>
    claimMessage(store, owners.registration(registration), confirmation, 'the receipt of one that died', at);

  it('between claim and send, the mail goes exactly once, ten minutes later', async () => {
    const { store, registration, send, later, tick } = await setup();
    await died(store, registration, opening);
    await send(confirmation);
    expect(inbox.calls).toEqual([]);

    later({ minutes: 10 });
    await tick();
    await tick();
    expect(await inbox.received()).toHaveLength(1);
  });

  it('a claim whose answer was lost is recognised by its receipt', async () => {
    const { store, registration } = await setup();
    const claim = () =>
      claimMessage(store, owners.registration(registration), confirmation, 'a receipt', opening);
    expect(await claim()).toEqual({ kind: 'claimed', attempts: 1 });
    expect(await claim()).toEqual({ kind: 'claimed', attempts: 1 });
  });
});

describe('a batch of orders', () => {
  it('fails for the unreadable order alone', async () => {
    const { run, registration } = await setup();
    const bad = { ...anOrder(registration, confirmation), messageId: 'bad', body: '{"owner":' };
    const order = anOrder(registration, confirmation);
    expect(await run({ Records: [bad, order] } as SQSEvent)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'bad' }],
    });
    expect(await inbox.received()).toHaveLength(1);
  });

  it('is sent although the event was renamed since', async () => {
    const { send } = await setup({ event: 'its-former-name' as Registration['event'] });
    expect(await send(confirmation)).toEqual({ batchItemFailures: [] });
    expect(await inbox.received()).toHaveLength(1);
  });

  it('fails for a mail about something the programme no longer knows, without claiming it', async () => {
    const { run, store, registration } = await setup({ session: 'unknown' as Registration['session'] });
    const order = anOrder(registration, confirmation);
    expect((await run({ Records: [order] } as SQSEvent)).batchItemFailures).toHaveLength(1);
    expect(
      await claimMessage(
        store,
        owners.registration(registration),
        confirmation as MessageId,
        'another',
        opening,
      ),
    ).toMatchObject({
      kind: 'claimed',
      attempts: 1,
    });
  });
});
