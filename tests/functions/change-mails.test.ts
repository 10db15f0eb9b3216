import { GetItemCommand, type UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { instant, plus } from '../../shared/domain/instant.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { registerOrJoin } from '../../shared/seats/join.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { applyTogether } from '../../shared/store/edition.ts';
import { toItem } from '../../shared/store/item.ts';
import { findSession } from '../../shared/store/programme.ts';
import { keys } from '../../shared/store/table.ts';
import { listWaiting } from '../../shared/store/waiting.ts';
import { type ReceivedMail, useInbox } from '../mail/inbox.ts';
import { calendarOfMails } from '../support/calendar-of-mails.ts';
import { anEvent, aSession } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { useQueue } from '../support/queue.ts';
import { anApplication, seatsTaken } from '../support/registrations.ts';
import { aChange } from '../support/stream.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();

const event = anEvent({ title: { fr: 'Atelier IA' }, registration: { waitlist: true } });
const session = aSession();
const elsewhere = anEvent({ slug: 'autre', uid: 27_000_002, title: { fr: 'Autre atelier' } });
const otherSession = aSession({ id: 'autre--s1', event: 'autre' });
const BOOKED = '2027-10-18T09:00:00+02:00';
const NIGHT = '2027-10-20T03:00:00+02:00';
const moved = aSession({ at: ['2027-11-09T14:00:00+01:00', '2027-11-09T15:30:00+01:00'] });

async function setup() {
  const store = await freshStore();
  const mails = await calendarOfMails(
    store,
    await freshQueue(),
    inbox.ses(),
    [event, session],
    [elsewhere, otherSession],
  );
  mails.goTo(BOOKED);
  const current = async () => (await findSession(store, session.id, { consistent: true })) ?? session;
  const image = async () =>
    (
      await store.db.send(
        new GetItemCommand({ TableName: store.tableName, Key: toItem(keys.session(session.id)) }),
      )
    ).Item;
  /** What an import writes, in one transaction, and what the stream says of it. */
  const change = async (now: Partial<Session>, as: Partial<EventDetails> = {}) => {
    const [before, standing] = [await image(), await current()];
    const changed = { ...standing, ...now, rev: standing.rev + 1 };
    const applied = await applyTogether(store, [
      { kind: 'put', key: keys.event(event.slug), value: { ...event, ...as } },
      { kind: 'change-session', session: changed, seenRev: standing.rev },
    ]);
    expect(applied).toBe('applied');
    return aChange(before, await image());
  };
  const since = async (seen: number) => (await inbox.received()).slice(seen);
  return {
    store,
    mails,
    current,
    change,
    book: (address: string, more = {}) => mails.register(address, event, session, more),
    follow: (...records: ReturnType<typeof aChange>[]) => mails.follow({ Records: records }),
    since,
  };
}

const to = (mails: readonly ReceivedMail[], address: string) =>
  mails.filter(({ destination }) => destination.to.some((one) => one.includes(address)));
const calendarIn = (mail: ReceivedMail | undefined): string => {
  const part = mail?.attachments.find(({ contentType }) => contentType.startsWith('text/calendar'));
  return part === undefined ? '' : Buffer.from(part.content, 'base64').toString();
};
const sequenceIn = (file: string): number => Number(/SEQUENCE:(\d+)/.exec(file)?.[1]);
const uidIn = (file: string) => /UID:(\S+)/.exec(file)?.[1];

describe('a session that moves', () => {
  it('is told at any hour, with the new time, keep or release, and a calendar entry that supersedes', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    const [confirmation] = await since(0);
    mails.goTo(NIGHT);
    await follow(await change({ timings: moved.timings }));
    await mails.post();
    const [mail, ...more] = await since(1);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Changement important\u00a0: Atelier IA a lieu 9 nov. à 14\u00a0h');
    expect(mail?.body.text).toContain(
      'mardi 9 novembre 2027, de\u00a014\u00a0h\u00a0à\u00a015\u00a0h\u00a030',
    );
    expect(mail?.body.text).toMatch(/Je garde ma place\n\S+\/je-viens\n/);
    expect(mail?.body.text).toMatch(/\/liberer\n/);
    const [before, after] = [calendarIn(confirmation), calendarIn(mail)];
    expect(after).toContain('METHOD:REQUEST');
    expect(after).toContain('DTSTART;TZID=Europe/Paris:20271109T140000');
    expect(uidIn(after)).toBe(uidIn(before));
    expect(sequenceIn(after)).toBeGreaterThan(sequenceIn(before));
  });

  it('is told once, however often its trigger comes and whoever else looks', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    const record = await change({ timings: moved.timings });
    await follow(record, record);
    await follow(record);
    await mails.tick();
    await mails.post(2);
    await follow(record);
    for (let minute = 0; minute < 6; minute += 1) {
      mails.goTo(plus(mails.now(), { minutes: 1 }));
      await mails.tick();
    }
    await mails.post(2);
    expect(await since(1)).toHaveLength(1);
  });

  it('is told although the trigger is lost', async () => {
    const { mails, change, book, since } = await setup();
    await book('lea@example.fr');
    await change({ timings: moved.timings });
    await mails.tick();
    await mails.post();
    expect(await since(1)).toHaveLength(1);
  });

  it('is told to everybody, once, although the telling died half way', async () => {
    const { store, mails, change, book, follow, since } = await setup();
    const addresses = Array.from({ length: 7 }, (_, index) => `personne.${index}@example.fr`);
    for (const address of addresses) await book(address);
    const record = await change({ timings: moved.timings });
    const heal = breakingAfter(store, 3);
    await follow(record);
    heal();
    await mails.tick();
    await mails.post();
    const told = await since(7);
    expect(told).toHaveLength(7);
    for (const address of addresses) expect(to(told, address)).toHaveLength(1);
  });

  it('is told to somebody who registered on a page that did not know yet, once the list shows them', async () => {
    const { mails, change, book, follow, since } = await setup();
    await follow(await change({ timings: moved.timings }));
    await mails.tick();
    await book('lea@example.fr');
    mails.goTo(plus(mails.now(), { minutes: 2 }));
    await mails.tick();
    await mails.post();
    expect((await since(1)).map(({ subject }) => subject.slice(0, 10))).toEqual(['Changement']);
  });

  it('is not told to those who registered since, nor to those who have left', async () => {
    const { store, mails, change, book, current, follow, since } = await setup();
    const gone = await book('gone@example.fr');
    await release(store, await mails.standing(gone), mails.now());
    await mails.post();
    const record = await change({ timings: moved.timings });
    await mails.register('new@example.fr', event, await current());
    const before = (await since(0)).length;
    await follow(record);
    await mails.tick();
    await mails.post();
    expect(await since(before)).toEqual([]);
  });

  it('twice before the mail goes is told once, as it stands in the end', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    await follow(await change({ timings: moved.timings }));
    const last = aSession({ at: ['2027-11-10T18:00:00+01:00', '2027-11-10T19:00:00+01:00'] });
    await follow(await change({ timings: last.timings }));
    await mails.post();
    const [mail, ...more] = await since(1);
    expect(more).toEqual([]);
    expect(mail?.body.text).toContain('mercredi 10 novembre 2027');
  });

  it('twice with a mail between is told twice', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    await follow(await change({ timings: moved.timings }));
    await mails.post();
    await follow(await change({ timings: session.timings }));
    await mails.post();
    expect(await since(1)).toHaveLength(2);
  });

  it('goes online: says so, and gives the link', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    const online = {
      status: 'moved-online',
      attendanceMode: 'online',
      onlineAccessLink: 'https://visio.example/r',
    } as const;
    await follow(await change({ online: true }, online));
    await mails.post();
    const [mail] = await since(1);
    expect(mail?.body.text).toContain('elle a maintenant lieu en ligne');
    expect(mail?.body.text).toContain('https://visio.example/r');
    expect(calendarIn(mail)).toContain('LOCATION:En ligne');
  });

  it('is put off: nobody is told an old date, and calendars no longer hold the time', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr', { partySize: 2 });
    await follow(await change({}, { status: 'postponed' }));
    await mails.post();
    const [mail] = await since(1);
    expect(mail?.subject).toBe('Reporté\u00a0: Atelier IA. La nouvelle date suivra');
    expect(mail?.body.text).toContain('Vos 2 places restent réservées');
    expect(mail?.body.text).not.toContain('novembre');
    expect(calendarIn(mail)).toMatch(
      /STATUS:TENTATIVE[\s\S]*TRANSP:TRANSPARENT|TRANSP:TRANSPARENT[\s\S]*STATUS:TENTATIVE/,
    );
  });
});

