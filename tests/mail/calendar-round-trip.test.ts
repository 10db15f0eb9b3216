import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { epochMs, type Instant, instant, plus } from '../../shared/domain/instant.ts';
import type { Session, Timing } from '../../shared/domain/programme.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { wallDate, wallTime } from '../../shared/domain/time.ts';
import { calendarFeed, calendarFile, calendarParts } from '../../shared/mail/calendar.ts';
import { type MailContext, oneLine } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { toMime } from '../../shared/mail/mime.ts';
import { aContext } from './contexts.ts';

const RUNS = 2_000;
const MINUTE = 60_000;

const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 120 }),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }),
  fc.string({
    unit: fc.constantFrom(',', ';', '\\', '\n', '\r\n', ':', '"', 'é', '👩‍🔧', 'n', 'BEGIN:VEVENT'),
    maxLength: 40,
  }),
);
const moments = fc
  .integer({ min: Date.parse('2026-01-01T00:00Z') / MINUTE, max: Date.parse('2029-01-01T00:00Z') / MINUTE })
  .map((minutes) => instant(minutes * MINUTE));
const timings = fc
  .array(fc.tuple(moments, fc.integer({ min: 1, max: 24 * 60 })), { minLength: 1, maxLength: 4 })
  .map((times) => times.map(([begin, minutes], at) => timing(`s${at}`, begin, plus(begin, { minutes }))));
const timing = (id: string, begin: Instant, end: Instant): Timing => ({ id, begin, end });

const contexts = fc
  .record({
    times: timings,
    title: text,
    description: text,
    name: text,
    venue: text,
    organisation: text,
    rev: fc.nat(50),
    sessionRev: fc.nat(50),
    status: fc.constantFrom<Registration['status']>(
      'confirmed',
      'waiting',
      'pending',
      'released',
      'cancelled',
    ),
    eventStatus: fc.constantFrom('scheduled', 'rescheduled', 'moved-online', 'postponed', 'cancelled'),
    online: fc.boolean(),
    language: fc.constantFrom('fr', 'en'),
  })
  .map(
    ({
      times,
      title,
      description,
      name,
      venue,
      organisation,
      rev,
      sessionRev,
      status,
      eventStatus,
      online,
      language,
    }) =>
      aContext({
        event: {
          title: { fr: title },
          description: { fr: description },
          status: eventStatus,
          onlineAccessLink: 'https://visio.example/r',
        },
        session: { timings: times as unknown as Session['timings'], rev: sessionRev, online },
        registration: { lastName: name, rev, status, language },
        venue: { name: venue },
        organisation: { name: organisation },
      }),
  );

const read = (file: string) => {
  const calendar = new ICAL.Component(ICAL.parse(file));
  for (const zone of calendar.getAllSubcomponents('vtimezone'))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  return {
    calendar,
    method: calendar.getFirstPropertyValue('method'),
    entries: calendar.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry)),
  };
};

