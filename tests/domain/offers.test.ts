import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, minus, plus } from '../../shared/domain/instant.ts';
import { offerTerms } from '../../shared/domain/offers.ts';
import { isQuiet, nextAllowed } from '../../shared/domain/quiet-hours.ts';
import { wallMoment } from '../../shared/domain/time.ts';

const at = (moment: string) => instant(moment);

describe('quiet hours', () => {
  it.each([
    ['the last minute of the day', '2027-11-09T20:29:59+01:00', '2027-11-09T20:29:00+01:00'],
    ['the evening', '2027-11-09T20:30:00+01:00', '2027-11-10T08:00:00+01:00'],
    ['the night', '2027-11-10T03:00:00+01:00', '2027-11-10T08:00:00+01:00'],
    ['the first minute of the day', '2027-11-10T08:00:00+01:00', '2027-11-10T08:00:00+01:00'],
    ['Saturday evening', '2027-11-13T21:00:00+01:00', '2027-11-15T08:00:00+01:00'],
    ['Sunday noon', '2027-11-14T12:00:00+01:00', '2027-11-15T08:00:00+01:00'],
    ['Sunday night', '2027-11-14T23:00:00+01:00', '2027-11-15T08:00:00+01:00'],
    ['the night that ends summer time', '2027-10-30T23:00:00+02:00', '2027-11-01T08:00:00+01:00'],
    ['the night that begins summer time', '2027-03-27T21:00:00+01:00', '2027-03-29T08:00:00+02:00'],
  ])('leave %s for the next allowed moment', (_, moment, allowed) => {
    expect(wallMoment(nextAllowed(at(moment))).slice(0, 16)).toBe(allowed.slice(0, 16));
  });
});

describe('an offer', () => {
  it.each([
    [
      'more than a week before: a day',
      '2027-11-08T10:00:00+01:00',
      '2027-11-16T10:00:01+01:00',
      '2027-11-09T10:00',
    ],
    [
      'a week before: half a day, into the night, until nine',
      '2027-11-09T10:00:00+01:00',
      '2027-11-15T14:00:00+01:00',
      '2027-11-10T09:00',
    ],
    [
      'a week before to the second: half a day',
      '2027-11-09T08:00:00+01:00',
      '2027-11-16T08:00:00+01:00',
      '2027-11-09T20:00',
    ],
    [
      'two days before: four hours',
      '2027-11-09T10:00:00+01:00',
      '2027-11-11T10:00:00+01:00',
      '2027-11-09T14:00',
    ],
    [
      'a little more than two days before: half a day',
      '2027-11-09T08:00:00+01:00',
      '2027-11-11T08:00:01+01:00',
      '2027-11-09T20:00',
    ],
    ['a day before: one hour', '2027-11-09T10:00:00+01:00', '2027-11-10T10:00:00+01:00', '2027-11-09T11:00'],
    [
      'six hours before: one hour',
      '2027-11-09T10:00:00+01:00',
      '2027-11-09T16:00:00+01:00',
      '2027-11-09T11:00',
    ],
    [
      'late in the evening, for an afternoon: until nine',
      '2027-11-09T20:00:00+01:00',
      '2027-11-10T14:00:00+01:00',
      '2027-11-10T09:00',
    ],
    [
      'in the night, for the same afternoon: until nine',
      '2027-11-10T03:00:00+01:00',
      '2027-11-10T14:00:00+01:00',
      '2027-11-10T09:00',
    ],
    [
      'into the night that ends summer time: until nine',
      '2027-10-30T15:00:00+02:00',
      '2027-11-02T14:00:00+01:00',
      '2027-10-31T09:00',
    ],
    [
      'into the night that begins summer time: until nine',
      '2027-03-27T15:00:00+01:00',
      '2027-03-30T14:00:00+02:00',
      '2027-03-28T09:00',
    ],
  ])('made %s', (_, now, begin, until) => {
    const terms = offerTerms(at(now), at(begin));
    expect(terms.kind === 'exclusive' && wallMoment(terms.expiresAt).slice(0, 16)).toBe(until);
    expect(terms.kind === 'exclusive' && terms.mailAt).toBe(at(now));
  });

  it.each([
    ['in the last six hours', '2027-11-09T10:00:01+01:00', '2027-11-09T16:00:00+01:00'],
    ['in the evening before a morning', '2027-11-09T20:00:00+01:00', '2027-11-10T12:00:00+01:00'],
    ['once the session has begun', '2027-11-09T16:00:00+01:00', '2027-11-09T16:00:00+01:00'],
  ])('%s goes to everybody who waits', (_, now, begin) => {
    expect(offerTerms(at(now), at(begin))).toEqual({ kind: 'broadcast' });
  });

  it.each([
    [
      'made at night goes in the morning',
      '2027-11-09T23:00:00+01:00',
      '2027-11-20T10:00:00+01:00',
      '2027-11-10T08:00',
      '2027-11-11T09:00',
    ],
    [
      'made on Sunday goes on Monday',
      '2027-11-14T10:00:00+01:00',
      '2027-11-23T14:00:00+01:00',
      '2027-11-15T08:00',
      '2027-11-16T09:00',
    ],
    [
      'made on Saturday evening for Monday goes when the last day begins',
      '2027-11-13T21:00:00+01:00',
      '2027-11-15T14:00:00+01:00',
      '2027-11-14T14:00',
      '2027-11-14T15:00',
    ],
    [
      'made in the night that ends summer time',
      '2027-10-30T22:00:00+02:00',
      '2027-11-10T14:00:00+01:00',
      '2027-11-01T08:00',
      '2027-11-02T09:00',
    ],
  ])('%s, and its window counts from the mail', (_, now, begin, mail, until) => {
    const terms = offerTerms(at(now), at(begin));
    if (terms.kind !== 'exclusive') throw new Error('not exclusive');
    expect([wallMoment(terms.mailAt), wallMoment(terms.expiresAt)].map((m) => m.slice(0, 16))).toEqual([
      mail,
      until,
    ]);
  });

  it('always leaves an hour by daylight, ends before the session and writes at no quiet hour before the last day', () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 40 });
    fc.assert(
      fc.property(minutes, minutes, (from, lead) => {
        const now = plus(at('2027-10-10T06:00:00Z'), { minutes: from });
        const begin = plus(now, { minutes: lead });
        const terms = offerTerms(now, begin);
        if (terms.kind === 'broadcast') return lead < 36 * 60;
        const { mailAt, expiresAt } = terms;
        return (
          mailAt >= now &&
          expiresAt >= plus(mailAt, { hours: 1 }) &&
          expiresAt < begin &&
          (!isQuiet(mailAt) || mailAt >= minus(begin, { hours: 24 }))
        );
      }),
    );
  });
});
