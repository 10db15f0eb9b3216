import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailFeedback } from '../../functions/mail-feedback/mail-feedback.ts';
import { attendeeList } from '../../infra/commands/attendee-list.ts';
import type { MessageId } from '../../shared/domain/registration.ts';
import { claimMessage } from '../../shared/store/messages.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { owners } from '../../shared/store/table.ts';
import { useInbox } from '../mail/inbox.ts';
import { testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { postOffice } from '../support/post-office.ts';
import { useQueue } from '../support/queue.ts';
import { aSesEvent, fromQueue, type SesEventName } from '../support/ses-events.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();

const lea = 'Lea.Martin@example.org';
const confirmation: MessageId = 'A1#1';

async function setup() {
  const office = await postOffice(await freshStore(), await freshQueue(), inbox.ses(), ['09:00', '14:00']);
  const logged: string[] = [];
  const log = (...words: unknown[]) => void logged.push(JSON.stringify(words));
  const note = mailFeedback({
    store: office.store,
    keys: async () => testKeys,
    clock: office.clock,
    logger: { info: log, warn: log, error: log },
  });
  const ownerOf = (address: string, session = 1) => owners.registration(office.idOf(address, session));
  const told = (name: SesEventName, address = lea) =>
    aSesEvent(name, { owner: ownerOf(address), mail: confirmation, address });
  return {
    ...office,
    logged,
    note,
    told,
    hear: (...names: readonly SesEventName[]) => note(fromQueue(...names.map((name) => told(name)))),
    fates: () => logged.map((line) => JSON.parse(line)[1].fate),
    registration: (session = 1) => findRegistration(office.store, office.idOf(lea, session)),
    /** Registers, and lets the confirmation go or end. */
    confirm: async (address: string, session = 1) => {
      await office.register(address, session);
      await office.tell(address, session);
      await office.deliver();
    },
    logOf: (address: string, session = 1) =>
      claimMessage(office.store, ownerOf(address, session), confirmation, 'anybody', office.clock()),
  };
}

describe('what SES tells of a mail', () => {
  it.each<readonly [SesEventName, string]>([
    ['send', 'sent'],
    ['delivery', 'delivered'],
    ['hard bounce', 'bounced'],
    ['bounce by the suppression list', 'bounced'],
    ['soft bounce', 'bounced-softly'],
    ['automatic answer', 'bounced-softly'],
    ['bounce of no known kind', 'bounced-softly'],
    ['complaint', 'complained'],
    ['complaint without a word', 'complained'],
    ['reject', 'rejected'],
  ])('by a %s is noted as %s', async (name, fate) => {
    const { hear, fates } = await setup();
    expect(await hear(name)).toEqual({ batchItemFailures: [] });
    expect(fates()).toEqual([fate]);
  });

  it('comes to the same in any order, and however often it is told', async () => {
    const names = ['send', 'delivery', 'hard bounce', 'soft bounce', 'complaint'] as const;
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...names, ...names], { minLength: 1 }),
        fc.infiniteStream(fc.nat()),
        async (all, random) => {
          const [one, other] = [await setup(), await setup()];
          await one.confirm(lea);
          await other.confirm(lea);
          for (const name of all) await one.hear(name);
          await other.hear(...all.toSorted(() => ((random.next().value ?? 0) % 3) - 1));
          for (const name of new Set(all)) await other.hear(name);
          const outcome = async ({ fates, mailbox, registration }: typeof one) => ({
            fate: fates().at(-1),
            suppressed: (await mailbox(lea))?.suppressed,
            undeliverable: (await registration())?.undeliverable,
          });
          expect(await outcome(one)).toEqual(await outcome(other));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is ignored where it says nothing of a mail of ours', async () => {
    const { note, told, logged } = await setup();
    const ofOthers = { ...told('hard bounce'), mail: { ...told('hard bounce').mail, tags: {} } };
    expect(await note(fromQueue(ofOthers, told('open'), told('not spam')))).toEqual({
      batchItemFailures: [],
    });
    expect(logged).toEqual([]);
  });

  it('fails alone if it cannot be read', async () => {
    const { note, told, fates } = await setup();
    const batch = fromQueue('{"eventType":', told('delivery'));
    const [bad] = batch.Records;
    expect(await note(batch)).toEqual({ batchItemFailures: [{ itemIdentifier: bad?.messageId }] });
    expect(fates()).toContain('delivered');
  });

  it('never has the address in the log', async () => {
    const { note, told, hear, logged } = await setup();
    const broken = { ...told('hard bounce'), mail: { destination: [lea], timestamp: 7 } };
    await note(fromQueue(broken, `not JSON: ${lea}`));
    await hear('hard bounce', 'complaint', 'delivery');
    expect(logged).toHaveLength(5);
    expect(logged.join().toLowerCase()).not.toContain('martin');
  });
});

