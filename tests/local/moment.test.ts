import { describe, expect, it } from 'vitest';
import { destination, inParis, readMoment } from '../../infra/local/moment.ts';

const now = Date.parse('2027-10-30T08:00:00Z'); // the day before clocks go back in Paris

describe('where the clock is sent', () => {
  it.each([
    ['a duration of hours', { advance: 'PT2H' }, '2027-10-30T10:00:00Z'],
    ['a day, which keeps the time of day when clocks go back', { advance: 'P1D' }, '2027-10-31T09:00:00Z'],
    ['a date-time with offset', { set: '2027-11-20T09:00:00+01:00' }, '2027-11-20T08:00:00Z'],
  ])('is read from %s', (_, input, instant) => {
    expect(destination(input, now)).toEqual({ epochMs: Date.parse(instant) });
  });

  it.each([
    ['nothing', undefined],
    ['words', { advance: 'two hours' }],
    ['a date-time that leaves the offset open', { set: '2027-11-20T09:00:00' }],
    ['both at once', { advance: 'PT2H', set: '2027-11-20T09:00:00+01:00' }],
    ['a number', { advance: 7_200 }],
  ])('is not guessed from %s', (_, input) => {
    expect(destination(input, now)).toEqual({ problem: expect.stringContaining('ISO 8601 duration') });
  });
});

describe('a moment', () => {
  it('is shown in the time of Paris', () => {
    expect(inParis(Date.parse('2027-10-18T07:00:00.999Z'))).toBe('2027-10-18T09:00:00+02:00');
  });

  it.each([
    ['2027-10-18T09:00', '2027-10-18T07:00:00Z'],
    ['2027-10-18T09:00:00Z', '2027-10-18T09:00:00Z'],
    ['soon', undefined],
  ])('is read from %s as wall time of Paris unless it says otherwise', (text, instant) => {
    expect(readMoment(text)).toBe(instant === undefined ? undefined : Date.parse(instant));
  });
});
