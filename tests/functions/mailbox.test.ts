import { describe, expect, it } from 'vitest';
import { linkToken } from '../../shared/domain/ticket.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { owners } from '../../shared/store/table.ts';
import { type ReceivedMail, useInbox } from '../mail/inbox.ts';
import { testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { postOffice } from '../support/post-office.ts';
import { useQueue } from '../support/queue.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();
const sonia = 'sonia@menuiserie.example';

const setup = async (...hours: string[]) =>
  postOffice(
    await freshStore(),
    await freshQueue(),
    inbox.ses(),
    hours.length > 0 ? hours : ['09:00', '11:00'],
  );
type Office = Awaited<ReturnType<typeof setup>>;

const subjects = async () => (await inbox.received()).map(({ subject }) => subject);
const linksIn = (mail: ReceivedMail | undefined): readonly string[] => [
  ...new Set(
    [...(mail?.body.text ?? '').matchAll(/\/inscriptions\/([\w-]{38,})\n/g)].map(([, token = '']) => token),
  ),
];
async function linkOf(office: Office, address: string, index = 1): Promise<string> {
  const found = await findRegistration(office.store, office.idOf(address, index));
  if (found === undefined) throw new Error('not registered');
  return linkToken(testKeys, found);
}

describe('a mailbox', () => {
  it('knows the sessions of its live registrations, however often and in whatever order it is told', async () => {
    const office = await setup();
    await office.register(sonia, 1);
    await office.register('SONIA@menuiserie.example', 2);
    await office.tell(sonia, 2, 2);
    await office.tell(sonia, 1, 2);
    const known = Object.values((await office.mailbox(sonia))?.registrations ?? {});
    expect(known.map(({ session }) => session).sort()).toEqual(['atelier-ia--s1', 'atelier-ia--s2']);
  });

  it('forgets a session that was released, and keeps no address and no name', async () => {
    const office = await setup();
    await office.register(sonia);
    await office.tell(sonia);
    await office.release(sonia);
    await office.tell(sonia);
    const mailbox = await office.mailbox(sonia);
    expect(Object.values(mailbox?.registrations ?? {})).toEqual([{ rev: 2 }]);
    expect(JSON.stringify(mailbox)).not.toMatch(/sonia|menuiserie/i);
  });

  it('learns from the confirmation itself when the stream lost its record', async () => {
    const office = await setup();
    await office.register(sonia);
    office.later({ minutes: 5 });
    await office.tick();
    await office.deliver();
    expect(Object.keys((await office.mailbox(sonia))?.registrations ?? {})).toEqual([
      owners.registration(office.idOf(sonia, 1)),
    ]);
    expect(await inbox.received()).toHaveLength(1);
  });
});

describe('two sessions at the same time', () => {
  it.each([
    ['one after the other', [1, 2]],
    ['the other way round', [2, 1]],
  ])('are told in the later mail: %s', async (_, [first = 1, second = 2]) => {
    const office = await setup('09:00', '09:30');
    await office.register(sonia, 1);
    await office.register(sonia, 2);
    await office.tell(sonia, first);
    await office.deliver();
    await office.tell(sonia, second);
    await office.deliver();
    const [, later] = await inbox.received();
    expect(later?.body.text).toContain('Cette séance chevauche votre inscription');
    expect(later?.body.text).toContain(await linkOf(office, sonia, first));
  });

  it('are told in one mail at least when both go at once', async () => {
    const office = await setup('09:00', '09:30');
    await office.register(sonia, 1);
    await office.register(sonia, 2);
    const orders = [1, 2].map((index) => ({
      owner: owners.registration(office.idOf(sonia, index)),
      mail: 'A1#1' as const,
    }));
    await Promise.all(orders.map((order) => office.carryOut([order])));
    const told = (await inbox.received()).filter(({ body }) => body.text.includes('chevauche'));
    expect(told.length).toBeGreaterThanOrEqual(1);
  });

  it.each([
    ['one begins when the other ends', ['09:00', '09:50'], sonia],
    ['they are of two people', ['09:00', '09:30'], 'karim@menuiserie.example'],
  ])('is nothing to tell when %s', async (_, hours, other) => {
    const office = await setup(...hours);
    await office.register(sonia, 1);
    await office.register(other, 2);
    await office.tell(sonia, 1);
    await office.tell(other, 2);
    await office.deliver();
    expect(JSON.stringify(await inbox.received())).not.toContain('chevauche');
  });

  it('is nothing to tell of once the first is released', async () => {
    const office = await setup('09:00', '09:30');
    await office.register(sonia, 1);
    await office.tell(sonia, 1);
    await office.release(sonia, 1);
    await office.register(sonia, 2);
    await office.tell(sonia, 2);
    await office.deliver();
    expect(JSON.stringify(await inbox.received())).not.toContain('chevauche');
  });
});

describe('thirty registrations with plus tags of one address', () => {
  const tagged = Array.from({ length: 30 }, (_, index) => `sonia+${index}@menuiserie.example`);

  it('become ten mails, and after an hour one that tells of the other twenty', async () => {
    const office = await setup();
    for (const address of tagged) await office.register(address);
    for (const address of tagged) await office.tell(address);
    const orders = await office.deliver();
    await office.carryOut(orders);
    expect(await inbox.received()).toHaveLength(10);

    office.later({ minutes: 59 });
    await office.tick();
    await office.deliver();
    expect(await inbox.received()).toHaveLength(10);

    office.later({ minutes: 1 });
    await office.tick();
    const summary = await office.deliver();
    await office.carryOut([...summary, ...orders]);
    const mails = await inbox.received();
    expect(mails).toHaveLength(11);
    expect(mails[10]?.subject).toBe('Vos 20\u00a0inscriptions\u00a0: Open du numérique');
    expect(linksIn(mails[10])).toHaveLength(20);

    const told = new Set(mails.flatMap(linksIn));
    for (const address of tagged) expect(told).toContain(await linkOf(office, address));
    for (const address of tagged) {
      expect((await findRegistration(office.store, office.idOf(address, 1)))?.owed).toEqual({});
    }
    office.later({ days: 1 });
    await office.tick();
    await office.deliver();
    expect(await inbox.received()).toHaveLength(11);
  }, 30_000);

  it('leave out of the summary what was released meanwhile', async () => {
    const office = await setup();
    for (const address of tagged.slice(0, 12)) {
      await office.register(address);
      await office.tell(address);
      await office.deliver();
    }
    await office.release(tagged[11] ?? '');
    office.later({ hours: 1 });
    await office.tick();
    await office.deliver();
    expect((await subjects()).filter((subject) => subject.startsWith('Votre inscription'))).toHaveLength(1);
  }, 30_000);
});