describe('an address that bounced for good', () => {
  it('gets no more mail, whatever is owed, and its registrations say since when', async () => {
    const { confirm, hear, registration, logOf } = await setup();
    await confirm(lea);
    await hear('hard bounce');
    await confirm(lea.toLowerCase(), 2);
    expect(await inbox.received()).toHaveLength(1);
    expect(inbox.calls).toHaveLength(1);
    const [first, second] = [await registration(1), await registration(2)];
    expect(first?.undeliverable).toBe('2027-10-18T07:00:00.012Z');
    expect(second).toMatchObject({ status: 'confirmed', owed: {}, undeliverable: expect.any(String) });
    expect(await logOf(lea, 2)).toEqual({ kind: 'ended' });
  });

  it('is on the list of whoever organises, in a column of its own', async () => {
    const { confirm, hear, registration } = await setup();
    await confirm(lea);
    await hear('hard bounce');
    const [titles, line] = attendeeList([await registration()].filter((one) => one !== undefined)).split(
      '\r\n',
    );
    expect(titles?.split(';').at(-1)).toBe('Courriels non remis depuis');
    expect(line?.split(';').at(-1)).toBe('2027-10-18T07:00:00.012Z');
  });

  it('does not keep mail from another, such as the corrected one', async () => {
    const { confirm, hear } = await setup();
    await confirm(lea);
    await hear('hard bounce');
    await confirm('lea.marten@example.org');
    expect((await inbox.received()).map(({ destination }) => destination.to.join())).toEqual([
      expect.stringContaining(lea),
      expect.stringContaining('lea.marten@example.org'),
    ]);
  });

  it('is known before any registration of it was', async () => {
    const { confirm, hear, registration } = await setup();
    await hear('complaint');
    await confirm(lea);
    expect(inbox.calls).toEqual([]);
    expect((await registration())?.undeliverable).toBeDefined();
  });
});

describe('an address that may work again', () => {
  it.each<SesEventName>(['soft bounce', 'automatic answer', 'bounce of no known kind', 'reject', 'not spam'])(
    'is written to after a %s',
    async (name) => {
      const { confirm, hear, mailbox, registration } = await setup();
      await confirm(lea);
      await hear(name);
      await confirm(lea, 2);
      expect(await inbox.received()).toHaveLength(2);
      expect((await mailbox(lea))?.suppressed).toBeUndefined();
      expect((await registration())?.undeliverable).toBeUndefined();
    },
  );
});

describe('a mail whose answer was lost', () => {
  it.each<SesEventName>(['send', 'delivery', 'soft bounce'])(
    'is not sent again once a %s proves within ten minutes that it went',
    async (name) => {
      const { confirm, hear, later, tick, deliver, registration } = await setup();
      inbox.let('loses-its-answer');
      await confirm(lea);
      inbox.let('takes');
      expect((await registration())?.owed).toHaveProperty([confirmation]);
      later({ minutes: 9 });
      await hear(name);
      later({ minutes: 1 });
      await tick();
      await deliver();
      expect(await inbox.received()).toHaveLength(1);
      expect((await registration())?.owed).toEqual({});
    },
  );

  it('is sent again ten minutes later if nothing is heard of it, and no third time', async () => {
    const { confirm, hear, later, tick, deliver } = await setup();
    inbox.let('loses-its-answer');
    await confirm(lea);
    inbox.let('takes');
    for (const minutes of [9, 1, 10, 60]) {
      later({ minutes });
      await tick();
      await deliver();
      expect(await inbox.received()).toHaveLength(minutes === 9 ? 1 : 2);
    }
    await hear('send', 'send', 'delivery');
    later({ minutes: 10 });
    await tick();
    await deliver();
    expect(await inbox.received()).toHaveLength(2);
  });

  it('is not sent again because another attempt was refused after it had proved to have gone', async () => {
    const { confirm, hear, later, tick, deliver, registration } = await setup();
    inbox.let('loses-its-answer');
    await confirm(lea);
    later({ minutes: 10 });
    inbox.let('refuses');
    inbox.before(() => hear('send'));
    await tick();
    await deliver();
    inbox.let('takes');
    later({ hours: 1 });
    await tick();
    await deliver();
    expect(await inbox.received()).toHaveLength(1);
    expect((await registration())?.owed).toEqual({});
  });
});
