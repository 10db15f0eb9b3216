import { describe, expect, it } from 'vitest';
import type { EventSlug } from '../../shared/domain/ids.ts';
import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import { release } from '../../shared/seats/release.ts';
import { findMailbox } from '../../shared/store/mailboxes.ts';
import { useInbox } from '../mail/inbox.ts';
import { calendarOfMails } from '../support/calendar-of-mails.ts';
import { anEvent, aSession, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { useQueue } from '../support/queue.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();

const lea = 'lea@example.fr';

/** An event of its own, on a day of November at two o’clock. */
function anEventOn(day: number) {
  const slug = `atelier-${day}`;
  const event = anEvent({
    uid: 27_000_000 + day,
    slug,
    title: { fr: `Atelier du ${day}`, en: `Workshop of the ${day}` },
  });
  const at = [`2027-11-${day}T14:00:00+01:00`, `2027-11-${day}T15:30:00+01:00`] as const;
  const session = aSession({ id: `${slug}--s1`, event: slug as EventSlug, at });
  return { event, session };
}

async function setup(...days: readonly number[]) {
  const store = await freshStore();
  const offered = days.map(anEventOn);
  const calendar = await calendarOfMails(
    store,
    await freshQueue(),
    inbox.ses(),
    ...offered.map(({ event, session }) => [event, session] as const),
  );
  calendar.goTo('2027-10-18T09:00:00+02:00');
  let told = 0;
  const arrived = async () => {
    const all = await inbox.received();
    const fresh = all.slice(told).filter(({ subject }) => !subject.startsWith('Inscription confirmée'));
    told = all.length;
    return fresh.map(({ subject, body }) => ({
      subject: subject.replaceAll('\u00a0', ' '),
      text: body.text,
    }));
  };
  return {
    ...calendar,
    store,
    arrived,
    book: async (address = lea) => {
      const booked = [];
      for (const { event, session } of offered) booked.push(await calendar.register(address, event, session));
      return booked;
    },
    at: async (moment: string) => {
      calendar.goTo(moment);
      await calendar.tick();
      await calendar.post();
      return arrived();
    },
    mailbox: () => findMailbox(store, mailboxKey(testKeys, addressKey(lea))),
  };
}

const subjects = (mails: readonly { subject: string }[]) => mails.map(({ subject }) => subject);

describe('several sessions of a week', () => {
  it('are told of a week before in one mail, and each again on its day', async () => {
    const { at, book } = await setup(16, 18, 23);
    await book();
    const [mail, ...others] = await at('2027-11-09T09:00:00+01:00');
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Bientôt : vos 2 séances à partir du 16 novembre');
    expect(mail?.text).toMatch(/Atelier du 16[\s\S]+Atelier du 18/);
    expect(mail?.text).not.toContain('Atelier du 23');
    expect(subjects(await at('2027-11-11T09:00:00+01:00'))).toEqual([]);
    expect(subjects(await at('2027-11-13T18:00:00+01:00'))).toEqual([
      'Venez-vous toujours ? Vos 2 séances à partir du mardi 16 novembre',
    ]);
    expect(subjects(await at('2027-11-16T11:00:00+01:00'))).toEqual([
      expect.stringMatching(/^Tout à l’heure : Atelier du 16/),
      'Dans une semaine : Atelier du 23',
    ]);
    expect(subjects(await at('2027-11-18T11:00:00+01:00'))).toEqual([
      expect.stringMatching(/^Tout à l’heure : Atelier du 18/),
    ]);
  });

  it('are asked about in one mail, each with its own two answers', async () => {
    const { at, book } = await setup(16, 18);
    await book();
    await at('2027-11-09T09:02:00+01:00');
    const [mail, ...others] = await at('2027-11-13T18:00:00+01:00');
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Venez-vous toujours ? Vos 2 séances à partir du mardi 16 novembre');
    expect(mail?.text.match(/\/je-viens\n/g)).toHaveLength(2);
    expect(mail?.text.match(/\/liberer\n/g)).toHaveLength(2);
    expect(subjects(await at('2027-11-16T09:00:00+01:00'))).toEqual([]);
  });

  it('on one day go in one mail, whichever order is carried out first and however often', async () => {
    const { goTo, tick, post, arrived, book } = await setup(13, 14);
    await book();
    goTo('2027-11-06T18:00:00+01:00');
    await tick();
    await Promise.all([post(2), post(2)]);
    expect(await arrived()).toHaveLength(1);
  });

  it('that somebody else has are not told of', async () => {
    const { at, book, register } = await setup(16);
    await book();
    const { event, session } = anEventOn(16);
    await register('noor@example.fr', event, session);
    expect(subjects(await at('2027-11-09T09:00:00+01:00'))).toEqual([
      'Dans une semaine : Atelier du 16',
      'Dans une semaine : Atelier du 16',
    ]);
  });

  it('are told of by themselves when the one that would have told of them is released first', async () => {
    const { goTo, tick, post, arrived, at, book, store, standing, now } = await setup(16, 18);
    const [first] = await book();
    goTo('2027-11-09T09:00:00+01:00');
    await tick();
    inbox.let('refuses');
    await post();
    inbox.let('takes');
    if (first !== undefined) await release(store, await standing(first), now());
    await post();
    await arrived();
    expect(subjects(await at('2027-11-11T09:00:00+01:00'))).toEqual(['Dans une semaine : Atelier du 18']);
  });

  it('that were released meanwhile are left out', async () => {
    const { goTo, tick, post, arrived, book, store, standing, now } = await setup(16, 18);
    const [, second] = await book();
    goTo('2027-11-09T09:00:00+01:00');
    await tick();
    if (second !== undefined) await release(store, await standing(second), now());
    await post();
    expect(subjects(await arrived()).toSorted()).toEqual([
      'Dans une semaine : Atelier du 16',
      'Merci, votre place est libérée',
    ]);
  });

  it('leave nothing behind once they are over', async () => {
    const { at, book, mailbox } = await setup(16, 18, 23, 25);
    await book();
    await at('2027-11-09T09:02:00+01:00');
    expect(Object.keys((await mailbox())?.gathered ?? {})).toHaveLength(1);
    await at('2027-11-20T18:00:00+01:00');
    expect(Object.keys((await mailbox())?.gathered ?? {})).toEqual([
      expect.stringMatching(/^A10#2027-11-25 REGISTRATION#/),
    ]);
  });
});
