import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { agendaToken } from '../../shared/domain/agenda.ts';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import { deriveKeys } from '../../shared/domain/keys.ts';
import { knowledgeOf, learn, type MailboxKey, mailboxKey } from '../../shared/domain/mailbox.ts';
import { addressKey } from '../../shared/domain/people.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { calendarParts } from '../../shared/mail/calendar.ts';
import { contextOf, linksOf } from '../../shared/mail/context.ts';
import { release } from '../../shared/seats/release.ts';
import { tellOfChange } from '../../shared/seats/tell-change.ts';
import { changeMailbox } from '../../shared/store/mailboxes.ts';
import { loadProgramme } from '../../shared/store/programme.ts';
import { findRegistration, flip } from '../../shared/store/registrations.ts';
import { owners } from '../../shared/store/table.ts';
import { aBearer } from '../support/bearer.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { siteUrl } from '../support/requests.ts';

const freshStore = useEngine();
const ROUTE = 'GET /agenda/{calendar}';
const lea = mailboxKey(testKeys, addressKey('lea@example.fr'));

async function setup() {
  const bearer = await aBearer(await freshStore(), anEvent(), aSession());
  const { store, registration } = bearer;
  const remember = async () => {
    const standing = await registration();
    await changeMailbox(store, lea, now, (known) =>
      learn(known, owners.registration(standing), knowledgeOf(standing)),
    );
  };
  await remember();
  const fetch = async (calendar: string, at: Instant = now) =>
    bearer.call(ROUTE, { path: { calendar }, now: at } as never);
  const mine = `${agendaToken(testKeys, lea)}.ics`;
  const entries = async (at?: Instant) => {
    const { statusCode, body = '' } = await fetch(mine, at);
    expect(statusCode).toBe(200);
    return new ICAL.Component(ICAL.parse(body))
      .getAllSubcomponents('vevent')
      .map((entry) => new ICAL.Event(entry));
  };
  const change = async (session: Session, event: EventDetails = anEvent()) => {
    await storeProgramme(store, [event, session]);
    await tellOfChange(store, { session, event }, now);
    await remember();
  };
  return { ...bearer, fetch, mine, entries, change, remember };
}

/** The same bytes in other letters: the last one of 43 has two bits to spare. */
const respelt = (token: string): string => {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return token.slice(0, -1) + letters[letters.indexOf(token.slice(-1)) + 1];
};

const later = plus(now, { minutes: 1 });
const statusOf = (entry: ICAL.Event | undefined) => entry?.component.getFirstPropertyValue('status');

describe('a live calendar', () => {
  it('shows what its mailbox is registered for, is published and kept by nobody', async () => {
    const { fetch, mine, entries } = await setup();
    const { headers, body = '' } = await fetch(mine);
    expect(headers?.['content-type']).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(headers?.['cache-control']).toBe('no-store');
    expect(body).toContain('METHOD:PUBLISH');
    expect(body).not.toContain('lea@example.fr');
    const [entry, ...more] = await entries();
    expect(more).toEqual([]);
    expect(entry?.summary).toBe('Atelier IA : vos devis plus vite');
    expect(statusOf(entry)).toBe('CONFIRMED');
  });

  it('moves when the session does, under the same UID as the mails and with a higher SEQUENCE', async () => {
    const { store, registration, entries, change } = await setup();
    const mailed = async () => {
      const around = { keys: testKeys, siteUrl, now };
      const context = contextOf(await loadProgramme(store), await registration(), around);
      const [file = ''] = calendarParts(context, 'REQUEST');
      return { uid: /UID:(\S+)/.exec(file)?.[1], sequence: Number(/SEQUENCE:(\d+)/.exec(file)?.[1]) };
    };
    const before = await mailed();
    const at = ['2027-11-09T14:00:00+01:00', '2027-11-09T15:00:00+01:00'] as const;
    await change(aSession({ at, rev: 1 }));
    const [entry] = await entries(later);
    expect(entry?.startDate.toJSDate().toISOString()).toBe('2027-11-09T13:00:00.000Z');
    expect({ uid: entry?.uid, sequence: entry?.sequence }).toEqual(await mailed());
    expect(entry?.uid).toBe(before.uid);
    expect(entry?.sequence).toBeGreaterThan(before.sequence);
  });

  it('shows what the organiser cancelled as cancelled', async () => {
    const { entries, change } = await setup();
    const [before] = await entries();
    await change(aSession({ rev: 1 }), anEvent({ status: 'cancelled' }));
    const [entry] = await entries(later);
    expect(statusOf(entry)).toBe('CANCELLED');
    expect(entry?.sequence).toBeGreaterThan(before?.sequence ?? Number.NaN);
  });

  it('shows what is put off as tentative, taking no time', async () => {
    const { entries, change } = await setup();
    await change(aSession({ rev: 1 }), anEvent({ status: 'postponed' }));
    const [entry] = await entries(later);
    expect(statusOf(entry)).toBe('TENTATIVE');
    expect(entry?.summary).toMatch(/^Reporté/);
    expect(entry?.component.getFirstPropertyValue('transp')).toBe('TRANSPARENT');
  });

  it('shows a place in the list as not sure yet, without a code', async () => {
    const { store, registration, entries } = await setup();
    const standing = await registration();
    await flip(store, standing, { status: 'waiting', held: [], flippedAt: now });
    const [entry] = await entries();
    expect(statusOf(entry)).toBe('TENTATIVE');
    expect(entry?.description).not.toContain('Code du billet');
  });

  it('lets go of what the person released, and stays a calendar', async () => {
    const { store, registration, entries } = await setup();
    await release(store, await registration(), now);
    expect(await entries(later)).toEqual([]);
  });

  it('is linked from the registration, as in the mails', async () => {
    const { store, call, registration, mine } = await setup();
    const { body = '' } = await call('GET /inscriptions/{token}');
    expect(body).toContain(`href="/agenda/${mine}"`);
    const around = { keys: testKeys, siteUrl, now };
    const standing = (await findRegistration(store, await registration())) as Registration;
    expect(linksOf(contextOf(await loadProgramme(store), standing, around)).agenda).toBe(
      `${siteUrl}/agenda/${mine}`,
    );
  });

  it.each([
    ['another key', `${agendaToken(deriveKeys('1'.repeat(64)), lea)}.ics`],
    ['the key of something else', `${agendaToken({ ...testKeys, link: testKeys.door }, lea)}.ics`],
    ['a mailbox nobody knows', `${agendaToken(testKeys, 'f'.repeat(32) as MailboxKey)}.ics`],
    ['no ending', agendaToken(testKeys, lea)],
    ['another ending', `${agendaToken(testKeys, lea)}.ics.ics`],
    ['one character changed', `A${agendaToken(testKeys, lea).slice(1)}.ics`],
    ['its last bits changed, which mean nothing', `${respelt(agendaToken(testKeys, lea))}.ics`],
    ['less', `${agendaToken(testKeys, lea).slice(1)}.ics`],
    ['more', `${agendaToken(testKeys, lea)}A.ics`],
    ['nothing', '.ics'],
    ['far too much', `${'a'.repeat(8_000)}.ics`],
  ])('does not open for %s', async (_, wanted) => {
    const { fetch } = await setup();
    const { statusCode, body } = await fetch(wanted);
    expect(statusCode).toBe(404);
    expect(body).toEqual((await fetch('anything')).body);
  });
});
