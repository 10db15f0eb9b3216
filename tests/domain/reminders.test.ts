import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../shared/domain/ids.ts';
import { type Instant, instant, minus, plus } from '../../shared/domain/instant.ts';
import { isQuiet, lastAllowed } from '../../shared/domain/quiet-hours.ts';
import {
  isReminded,
  mayGoAt,
  type Occasion,
  type Reminder,
  type ReminderKind,
  remindersFor,
  remindersOf,
} from '../../shared/domain/reminders.ts';
import { isSunday, wallMoment, wallWeek } from '../../shared/domain/time.ts';
import { anEvent, aSession } from '../support/edition.ts';

const at = (moment: string): Instant => instant(moment);
const onTheWall = (moment: Instant | undefined) => moment && wallMoment(moment).slice(0, 16);

const occasion = (begin: string, more: Partial<Occasion> = {}): Occasion => ({
  begin: at(begin),
  format: 'atelier',
  online: false,
  ...more,
});
const planned = (of: Occasion) =>
  Object.fromEntries(remindersOf(of).map((reminder) => [reminder.kind, onTheWall(reminder.at)]));
const reminder = (of: Occasion, kind: ReminderKind): Reminder => {
  const found = remindersOf(of).find((one) => one.kind === kind);
  if (found === undefined) throw new Error(`${kind} is not planned`);
  return found;
};

describe('a moment that is allowed', () => {
  it.each([
    ['stays, at eight', '2027-11-09T08:00:00+01:00', '2027-11-09T08:00'],
    ['stays, just before half past eight in the evening', '2027-11-09T20:29:59+01:00', '2027-11-09T20:29'],
    ['is six the same evening, from half past eight on', '2027-11-09T20:30:00+01:00', '2027-11-09T18:00'],
    ['is six the evening before, early in the morning', '2027-11-10T07:59:59+01:00', '2027-11-09T18:00'],
    ['is Saturday at six, on Sunday', '2027-11-14T14:00:00+01:00', '2027-11-13T18:00'],
    ['is Saturday at six, early on Monday', '2027-11-15T07:00:00+01:00', '2027-11-13T18:00'],
    [
      'is Saturday in summer time, on the Sunday that ends it',
      '2027-10-31T09:00:00+01:00',
      '2027-10-30T18:00',
    ],
    [
      'is Saturday in winter time, on the Sunday that ends it',
      '2027-03-28T09:00:00+02:00',
      '2027-03-27T18:00',
    ],
  ])('%s', (_, moment, allowed) => {
    expect(onTheWall(lastAllowed(at(moment)))).toBe(allowed);
  });
});

