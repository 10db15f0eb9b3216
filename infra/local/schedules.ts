import { randomUUID } from 'node:crypto';
import type { Schedule } from './blueprint.ts';
import { arn, CannotStart, place } from './place.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const unitsMs = new Map([
  ['minute', minuteMs],
  ['hour', hourMs],
  ['day', 24 * hourMs],
]);

export type Job = {
  readonly functionName: string;
  readonly everyMs: number;
  /** How long after the full hour or midnight (UTC) it runs. */
  readonly afterMs: number;
};

export function readSchedule({ expression, functionName }: Schedule): Job {
  const [, count, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const unitMs = unitsMs.get(unit);
  if (unitMs !== undefined) return { functionName, everyMs: Number(count) * unitMs, afterMs: 0 };

  const [, minute, hour] = /^cron\((\d+) (\d+|\*) (?:\* \* \?|\? \* \*) \*\)$/.exec(expression) ?? [];
  if (minute !== undefined) {
    const pastHourMs = Number(minute) * minuteMs;
    return hour === '*'
      ? { functionName, everyMs: hourMs, afterMs: pastHourMs }
      : { functionName, everyMs: 24 * hourMs, afterMs: Number(hour) * hourMs + pastHourMs };
  }
  throw new CannotStart(
    `The local stage cannot keep the schedule "${expression}" of ${functionName}: rates, and cron once an hour or a day.`,
  );
}

/** Rates count from midnight UTC of 1970 here, and from the deployment on AWS. */
export const nextRun = ({ everyMs, afterMs }: Job, sinceMs: number): number =>
  (Math.floor((sinceMs - afterMs) / everyMs) + 1) * everyMs + afterMs;

/** Jobs that come hourly or oftener are run at the full hour when the clock is moved; rarer ones at their own time. */
export const isRare = ({ everyMs }: Job): boolean => everyMs > hourMs;

export const scheduledRequest = ({ functionName }: Job, epochMs: number) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account: place.account,
  time: new Date(epochMs).toISOString().replace(/\.\d+/, ''),
  region: place.region,
  resources: [arn('events', `rule/${functionName}`)],
  detail: {},
});