describe('every calendar file', () => {
  it('is read by another hand as it was meant, line by line', () => {
    fc.assert(
      fc.property(contexts, (context) => {
        const file = calendarFile(context);
        expectLines(file);
        const { entries, method } = read(file);
        expect(method).toBe('PUBLISH');
        expect(entries).toHaveLength(context.session.timings.length);
        for (const [at, entry] of entries.entries()) expectEntry(entry, context, context.session.timings[at]);
        // What another program makes of it says the same again.
        const again = read(read(file).calendar.toString());
        expect(again.entries.map((entry) => entry.component.toJSON())).toEqual(
          entries.map((entry) => entry.component.toJSON()),
        );
      }),
      { numRuns: RUNS },
    );
  }, 120_000);

  it('by mail holds one entry, the same method inside and out, and the UID of what is published', () => {
    fc.assert(
      fc.property(contexts, fc.constantFrom('REQUEST', 'CANCEL'), (context, method) => {
        const published = read(calendarFile(context)).entries;
        for (const [at, part] of calendarParts(context, method).entries()) {
          expectLines(part);
          const mailed = read(part);
          expect(mailed.method).toBe(method);
          expect(mailed.entries.map(({ uid }) => uid)).toEqual([published[at]?.uid]);
          expect(mailed.entries[0]?.attendees).toHaveLength(1);
          if (method === 'CANCEL')
            expect(mailed.entries[0]?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
        }
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('of all registrations of one person holds no UID twice', () => {
    fc.assert(
      fc.property(fc.array(contexts, { maxLength: 4 }), (several) => {
        const mine = several.map((context, at) => ({
          ...context,
          registration: { ...context.registration, key: `${at}`.padStart(16, '0') as Registration['key'] },
        }));
        const file = calendarFeed(mine, aContext().edition);
        expectLines(file);
        const uids = read(file).entries.map(({ uid }) => uid);
        expect(new Set(uids).size).toBe(mine.flatMap(({ session }) => session.timings).length);
      }),
      { numRuns: 100 },
    );
  }, 60_000);
});

/** The last Sundays of March and October, 1:00 UTC. */
const clockChanges = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31', '2028-03-26', '2028-10-29'];
const around = [-25 * 60, -61, -60, -1, 0, 1, 59, 60].map((minutes) => ({ minutes }));

describe.each(clockChanges)('around the change of clocks of %s', (day) => {
  const change = instant(`${day}T01:00:00Z`);

  it.each(around)('an entry $minutes minutes from it begins and ends when it does', ({ minutes }) => {
    const begin = plus(change, { minutes });
    const end = plus(begin, { minutes: 90 });
    const file = calendarFile(aContext({ session: { timings: [timing('s1', begin, end)] } }));
    const [entry] = read(file).entries;
    for (const [property, moment] of [
      ['dtstart', begin],
      ['dtend', end],
    ] as const) {
      const wall = `${wallDate(moment)}T${wallTime(moment)}:00`;
      const stored = entry?.component.getFirstPropertyValue(property) as ICAL.Time;
      expect(stored.toString()).toBe(wall);
      expect(entry?.component.getFirstProperty(property)?.getFirstParameter('tzid')).toBe('Europe/Paris');
      if (!happensTwice(moment)) expect(stored.toUnixTime() * 1_000).toBe(epochMs(moment));
    }
  });
});

/** A wall clock shows the hour after the change in autumn twice; a local time cannot say which (RFC 5545, 3.3.5). */
const happensTwice = (moment: Instant): boolean =>
  [-60, 60].some(
    (minutes) =>
      wallTime(plus(moment, { minutes })) === wallTime(moment) &&
      wallDate(plus(moment, { minutes })) === wallDate(moment),
  );

it('a mail calls its calendar what the calendar calls itself', async () => {
  for (const [kind, status, method] of [
    ['A1', 'confirmed', 'REQUEST'],
    ['A15', 'confirmed', 'REQUEST'],
    ['A13', 'released', 'CANCEL'],
    ['A16', 'cancelled', 'CANCEL'],
  ] as const) {
    const mail = await writeMail(kind, aContext({ registration: { status } }));
    const mime = (
      await toMime(mail, { sender: 'a@b.example', messageId: 'm', date: aContext().now })
    ).toString();
    expect(mime.replace(/\r\n\s+/g, ' ')).toMatch(new RegExp(`text/calendar;[^\\r\\n]*method=${method}`));
    expect(mail.calendar?.files.map(({ content }) => read(content).method)).toEqual([method]);
  }
});

it('a life of changes has one UID, and each file outranks the one before, the cancellation last', () => {
  const life: readonly [rev: number, sessionRev: number, status: Registration['status']][] = [
    [1, 0, 'confirmed'],
    [2, 0, 'confirmed'], // the party has changed
    [3, 1, 'confirmed'], // told of a move
    [4, 3, 'confirmed'], // told of two more at once
    [5, 4, 'cancelled'],
  ];
  const files = life.map(([rev, sessionRev, status]) => {
    const context = aContext({ registration: { rev, status }, session: { rev: sessionRev } });
    const [file = ''] = calendarParts(context, status === 'cancelled' ? 'CANCEL' : 'REQUEST');
    return read(file);
  });
  expect(new Set(files.flatMap(({ entries }) => entries.map(({ uid }) => uid))).size).toBe(1);
  const sequences = files.map(({ entries }) => entries[0]?.sequence ?? Number.NaN);
  expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
  expect(files.map(({ method }) => method)).toEqual([...Array(4).fill('REQUEST'), 'CANCEL']);
});

function expectEntry(entry: ICAL.Event, context: MailContext, at: Timing | undefined) {
  const { component } = entry;
  expect(component.getFirstPropertyValue('dtstamp')?.toString()).toMatch(/Z$/);
  expect(entry.sequence).toBe(context.registration.rev + context.session.rev);
  expect(entry.summary).toContain(shown(context.event.title.fr));
  expect(entry.description.startsWith(shown(context.event.description.fr))).toBe(true);
  expect(entry.attendees).toEqual([]);
  for (const [property, moment] of [
    ['dtstart', at?.begin],
    ['dtend', at?.end],
  ] as const)
    if (moment !== undefined && !happensTwice(moment))
      expect((component.getFirstPropertyValue(property) as ICAL.Time).toUnixTime() * 1_000).toBe(
        epochMs(moment),
      );
}

const shown = (written: string): string => oneLine(written);

function expectLines(file: string) {
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
}
