import type { Instant } from '../domain/instant.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import { beginOf, endOf } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { hour, shortDay } from '../text/format.ts';
import { choiceOf, type Seats } from './availability.ts';
import { DayCalendar } from './day-calendar.tsx';
import { daysFrom, type Entry, noonOf } from './days.ts';
import { renderPage } from './layout.tsx';
import { paths } from './paths.ts';
import { SeatsLeft } from './seats-left.tsx';
import { themeClass } from './theme.ts';
import { labelOf, words, written } from './words.ts';

type ProgrammePage = {
  readonly language: Language;
  readonly programme: Programme;
  readonly seats: Seats;
  readonly now: Instant;
};

/** The programme from today on, by day. */
export function programmePage({ language, programme, seats, now }: ProgrammePage): string {
  const say = words[language];
  const { edition, events, venues } = programme;
  const days = daysFrom(programme, now);
  const shown = new Set(days.flatMap(({ entries }) => entries.map(({ event }) => event)));
  const communes = new Set([...shown].flatMap(({ venue }) => venues.get(venue ?? '')?.commune ?? []));
  const name = inLanguage(edition.title, language).text;
  const over = events.length === 0 ? say.home.soon : say.home.none;
  const dates = say.home.dates(noonOf(edition.startDate), noonOf(edition.endDate));
  const statement = shown.size === 0 ? over : say.home.statement(shown.size, dates);
  return renderPage({
    path: paths.programme(language),
    title: name,
    edition,
    children: (
      <>
        <header class="hero">
          <div>
            <h1>{statement}</h1>
            {shown.size > 0 && <p class="lead">{say.home.places(communes.size)}</p>}
          </div>
          {days.length > 1 && <DayCalendar days={days} language={language} />}
        </header>
        {days.map((day) => (
          <section key={day.date} class="day" aria-labelledby={`d${day.date}`}>
            <DayHeading date={day.date} language={language} />
            <ul>
              {day.entries.map(({ event, sessions }) => (
                <EntryLine key={event.slug} {...{ language, programme, event, sessions, seats, now }} />
              ))}
            </ul>
          </section>
        ))}
      </>
    ),
  });
}

/** « samedi 6 novembre », its number large where there is room. */
function DayHeading({ date, language }: { readonly date: string; readonly language: Language }) {
  const [weekday, number, month] = shortDay(noonOf(date), language).split(' ');
  return (
    <h2 id={`d${date}`}>
      {weekday} <b>{number}</b> {month}
    </h2>
  );
}

function EntryLine({ language, programme, event, sessions, seats, now }: ProgrammePage & Entry) {
  const { edition, venues } = programme;
  const say = words[language].place;
  const place = event.attendanceMode === 'online' ? say.online : venues.get(event.venue ?? '')?.commune;
  const choices = sessions.map((session) => choiceOf(event, session, seats, now));
  const best =
    choices.find(({ free }) => free) ?? choices.find(({ standing }) => standing !== 'past') ?? choices[0];
  const ends = sessions.map(endOf).sort();
  const begins = [...new Set(sessions.map((session) => hour(beginOf(session), language)))];
  return (
    <li class={themeClass(edition, event.theme)}>
      <p class="hours">
        {begins.length > LISTED_HOURS
          ? `${begins[0]} – ${hour(ends.at(-1) ?? now, language)}`
          : begins.join(', ')}
      </p>
      <div>
        <h3>
          <a href={paths.event(language, event.slug)} {...written(event.title, language)} />
        </h3>
        <p class="meta">
          <span class="theme">{labelOf(edition.themes, event.theme, language)}</span>
          <span>{labelOf(edition.formats, event.format, language)}</span>
          <span>{place}</span>
          {edition.highlights.includes(event.slug) && <span>{words[language].home.highlight}</span>}
        </p>
      </div>
      <p class="left">{best && <SeatsLeft {...{ choice: best, event, language }} />}</p>
    </li>
  );
}

const LISTED_HOURS = 3; // more slots than that are shown as a span