describe('an event that is cancelled', () => {
  const cancelled = { status: 'cancelled' } as const;

  it('ends every registration, waiting ones too, and tells each once what else there is', async () => {
    const { store, mails, change, book, follow, since, current } = await setup();
    const lea = await book('lea@example.fr', { partySize: 2 });
    await book('a.class@example.fr', { partySize: 18 });
    const list = { place: '1', joins: true };
    const waiting = anApplication(9, { email: 'waits@example.fr', list });
    await registerOrJoin(store, await current(), waiting, mails.now());
    mails.goTo(NIGHT);
    const record = await change({}, cancelled);
    await follow(record, record);
    await mails.tick();
    expect(await mails.standing(waiting)).toMatchObject({ status: 'cancelled', toldRev: 1 });
    expect(await listWaiting(store, session.id)).toEqual([]);
    await mails.post(2);
    expect(Object.keys((await mails.standing(waiting)).owed)).toContain('A16#2');
    const told = await since(2);
    const [mail, ...more] = to(told, 'lea@example.fr');
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Annulé\u00a0: Atelier IA. Voici des alternatives');
    expect(mail?.body.text).toContain('Il reste des places ailleurs');
    expect(mail?.body.text).toMatch(/Autre atelier\nlundi 8 novembre[\s\S]*\/evenements\/autre\n/);
    expect(calendarIn(mail)).toContain('METHOD:CANCEL');
    expect(await mails.standing(lea)).toMatchObject({ status: 'cancelled', held: [], toldRev: 1 });
  });

  it('offers nobody another session of an event they are registered for', async () => {
    const { store, mails, change, book, follow, since } = await setup();
    const at = ['2027-11-12T09:00:00+01:00', '2027-11-12T10:00:00+01:00'] as const;
    const second = aSession({ id: 'autre--s2', event: 'autre', at });
    await applyTogether(store, [{ kind: 'add-session', session: second }]);
    await createBlocks(store, second.id, second.capacity);
    await mails.register('lea@example.fr', elsewhere, otherSession);
    await book('lea@example.fr');
    await follow(await change({}, cancelled));
    await mails.post();
    const [, , mail] = await since(0);
    expect(mail?.subject).toBe('Annulé\u00a0: Atelier IA');
    expect(mail?.body.text).not.toContain('ailleurs');
  });

  it('is not told again once it was, nor to those who had left', async () => {
    const { store, mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    const gone = await book('gone@example.fr');
    await release(store, await mails.standing(gone), mails.now());
    await mails.post();
    const record = await change({}, cancelled);
    await follow(record);
    await mails.post();
    await follow(record);
    await mails.tick();
    await mails.post();
    expect(await since(3)).toHaveLength(1);
    expect(await mails.standing(gone)).toMatchObject({ status: 'released' });
  });

  it('gives the seats back as the stream tells of it', async () => {
    const { store, mails, change, book, follow } = await setup();
    const lea = await book('lea@example.fr', { partySize: 2 });
    await follow(await change({}, cancelled));
    const { Item } = await store.db.send(
      new GetItemCommand({ TableName: store.tableName, Key: toItem(keys.registration(lea)) }),
    );
    await follow(aChange(undefined, Item));
    expect(await seatsTaken(store, session)).toBe(0);
    expect((await mails.standing(lea)).givenUp).toEqual([]);
  });

  it('after it had moved is told as cancelled only', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    await follow(await change({ timings: moved.timings }));
    await follow(await change({}, cancelled));
    await mails.post();
    expect((await since(1)).map(({ subject }) => subject.slice(0, 6))).toEqual(['Annulé']);
  });

  it('and takes place after all: those who were told hear of it and may register again', async () => {
    const { mails, change, book, follow, since } = await setup();
    const lea = await book('lea@example.fr');
    await follow(await change({}, cancelled));
    await mails.post();
    await follow(await change({}, {}));
    await mails.post();
    const [, mail, ...more] = await since(1);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^A finalement lieu/);
    expect(mail?.body.text).toContain('inscrivez-vous de nouveau');
    expect(calendarIn(mail)).toBe('');
    expect(await mails.standing(lea)).toMatchObject({ status: 'cancelled' });
  });

  it('and takes place after all before the mail has gone: the cancellation is not told any more', async () => {
    const { mails, change, book, follow, since } = await setup();
    await book('lea@example.fr');
    await follow(await change({}, cancelled));
    await follow(await change({}, {}));
    await mails.post();
    expect((await since(1)).map(({ subject }) => subject.slice(0, 18))).toEqual(['A finalement lieu\u00a0']);
  });

  it('and takes place after all: who has registered again meanwhile is told nothing', async () => {
    const { mails, change, book, follow, since, current } = await setup();
    await book('lea@example.fr');
    await follow(await change({}, cancelled));
    await follow(await change({}, {}));
    mails.goTo(plus(instant(BOOKED), { seconds: 1 }));
    await mails.register('lea@example.fr', event, await current());
    await mails.post();
    const subjects = (await since(1)).map(({ subject }) => subject.split('\u00a0')[0]);
    expect(subjects).toEqual(['Inscription confirmée']);
  });

  it('after its session was over changes nothing for those who came', async () => {
    const { mails, change, book, follow } = await setup();
    const lea = await book('lea@example.fr');
    const record = await change({}, cancelled);
    mails.goTo(session.timings[0].end);
    await follow(record);
    expect(await mails.standing(lea)).toMatchObject({ status: 'confirmed' });
    mails.goTo(plus(session.timings[0].end, { milliseconds: -1 }));
    await follow(record);
    expect(await mails.standing(lea)).toMatchObject({ status: 'cancelled' });
  });

  it('ends the registration of somebody without an address, and owes no mail', async () => {
    const { mails, change, book, follow, since } = await setup();
    const assisted = await book('', { email: '' });
    await follow(await change({}, cancelled));
    expect(await mails.standing(assisted)).toMatchObject({ status: 'cancelled', toldRev: 1 });
    expect(
      Object.keys((await mails.standing(assisted)).owed).filter((mail) => mail.startsWith('A16')),
    ).toEqual([]);
    expect(await since(0)).toEqual([]);
  });
});

/** Lets so many changes of registrations through, then none. */
function breakingAfter(store: Store, writes: number): () => void {
  const { db } = store;
  let left = writes;
  db.middlewareStack.add(
    (next) => async (args) => {
      const { input } = args as { input: UpdateItemCommand['input'] };
      if (input.Key?.pk?.S?.startsWith('REGISTRATION#') && input.UpdateExpression !== undefined) {
        left -= 1;
        if (left < 0) throw new Error('the function died');
      }
      return next(args);
    },
    { step: 'initialize', name: 'dying' },
  );
  return () => void db.middlewareStack.remove('dying');
}
