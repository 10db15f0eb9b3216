import { Temporal } from 'temporal-polyfill';
import { epochMs, type Instant, instant } from './instant.ts';

/** Every edition lives in one time zone: it is not in the data. */
export const ZONE = 'Europe/Paris';

/** The calendar date on a wall in Paris, `2027-11-23`. */
export const wallDate = (moment: Instant): string => inParis(moment).toPlainDate().toString();

/** The time on a clock in Paris, `14:30`. */
export const wallTime = (moment: Instant): string =>
  inParis(moment).toPlainTime().toString({ smallestUnit: 'minute' });

/** How far clocks in Paris are ahead of UTC then, `+01:00` or `+02:00`. */
export const wallOffset = (moment: Instant): string => inParis(moment).offset;

/** `2027-11-08T08:30:00+01:00`: what people see on the wall and the moment it is. */
export const wallMoment = (moment: Instant): string =>
  `${wallDate(moment)}T${wallTime(moment)}:00${wallOffset(moment)}`;

/** The moment at which it is `time` (`08:00`) on the day of `moment` in Paris, or so many days after it. */
export const atWallTime = (moment: Instant, time: string, daysLater = 0): Instant =>
  instant(
    inParis(moment)
      .toPlainDate()
      .add({ days: daysLater })
      .toZonedDateTime({ timeZone: ZONE, plainTime: time }).epochMilliseconds,
  );

/** The same time on a clock in Paris so many days before. */
export const sameTimeBefore = (moment: Instant, days: number): Instant =>
  instant(inParis(moment).subtract({ days }).epochMilliseconds);

/** The Monday of its week in Paris, `2027-11-22`. */
export function wallWeek(moment: Instant): string {
  const date = inParis(moment).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}

export const isSunday = (moment: Instant): boolean => inParis(moment).dayOfWeek === 7;

const inParis = (moment: Instant) =>
  Temporal.Instant.fromEpochMilliseconds(epochMs(moment)).toZonedDateTimeISO(ZONE);
