import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { earlierFormats, REMINDED_AT, reminderRules } from '../../shared/domain/reminders.ts';

type Rule = (typeof reminderRules)[number];

const days = (count: number) => (count === 1 ? 'a day' : `${count} days`);
const booked = ({ booked: lead }: Rule) =>
  'moreThanDays' in lead ? `more than ${days(lead.moreThanDays)}` : `${days(lead.atLeastDays)} or more`;
const goes = ({ goes: due, goesEarlier }: Rule) => {
  if ('hoursBefore' in due) return due.hoursBefore === 1 ? 'an hour' : `${due.hoursBefore} hours`;
  const clock = `${days(due.daysBefore)}, at ${REMINDED_AT.replace(/^0/, '')}`;
  return goesEarlier === undefined
    ? clock
    : `${clock} (${goesEarlier.daysBefore}: ${earlierFormats.join(', ')})`;
};
const seats = (rule: Rule) => rule.seats?.replace('-', ' ') ?? 'all';

const cells = (row: string): readonly string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

it('the README says when which reminder goes', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| A\d+ .*\|$/gm)].map(([row]) => cells(row).toSpliced(1, 1));
  expect(rows).toEqual(reminderRules.map((rule) => [rule.kind, seats(rule), booked(rule), goes(rule)]));
});