describe('reminders go', () => {
  it.each([
    [
      'a week and two days before at nine, and three hours before',
      occasion('2027-11-24T14:00:00+01:00'),
      { A9: '2027-11-17T09:00', A10: '2027-11-22T09:00', A11: '2027-11-24T11:00' },
    ],
    [
      'three days before a training',
      occasion('2027-11-19T14:00:00+01:00', { format: 'formation' }),
      { A9: '2027-11-12T09:00', A10: '2027-11-16T09:00', A11: '2027-11-19T11:00' },
    ],
    [
      'three days before a visit',
      occasion('2027-11-18T14:00:00+01:00', { format: 'visite' }),
      { A9: '2027-11-11T09:00', A10: '2027-11-15T09:00', A11: '2027-11-18T11:00' },
    ],
    [
      'an hour before what is online, instead of three',
      occasion('2027-11-24T12:15:00+01:00', { online: true }),
      { A9: '2027-11-17T09:00', A10: '2027-11-22T09:00', A12: '2027-11-24T11:15' },
    ],
    [
      'the evening before an early morning',
      occasion('2027-11-25T08:30:00+01:00'),
      { A9: '2027-11-18T09:00', A10: '2027-11-23T09:00', A11: '2027-11-24T18:00' },
    ],
    [
      'three hours before eleven o’clock: at eight',
      occasion('2027-11-25T11:00:00+01:00'),
      { A9: '2027-11-18T09:00', A10: '2027-11-23T09:00', A11: '2027-11-25T08:00' },
    ],
    [
      'the evening before a minute to eleven',
      occasion('2027-11-25T10:59:00+01:00'),
      { A9: '2027-11-18T09:00', A10: '2027-11-23T09:00', A11: '2027-11-24T18:00' },
    ],
    [
      'on Saturday evening instead of Sunday',
      occasion('2027-11-23T13:00:00+01:00'),
      { A9: '2027-11-16T09:00', A10: '2027-11-20T18:00', A11: '2027-11-23T10:00' },
    ],
    [
      'on Saturday for a Sunday and for an early Monday',
      occasion('2027-11-15T09:30:00+01:00'),
      { A9: '2027-11-08T09:00', A10: '2027-11-13T09:00', A11: '2027-11-13T18:00' },
    ],
    [
      'at nine on both sides of the end of summer time',
      occasion('2027-11-02T14:00:00+01:00'),
      { A9: '2027-10-26T09:00', A10: '2027-10-30T18:00', A11: '2027-11-02T11:00' },
    ],
    [
      'at nine on both sides of the beginning of summer time',
      occasion('2027-03-29T14:00:00+02:00'),
      { A9: '2027-03-22T09:00', A10: '2027-03-27T09:00', A11: '2027-03-29T11:00' },
    ],
    [
      'at nine in summer time for a session in winter time',
      occasion('2027-11-06T09:00:00+01:00'),
      { A9: '2027-10-30T09:00', A10: '2027-11-04T09:00', A11: '2027-11-05T18:00' },
    ],
  ])('%s', (_, of, expected) => {
    expect(planned(of)).toEqual(expected);
  });

  it('once per rule and day of the session', () => {
    const [first] = remindersOf(occasion('2027-11-24T23:30:00+01:00'));
    expect(first?.mail).toBe('A9#2027-11-24');
  });

  it.each(['cancelled', 'postponed'] as const)('never, of what is %s', (status) => {
    expect(remindersFor(anEvent({ status }), aSession())).toEqual([]);
  });

  it.each([
    ['seats online beside a room', anEvent({ attendanceMode: 'mixed' }), aSession({ online: true }), 'A12'],
    ['the room beside seats online', anEvent({ attendanceMode: 'mixed' }), aSession(), 'A11'],
    ['an event that is online', anEvent({ attendanceMode: 'online' }), aSession(), 'A12'],
  ])('last, for %s, as its place wants', (_, event, session, kind) => {
    expect(remindersFor(event, session).at(-1)?.kind).toBe(kind);
  });
});

describe('who booked', () => {
  const begin = '2027-11-24T14:00:00+01:00';
  const session = 's1' as SessionId;
  const booked = (flippedAt: Instant) =>
    ({ status: 'confirmed', session, email: 'lea@example.fr', flippedAt }) as const;
  const got = (bookedAt: string, of: Occasion = occasion(begin)) =>
    remindersOf(of)
      .filter((one) => isReminded(booked(at(bookedAt)), session, one))
      .map(({ kind }) => kind);

  it.each([
    ['more than ten days before: all', '2027-11-14T13:59:59.999+01:00', ['A9', 'A10', 'A11']],
    ['ten days before: not a week before', '2027-11-14T14:00:00+01:00', ['A10', 'A11']],
    ['three days before: the last two', '2027-11-21T14:00:00+01:00', ['A10', 'A11']],
    ['less than three days before: on the day', '2027-11-21T14:00:00.001+01:00', ['A11']],
    ['a day before: on the day', '2027-11-23T14:00:00+01:00', ['A11']],
    ['less than a day before: nothing', '2027-11-23T14:00:00.001+01:00', []],
  ])('%s', (_, bookedAt, kinds) => {
    expect(got(bookedAt)).toEqual(kinds);
  });

  it('counts days by the calendar, whatever the clocks did meanwhile', () => {
    const of = occasion('2027-11-03T14:00:00+01:00');
    expect(got('2027-10-31T14:00:00+01:00', of)).toEqual(['A10', 'A11']);
    expect(got('2027-10-24T13:59:59.999+02:00', of)).toEqual(['A9', 'A10', 'A11']);
    expect(got('2027-10-24T14:00:00+02:00', of)).toEqual(['A10', 'A11']);
  });

  it('after a reminder went does not get it, though the lead was long enough', () => {
    const visit = occasion(begin, { format: 'visite' });
    const { at: goes } = reminder(visit, 'A10');
    expect(onTheWall(goes)).toBe('2027-11-20T18:00');
    expect(isReminded(booked(goes), session, reminder(visit, 'A10'))).toBe(false);
    expect(isReminded(booked(minus(goes, { milliseconds: 1 })), session, reminder(visit, 'A10'))).toBe(true);
  });

  const early = at('2027-10-20T09:00:00+02:00');
  it.each([
    ['only waits', { status: 'waiting' as const }],
    ['has released the seat', { status: 'released' as const }],
    ['has another session now', { session: 's2' as SessionId }],
    ['has no address', { email: '' }],
  ])('but %s gets none', (_, change) => {
    const one = { ...booked(early), ...change };
    expect(remindersOf(occasion(begin)).filter((each) => isReminded(one, session, each))).toEqual([]);
  });

  it.each([
    ['and said since that they come is not asked again', { day: '2027-11-24', at: early }, false],
    ['and said so of another day is asked', { day: '2027-11-23', at: early }, true],
    [
      'and said so before they booked anew is asked',
      { day: '2027-11-24', at: minus(early, { milliseconds: 1 }) },
      true,
    ],
  ])('%s', (_, reconfirmed, asked) => {
    const one = { ...booked(early), reconfirmed };
    expect(isReminded(one, session, reminder(occasion(begin), 'A10'))).toBe(asked);
    expect(isReminded(one, session, reminder(occasion(begin), 'A11'))).toBe(true);
  });
});

