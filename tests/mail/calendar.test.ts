import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { calendarFile, calendarParts } from '../../shared/mail/calendar.ts';
import { aContext, weekend } from './contexts.ts';

const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  const entries = calendar
    .getAllSubcomponents('vevent')
    .map((entry) => new ICAL.Event(entry, { strictExceptions: true }));
  const [entry] = entries;
  if (entry === undefined) throw new Error('no entry');
  return { calendar, entries, entry, method: calendar.getFirstPropertyValue('method') };
};
const released = { status: 'released', rev: 2 } as const;

describe('a calendar file', () => {
  it('asks a mailbox to enter the session, in UTC and in Paris', () => {
    const [file = ''] = calendarParts(aContext(), 'REQUEST');
    const { entry, method, calendar } = read(file);
    expect(method).toBe('REQUEST');
    expect(entry.summary).toBe('Petit-déjeuner cyber\u00a0: dix gestes simples pour votre TPE');
    expect(file).toContain('DTSTAMP:20271018T070000Z\r\n');
    expect(file).toContain('DTSTART;TZID=Europe/Paris:20271108T083000\r\n');
    expect(file).toContain('DTEND;TZID=Europe/Paris:20271108T100000\r\n');
    expect(calendar.getAllSubcomponents('vtimezone')).toHaveLength(1);
    expect(instant(entry.startDate.toJSDate())).toBe('2027-11-08T07:30:00.000Z');
    expect(entry.location).toBe(
      'Hôtel d’entreprises de la Porte Verte, 12 rue des Érables, 54270 Essey-lès-Nancy',
    );
    expect(entry.component.getFirstPropertyValue('geo')).toEqual([48.7056, 6.2247]);
    expect(entry.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    expect(entry.component.getFirstPropertyValue('url')).toBe(
      'https://open.example/evenements/petit-dejeuner-cyber',
    );
    expect(entry.organizer).toBe('mailto:club@dirigeants.example');
    expect(entry.attendees[0]?.getFirstValue()).toBe('MAILTO:sonia@menuiserie.example');
    expect(entry.description).toContain('Code du billet\u00a0: 4XC-7GS');
  });

  it('keeps its UID and grows its SEQUENCE until the cancellation', () => {
    const files = [
      ...calendarParts(aContext(), 'REQUEST'),
      ...calendarParts(aContext({ session: { rev: 1 } }), 'REQUEST'),
      ...calendarParts(aContext({ session: { rev: 1 }, registration: released }), 'CANCEL'),
    ].map(read);
    expect(new Set(files.map(({ entry }) => entry.uid)).size).toBe(1);
    expect(files.map(({ entry }) => entry.sequence)).toEqual([1, 2, 3]);
    const last = files.at(-1);
    expect(last?.method).toBe('CANCEL');
    expect(last?.entry.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect(last?.entry.attendees).toHaveLength(1);
  });

  it('is new for somebody who comes back', () => {
    const uids = [1, 2].map((generation) => {
      const [file = ''] = calendarParts(aContext({ registration: { generation } }), 'REQUEST');
      return read(file).entry.uid;
    });
    expect(new Set(uids).size).toBe(2);
  });

  it('is one per timing by mail, and one for all to download, where nobody is named as attending', () => {
    const context = aContext({ session: weekend });
    const parts = calendarParts(context, 'REQUEST').map(read);
    expect(parts.map(({ entries }) => entries.length)).toEqual([1, 1]);
    const { entries, method } = read(calendarFile(context));
    expect(method).toBe('PUBLISH');
    expect(entries.map(({ uid }) => uid)).toEqual(parts.map(({ entry }) => entry.uid));
    expect(entries.flatMap(({ attendees }) => attendees)).toEqual([]);
    expect(entries.map(({ uid }) => uid.replace(/^.*\.(.*)@.*$/, '$1'))).toEqual(
      weekend.timings.map(({ id }) => id),
    );
  });

  it.each([
    ['the night before summer time ends', '2027-10-31T00:30:00Z', '20271031T023000'],
    ['after summer time has ended', '2027-10-31T02:30:00Z', '20271031T033000'],
    ['in summer', '2028-03-26T01:30:00Z', '20280326T033000'],
  ])('is right on the clocks of Paris %s', (_, begin, wall) => {
    const timing = { id: 's1', begin: instant(begin), end: instant('2028-06-01T00:00:00Z') };
    expect(calendarFile(aContext({ session: { timings: [timing] } }))).toContain(
      `DTSTART;TZID=Europe/Paris:${wall}\r\n`,
    );
  });

  it('gives those who come online the link instead of the place', () => {
    const event = { onlineAccessLink: 'https://visio.example/r' };
    const { entry } = read(calendarFile(aContext({ event, session: { online: true } })));
    expect(entry.location).toBe('En ligne');
    expect(entry.component.getFirstPropertyValue('geo')).toBeNull();
    expect(entry.description).toContain('https://visio.example/r');
  });

  it.each([
    ['punctuation', 'a,b;c\\d', 'a,b;c\\d'],
    [
      'an entry of its own',
      'Titre\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:x',
      'Titre END:VEVENT BEGIN:VEVENT SUMMARY:x',
    ],
    ['300 bytes of accents', 'é'.repeat(150), 'é'.repeat(150)],
    ['families', '👨‍👩‍👧‍👦'.repeat(20), '👨‍👩‍👧‍👦'.repeat(20)],
    ['control characters', 'a\u0000b\u2028c', 'a b c'],
    ['half a character', 'a\ud83d', 'a\ufffd'],
  ])('survives a title of %s', (_, title, shown) => {
    const file = calendarFile(aContext({ event: { title: { fr: title } } }));
    const { entries, entry } = read(file);
    expect(entries).toHaveLength(1);
    expect(entry.summary).toBe(shown);
    expectLinesOf(file);
  });

  it.each(['Ann "B" O:C; D, E', 'x\r\nATTENDEE:mailto:v@x.example', '"', '^n'])(
    'lets the name %j end nothing',
    (name) => {
      const [file = ''] = calendarParts(
        aContext({ organisation: { name }, registration: { firstName: name, lastName: name } }),
        'REQUEST',
      );
      const { entry } = read(file);
      expect(entry.attendees.map((attendee) => attendee.getFirstValue())).toEqual([
        'MAILTO:sonia@menuiserie.example',
      ]);
      expect(entry.organizer).toBe('mailto:club@dirigeants.example');
      expect(entry.component.getFirstProperty('organizer')?.getFirstParameter('cn')).not.toMatch(/["\r\n]/);
      expectLinesOf(file);
    },
  );
});

function expectLinesOf(file: string) {
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of file.split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toContain('\ufffd\ufffd');
    expect(line.isWellFormed()).toBe(true);
  }
}
