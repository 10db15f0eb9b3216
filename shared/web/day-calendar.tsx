import { instant, plus } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import { dateOf, shortDay } from '../text/format.ts';
import { type Day, noonOf } from './days.ts';
import { words } from './words.ts';

/** The weeks of the programme as a calendar: each day that has something leads to it. */
export function DayCalendar({
  days,
  language,
}: {
  readonly days: readonly Day[];
  readonly language: Language;
}) {
  const say = words[language].home;
  const counts = new Map(days.map(({ date, entries }) => [date, entries.length]));
  const dates = datesBetween(days[0]?.date ?? '', days.at(-1)?.date ?? '');
  return (
    <nav class="calendar" aria-label={say.jump}>
      <p aria-hidden="true">
        {say.weekdays.map((letter) => (
          <span>{letter}</span>
        ))}
      </p>
      <ol>
        {dates.map((date, index) => {
          const count = counts.get(date);
          const number = Number(date.slice(8));
          const start = index === 0 ? `starts-${weekdayOf(date)}` : undefined;
          if (count === undefined)
            return (
              <li class={start} aria-hidden="true">
                {number}
              </li>
            );
          return (
            <li class={start}>
              <a href={`#d${date}`} aria-label={`${shortDay(noonOf(date), language)}, ${say.count(count)}`}>
                {number}
              </a>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function datesBetween(first: string, last: string): readonly string[] {
  const dates: string[] = [];
  for (let noon = noonOf(first); dateOf(noon) <= last; noon = plus(noon, { days: 1 }))
    dates.push(dateOf(noon));
  return dates;
}

/** 1 for Monday to 7 for Sunday. */
const weekdayOf = (date: string): number => new Date(instant(noonOf(date))).getUTCDay() || 7;