describe('a reminder that is late', () => {
  const week = reminder(occasion('2027-11-24T14:00:00+01:00'), 'A9');
  const day = reminder(occasion('2027-11-24T21:30:00+01:00'), 'A11');
  const monday = reminder(occasion('2027-11-15T09:30:00+01:00'), 'A11');
  it.each([
    ['goes at its instant', week, '2027-11-10T12:00:00+01:00', '2027-11-17T09:00'],
    ['goes at once by day', week, '2027-11-18T14:12:00+01:00', '2027-11-18T14:12'],
    ['waits for the morning at night', week, '2027-11-17T22:00:00+01:00', '2027-11-18T08:00'],
    [
      'waits for Monday on Sunday, unless the next one goes then',
      week,
      '2027-11-21T12:00:00+01:00',
      '2027-11-22T08:00',
    ],
    ['goes no more once the next one goes', week, '2027-11-22T09:00:00+01:00', undefined],
    ['goes until the session begins', day, '2027-11-24T20:29:59+01:00', '2027-11-24T20:29'],
    ['does not go in the evening of the session', day, '2027-11-24T20:30:00+01:00', undefined],
    [
      'goes in the morning of the session, if it can',
      monday,
      '2027-11-14T10:00:00+01:00',
      '2027-11-15T08:00',
    ],
    ['never goes once the session has begun', monday, '2027-11-15T09:30:00+01:00', undefined],
  ])('%s', (_, one, now, goes) => {
    expect(onTheWall(mayGoAt(one, at(now)))).toBe(goes);
  });
});

it('all reminders of any session go in order, before it, at no quiet hour, and for nobody who books after', () => {
  const begins = fc.integer({ min: 0, max: 420 * 24 * 60 });
  fc.assert(
    fc.property(begins, fc.boolean(), fc.constantFrom('atelier', 'visite'), (minutes, online, format) => {
      const begin = plus(at('2027-01-10T00:00:00Z'), { minutes });
      const plan = remindersOf({ begin, online, format });
      return plan.every(
        (one, index) =>
          !isQuiet(one.at) &&
          one.at < one.until &&
          one.until === (plan[index + 1]?.at ?? begin) &&
          one.bookedBy < one.at &&
          mayGoAt(one, one.at) === one.at,
      );
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ['a Monday', '2027-11-22T00:00:00+01:00', '2027-11-22'],
  ['the Sunday after', '2027-11-28T23:59:59+01:00', '2027-11-22'],
  ['the Sunday that ends summer time', '2027-10-31T23:30:00+01:00', '2027-10-25'],
])('%s is in the week of its Monday', (_, moment, monday) => {
  expect(wallWeek(at(moment))).toBe(monday);
  expect(isSunday(at(moment))).toBe(!moment.includes('-22T'));
});
