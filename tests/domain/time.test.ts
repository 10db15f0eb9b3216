import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { wallDate, wallOffset, wallTime } from '../../shared/domain/time.ts';

describe('clocks in Paris', () => {
  it.each([
    ['the last second of winter', '2027-03-28T00:59:59Z', '2027-03-28', '01:59', '+01:00'],
    ['the first second of summer', '2027-03-28T01:00:00Z', '2027-03-28', '03:00', '+02:00'],
    ['the first time it is 02:30', '2027-10-31T00:30:00Z', '2027-10-31', '02:30', '+02:00'],
    ['the second time it is 02:30', '2027-10-31T01:30:00Z', '2027-10-31', '02:30', '+01:00'],
    ['midnight in winter, still yesterday in UTC', '2027-11-22T23:00:00Z', '2027-11-23', '00:00', '+01:00'],
    ['midnight in summer, still yesterday in UTC', '2027-07-13T22:00:00Z', '2027-07-14', '00:00', '+02:00'],
  ])('show %s', (_, moment, date, time, offset) => {
    const at = instant(moment);
    expect([wallDate(at), wallTime(at), wallOffset(at)]).toEqual([date, time, offset]);
  });
});
