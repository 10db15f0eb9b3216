import type { Instant } from './instant.ts';
import { atWallTime, isSunday, wallTime } from './time.ts';

/** Nobody is written to in the evening, at night or on Sunday, unless it is urgent or answers what they just did. */
const EVENING = '20:30';
const MORNING = '08:00';
/** What must not come later comes the evening before. */
const EVENING_BEFORE = '18:00';

export const isQuiet = (moment: Instant): boolean =>
  isSunday(moment) || wallTime(moment) >= EVENING || wallTime(moment) < MORNING;

/** `moment` itself where it is not quiet, otherwise the next morning that is none of a Sunday. */
export function nextAllowed(moment: Instant): Instant {
  if (!isQuiet(moment)) return moment;
  for (let days = 0; ; days += 1) {
    const morning = atWallTime(moment, MORNING, days);
    if (morning >= moment && !isSunday(morning)) return morning;
  }
}

/** `moment` itself where it is not quiet, otherwise the last evening before it that is none of a Sunday. */
export function lastAllowed(moment: Instant): Instant {
  if (!isQuiet(moment)) return moment;
  for (let days = 0; ; days -= 1) {
    const evening = atWallTime(moment, EVENING_BEFORE, days);
    if (evening <= moment && !isSunday(evening)) return evening;
  }
}
