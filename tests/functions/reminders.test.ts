import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import type { MessageId } from '../../shared/domain/registration.ts';
import { placeInList } from '../../shared/domain/waiting.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { claimMessage } from '../../shared/store/messages.ts';
import { reconfirm } from '../../shared/store/reminders.ts';
import { owners, table } from '../../shared/store/table.ts';
import { transact } from '../../shared/store/transaction.ts';
import { enlisting } from '../../shared/store/waiting.ts';
import { useInbox } from '../mail/inbox.ts';
import { calendarOfMails } from '../support/calendar-of-mails.ts';
import { anEvent, aSession, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { useQueue } from '../support/queue.ts';
import { anApplication } from '../support/registrations.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();

const event = anEvent();
const tuesday = aSession({ at: ['2027-11-23T14:00:00+01:00', '2027-11-23T15:30:00+01:00'] });
const lea = 'lea@example.fr';

async function setup(session = tuesday, { details = event, watched = (store: Store) => store } = {}) {
  const store = watched(await freshStore());
  const calendar = await calendarOfMails(store, await freshQueue(), inbox.ses(), [details, session]);
  calendar.goTo('2027-10-18T09:00:00+02:00');
  let told = 0;
  /** What came since it was last asked, but for confirmations: to whom, and its subject. */
  const arrived = async () => {
    const all = await inbox.received();
    const fresh = all.slice(told).filter(({ subject }) => !subject.startsWith('Inscription confirmée'));
    told = all.length;
    return fresh.map(({ subject, destination }) => ({
      to: /<?([^<@]+)@/.exec(destination.to[0] ?? '')?.[1],
      subject: subject.replaceAll('\u00a0', ' '),
    }));
  };
  return {
    ...calendar,
    store,
    arrived,
    book: (address = lea) => calendar.register(address, details, session),
    /** Goes to a moment, lets tick and post do what they have to, and tells what came. */
    at: async (moment: string) => {
      calendar.goTo(moment);
      await calendar.tick();
      await calendar.post();
      return (await arrived()).map(({ subject }) => subject);
    },
    move: (begin: string, end: string) =>
      storeProgramme(store, [details, { ...session, timings: [timing(begin, end)], rev: session.rev + 1 }]),
    change: (changed: Partial<typeof details>) => storeProgramme(store, [{ ...details, ...changed }]),
  };
}
const timing = (begin: string, end: string) => ({
  id: tuesday.timings[0].id,
  begin: instant(begin),
  end: instant(end),
});

const inAWeek = 'Dans une semaine : Atelier IA : vos devis plus vite';
const stillComing = 'Venez-vous toujours mardi ? Atelier IA : vos devis plus vite';
const today = /^Tout à l’heure : Atelier IA : vos devis/;

describe('over the weeks', () => {
  it('somebody who booked early gets each reminder once, at its moment and not before', async () => {
    const { at, book } = await setup();
    await book();
    const got: Record<string, readonly string[]> = {};
    for (const moment of [
      '2027-11-16T08:59',
      '2027-11-16T09:00',
      '2027-11-16T09:02',
      '2027-11-20T17:59',
      '2027-11-20T18:00',
      '2027-11-20T18:02',
      '2027-11-23T10:59',
      '2027-11-23T11:00',
      '2027-11-23T11:02',
      '2027-11-23T14:00',
    ]) {
      const mails = await at(`${moment}:00+01:00`);
      if (mails.length > 0) got[moment] = mails;
    }
    expect(got).toEqual({
      '2027-11-16T09:00': [inAWeek],
      '2027-11-20T18:00': [stillComing],
      '2027-11-23T11:00': [expect.stringMatching(today)],
    });
  });

  it('everybody gets what their lead time gives, and who only waits or has released gets nothing', async () => {
    const { goTo, tick, post, arrived, book, store, standing, now } = await setup();
    await book('early@example.fr');
    const gone = await book('gone@example.fr');
    await release(store, await standing(gone), now());
    goTo('2027-11-17T10:00:00+01:00');
    await book('later@example.fr');
    goTo('2027-11-22T09:00:00+01:00');
    await book('late@example.fr');
    goTo('2027-11-22T15:00:00+01:00');
    await book('latest@example.fr');
    await arrived();
    const got: Record<string, string[]> = {};
    for (const moment of ['2027-11-22T15:01', '2027-11-23T11:00', '2027-11-23T11:03']) {
      goTo(`${moment}:00+01:00`);
      await tick();
      await post();
      for (const { to = '', subject } of await arrived())
        got[to] = [...(got[to] ?? []), subject.slice(0, 12)];
    }
    expect(got).toEqual({
      gone: ['Merci, votre'],
      early: ['Venez-vous t', 'Tout à l’heu'],
      later: ['Venez-vous t', 'Tout à l’heu'],
      late: ['Tout à l’heu'],
    });
  });

  it('somebody whom the list showed too late gets the reminder a little later', async () => {
    const lagging = { hidden: true };
    const { at, book } = await setup(tuesday, { watched: (store) => withLaggingLists(store, lagging) });
    await book();
    expect(await at('2027-11-16T09:00:00+01:00')).toEqual([]);
    lagging.hidden = false;
    expect(await at('2027-11-16T09:02:00+01:00')).toEqual([inAWeek]);
  });

  it('a minute in which nothing is due looks at no list', async () => {
    const counted = { lists: 0 };
    const { at, book } = await setup(tuesday, { watched: (store) => countingLists(store, counted) });
    await book();
    for (const minute of ['01', '02', '03']) await at(`2027-11-10T10:${minute}:00+01:00`);
    expect(counted.lists).toBe(0);
    await at('2027-11-16T09:02:00+01:00');
    expect(counted.lists).toBe(table.byList.shards);
    for (const minute of ['03', '04']) await at(`2027-11-16T09:${minute}:00+01:00`);
    expect(counted.lists).toBe(table.byList.shards);
  });
});

describe('what a reminder says', () => {
  const asked = async (waiting: readonly number[]) => {
    const { at, book, store } = await setup(tuesday);
    await book();
    for (const [index, partySize] of waiting.entries()) {
      const { scope, key } = anApplication(index + 10);
      await transact(store, [
        enlisting(tuesday.id, { scope, key, partySize, place: placeInList(index, 'request') }),
      ]);
    }
    await at('2027-11-16T09:02:00+01:00');
    expect(await at('2027-11-20T18:00:00+01:00')).toEqual([stillComing]);
    return (await inbox.received()).at(-1)?.body.text.replaceAll('\u00a0', ' ') ?? '';
  };

  it('names the people who wait for a seat', async () => {
    const text = await asked([1, 2]);
    expect(text).toContain('Votre séance commence mardi 23 novembre à 14 h, à Nancy. Venez-vous toujours ?');
    expect(text).toContain('Trois personnes attendent une place.');
    expect(text).toMatch(/Je viens\nhttps?:\S+\/je-viens\n/);
    expect(text).toMatch(/Je libère ma place\nhttps?:\S+\/liberer\n/);
    expect(text).toContain('Sans réponse de votre part, votre place reste réservée.');
  });

  it('invents nobody who waits', async () => {
    expect(await asked([])).not.toMatch(/atten/);
  });
});

describe('a reminder goes at most once', () => {
  const due = '2027-11-16T09:00:00+01:00';
  it('however many ticks run at once and however often its order comes', async () => {
    const { goTo, tick, post, arrived, book } = await setup();
    await book();
    goTo(due);
    await Promise.all([tick(), tick(), tick()]);
    await Promise.all([post(2), post(2)]);
    await tick();
    await post();
    expect(await arrived()).toEqual([{ to: 'lea', subject: inAWeek }]);
  });

  it('and is never sent again once its answer was lost', async () => {
    const { goTo, tick, post, book, at, standing } = await setup();
    const one = await book();
    goTo(due);
    await tick();
    inbox.let('loses-its-answer');
    await post();
    expect((await standing(one)).owed).toEqual({});
    inbox.let('takes');
    expect(await at('2027-11-16T09:30:00+01:00')).toEqual([inAWeek]);
    expect(await at('2027-11-16T10:30:00+01:00')).toEqual([]);
  });

  it('nor once its sender died, who may have sent it', async () => {
    const { goTo, tick, post, book, at, standing, store } = await setup();
    const one = await book();
    goTo(due);
    await tick();
    const [mail] = Object.keys((await standing(one)).owed) as MessageId[];
    if (mail === undefined) throw new Error('no reminder is owed');
    await claimMessage(store, owners.registration(one), mail, 'one that died', instant(due));
    await post();
    expect(await at('2027-11-16T09:09:59+01:00')).toEqual([]);
    expect((await standing(one)).owed).toHaveProperty([mail]);
    expect(await at('2027-11-16T09:10:00+01:00')).toEqual([]);
    expect((await standing(one)).owed).toEqual({});
  });

  it('but is tried again when SES has refused it for certain', async () => {
    const { goTo, tick, post, book, at } = await setup();
    await book();
    goTo(due);
    await tick();
    inbox.let('refuses');
    await post();
    inbox.let('takes');
    expect(await at('2027-11-16T09:02:00+01:00')).toEqual([inAWeek]);
  });

  it('to everybody, although the tick died on its way through the list', async () => {
    const dying = { after: Number.POSITIVE_INFINITY };
    const { goTo, tick, post, arrived, book } = await setup(
      { ...tuesday, capacity: 60 },
      {
        watched: (store) => withDyingReminders(store, dying),
      },
    );
    const people = Array.from({ length: 25 }, (_, index) => `personne.${index}@example.fr`);
    for (const address of people) await book(address);
    await arrived();
    goTo('2027-11-16T09:02:00+01:00');
    dying.after = 7;
    await expect(tick()).rejects.toThrow();
    await post();
    dying.after = Number.POSITIVE_INFINITY;
    goTo('2027-11-16T09:03:00+01:00');
    await tick();
    await post();
    const mails = await arrived();
    expect(mails).toHaveLength(25);
    expect(new Set(mails.map(({ to }) => to)).size).toBe(25);
  });
});

describe('what has changed since', () => {
  it.each([
    ['a session moved by an hour', '2027-11-23T15:00:00+01:00', '2027-11-23T16:00:00+01:00', []],
    ['a session moved to another day', '2027-11-30T14:00:00+01:00', '2027-11-30T15:30:00+01:00', [inAWeek]],
  ])('%s is reminded of again only if the day is another', async (_, begin, end, again) => {
    const { at, book, move } = await setup();
    await book();
    expect(await at('2027-11-16T09:02:00+01:00')).toEqual([inAWeek]);
    await move(begin, end);
    const later: string[] = [];
    for (const day of [17, 18, 19, 22, 23])
      later.push(...(await at(`2027-11-${day}T09:00:00+01:00`)).filter((subject) => subject === inAWeek));
    expect(later).toEqual(again);
  });

  it('a reminder that is owed for a day that is no longer so does not go', async () => {
    const { goTo, tick, post, book, move, arrived, standing } = await setup();
    const one = await book();
    goTo('2027-11-16T09:00:00+01:00');
    await tick();
    await move('2027-12-21T14:00:00+01:00', '2027-12-21T15:30:00+01:00');
    await post();
    expect(await arrived()).toEqual([]);
    expect((await standing(one)).owed).toEqual({});
  });

  it.each(['cancelled', 'postponed'] as const)('an event that is %s is not reminded of', async (status) => {
    const { goTo, tick, post, book, change, arrived, at } = await setup();
    await book();
    goTo('2027-11-16T09:00:00+01:00');
    await tick();
    await change({ status });
    await post();
    expect(await arrived()).toEqual([]);
    expect(await at('2027-11-23T11:00:00+01:00')).toEqual([]);
  });

  it('who released between order and mail gets no reminder', async () => {
    const { goTo, tick, post, book, arrived, standing, store, now } = await setup();
    const one = await book();
    goTo('2027-11-16T09:00:00+01:00');
    await tick();
    await release(store, await standing(one), now());
    await post();
    expect((await arrived()).map(({ subject }) => subject)).toEqual(['Merci, votre place est libérée']);
  });

  it('who has said that they come is not asked whether they do, but reminded on the day', async () => {
    const { at, book, standing, store, now } = await setup();
    const one = await book();
    await reconfirm(store, await standing(one), { day: '2027-11-23', at: now() });
    expect(await at('2027-11-20T18:02:00+01:00')).toEqual([]);
    expect(await at('2027-11-23T11:00:00+01:00')).toEqual([expect.stringMatching(today)]);
  });
});

describe('somebody who wants no reminders', () => {
  it('gets none, of whatever they are registered for, but every other mail', async () => {
    const { goTo, tick, post, book, arrived, standing, store, now } = await setup();
    const one = await book();
    await changeMailbox(store, mailboxKey(testKeys, addressKey(lea)), now(), (mailbox) => ({
      ...mailbox,
      noReminders: now(),
    }));
    for (const moment of [
      '2027-11-16T09:00:00+01:00',
      '2027-11-20T18:00:00+01:00',
      '2027-11-23T11:00:00+01:00',
    ]) {
      goTo(moment);
      await tick();
      await post();
    }
    expect(await arrived()).toEqual([]);
    await release(store, await standing(one), now());
    await post();
    expect(await arrived()).toHaveLength(1);
  });

  it('finds in each reminder, and nowhere else, how to say so with one click', async () => {
    const { at, book } = await setup();
    await book();
    await at('2027-11-16T09:00:00+01:00');
    const [confirmation = '', reminder = ''] = inbox.calls.map(rawIn);
    expect(confirmation).not.toContain('List-Unsubscribe');
    expect(reminder.replace(/\r\n[ \t]+/g, ' ')).toMatch(
      /^List-Unsubscribe: <https?:\S+\/sans-rappels>\r\n/m,
    );
    expect(reminder).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n');
    expect(reminder).not.toContain('text/calendar');
  });
});

describe('after an outage', () => {
  it('a reminder goes late, by day, and never instead of the one after it', async () => {
    const { at, book } = await setup();
    await book();
    expect(await at('2027-11-18T21:00:00+01:00')).toEqual([]);
    expect(await at('2027-11-19T07:59:00+01:00')).toEqual([]);
    expect(await at('2027-11-19T08:00:00+01:00')).toEqual(['Bientôt : Atelier IA : vos devis plus vite']);
    expect(await at('2027-11-23T11:30:00+01:00')).toEqual([expect.stringMatching(today)]);
  });

  it('what can only come too late is dropped and counted, once', async () => {
    const { at, book, warned } = await setup();
    await book();
    await book('noor@example.fr');
    expect(await at('2027-11-23T14:00:00+01:00')).toEqual([]);
    await at('2027-11-23T14:01:00+01:00');
    expect(warned).toEqual(
      ['A9', 'A10', 'A11'].map((kind) => ({ session: tuesday.id, mail: `${kind}#2027-11-23`, reminders: 2 })),
    );
  });

  it('a reminder that was owed in time is not sent once the session has begun', async () => {
    const { goTo, tick, post, book, arrived, standing } = await setup();
    const one = await book();
    goTo('2027-11-23T13:59:00+01:00');
    await tick();
    expect(Object.keys((await standing(one)).owed)).toEqual(['A11#2027-11-23']);
    goTo('2027-11-23T14:00:00+01:00');
    await post();
    expect(await arrived()).toEqual([]);
    expect((await standing(one)).owed).toEqual({});
  });

  it('a reminder that SES refused in the evening waits for the morning', async () => {
    const { goTo, tick, post, book, at, standing } = await setup();
    const one = await book();
    goTo('2027-11-16T20:29:00+01:00');
    await tick();
    inbox.let('refuses');
    await post();
    inbox.let('takes');
    expect(await at('2027-11-16T20:35:00+01:00')).toEqual([]);
    expect((await standing(one)).dueAt).toBe(instant('2027-11-17T08:00:00+01:00'));
    expect(await at('2027-11-17T08:00:00+01:00')).toEqual([inAWeek]);
  });
});

const rawIn = (call: string): string =>
  Buffer.from(new URLSearchParams(call).get('RawMessage.Data') ?? '', 'base64').toString();

const intercepting = (store: Store, intercept: (command: { input: Input }) => void): Store => {
  const send = async (command: never, ...rest: never[]) => {
    intercept(command);
    return store.db.send(command, ...rest);
  };
  return { ...store, db: Object.create(store.db, { send: { value: send } }) };
};
type Input = { readonly IndexName?: string; readonly UpdateExpression?: string };

const countingLists = (store: Store, counted: { lists: number }) =>
  intercepting(store, ({ input }) => {
    if (input.IndexName === 'byList') counted.lists += 1;
  });

const withLaggingLists = (store: Store, lagging: { readonly hidden: boolean }): Store => {
  const send = async (command: { input: Input }, ...rest: never[]) => {
    const answer = await store.db.send(command as never, ...rest);
    return lagging.hidden && command instanceof QueryCommand && command.input.IndexName === 'byList'
      ? { ...(answer as object), Items: [] }
      : answer;
  };
  return { ...store, db: Object.create(store.db, { send: { value: send } }) };
};

const withDyingReminders = (store: Store, dying: { after: number }) =>
  intercepting(store, ({ input }) => {
    if (!input.UpdateExpression?.includes('ADD reminded')) return;
    dying.after -= 1;
    if (dying.after < 0) throw new Error('died');
  });
