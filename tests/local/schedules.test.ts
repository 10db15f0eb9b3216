import { describe, expect, it } from 'vitest';
import { isRare, nextRun, readSchedule } from '../../infra/local/schedules.ts';

const at = (time: string) => Date.parse(`2027-10-${time}Z`);
const next = (expression: string, from: string) =>
  new Date(nextRun(readSchedule({ functionName: 'job', expression }), at(from))).toISOString();

describe('a scheduled job', () => {
  it.each([
    ['every minute', 'rate(1 minute)', '18T09:00:30', '2027-10-18T09:01:00.000Z'],
    ['every minute, when it just ran', 'rate(1 minute)', '18T09:01:00', '2027-10-18T09:02:00.000Z'],
    ['every two hours', 'rate(2 hours)', '18T09:00:00', '2027-10-18T10:00:00.000Z'],
    ['hourly at a quarter past', 'cron(15 * * * ? *)', '18T09:14:59', '2027-10-18T09:15:00.000Z'],
    [
      'hourly at a quarter past, when it just ran',
      'cron(15 * * * ? *)',
      '18T09:15:00',
      '2027-10-18T10:15:00.000Z',
    ],
    ['daily at half past three', 'cron(30 3 * * ? *)', '18T03:29:59', '2027-10-18T03:30:00.000Z'],
    [
      'daily at half past three, when that is over',
      'cron(30 3 ? * * *)',
      '18T04:00:00',
      '2027-10-19T03:30:00.000Z',
    ],
  ])('runs %s', (_, expression, from, expected) => {
    expect(next(expression, from)).toBe(expected);
  });

  it('is rare when it comes less often than hourly', () => {
    const rare = (expression: string) => isRare(readSchedule({ functionName: 'job', expression }));
    expect([rare('rate(1 hour)'), rare('cron(15 * * * ? *)'), rare('cron(30 3 * * ? *)')]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it.each(['cron(0 8 ? * MON-FRI *)', 'cron(0/5 * * * ? *)', 'rate(1 week)'])(
    'is refused by name when the stage cannot keep its time: %s',
    (expression) => {
      expect(() => readSchedule({ functionName: 'job', expression })).toThrow(
        `cannot keep the schedule "${expression}" of job`,
      );
    },
  );
});
