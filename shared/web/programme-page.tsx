import type { Instant } from '../domain/instant.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import { beginOf, endOf } from '../domain/programme.ts';
import { type Filters, isFiltered, matches } from '../domain/search.ts';
import type { Programme } from '../store/programme.ts';
import { hour, shortDay } from '../text/format.ts';
import { choiceOf, type Seats, summaryOf } from './availability.ts';
import { DayCalendar } from './day-calendar.tsx';
import { type Day, daysFrom, type Entry, noonOf } from './days.ts';
import { candidate, queryOf } from './filters.ts';
import { FiltersForm } from './filters-form.tsx';
import { renderPage } from './layout.tsx';
import { paths } from './paths.ts';
import { SeatsLeft } from './seats-left.tsx';
import { themeClass } from './theme.ts';
import { filterWords, labelOf, placeOf, words, written } from './words.ts';

type ProgrammePage = {
  readonly language: Language;
  readonly programme: Programme;
  readonly seats: Seats;
  readonly now: Instant;
  readonly siteUrl: string;
};

/** The programme from today on, by day; with filters only what they let through. */
export function programmePage(props: ProgrammePage & { readonly filters?: Filters }): string {
  const { language, programme, seats, now, siteUrl, filters = {} } = props;
  const { edition, events } = programme;
  const say = words[language].home;
  const all = daysFrom(programme, now);
  const matching = (asked: Filters): readonly Day[] =>
    all.flatMap(({ date, entries }) => {
      const kept = entries.filter(({ event, sessions }) =>
        matches(candidate(event, sessions, { programme, seats, now }), asked),
      );
      return kept.length === 0 ? [] : [{ date, entries: kept }];
    });
  const filtered = isFiltered(filters);
  const days = filtered ? matching(filters) : all;
  const count = (asked: Filters) => eventsOn(matching(asked)).size;
  const communes = communesOf(all, programme);
  const name = inLanguage(edition.title, language).text;
  const total = eventsOn(all).size;
  const found = filterWords[language].found(eventsOn(days).size, total);
  const over = events.length === 0 ? say.soon : say.none;
  const dates = say.dates(noonOf(edition.startDate), noonOf(edition.endDate));
  return renderPage({
    path: paths.programme(language, queryOf(filters)),
    title: filtered ? found : name,
    description: `${say.statement(total, dates)}. ${say.places(communes.length)}`,
    siteUrl: filtered ? undefined : siteUrl,
    calendar: paths.programmeCalendar,
    edition,
    children: (
      <>
        {filtered ? (
          <h1 class="found">{found}</h1>
        ) : (
          <header class="hero">
            <div>
              <h1>{total === 0 ? over : say.statement(total, dates)}</h1>
              {total > 0 && <p class="lead">{say.places(communes.length)}</p>}
            </div>
            {days.length > 1 && <DayCalendar days={days} language={language} />}
          </header>
        )}
        {total > 0 && (
          <FiltersForm
            {...{ language, edition, filters, count }}
            dates={all.map(({ date }) => date)}
            communes={communes}
            empty={days.length === 0}
          />
        )}
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
        <p class="feeds">
          <a href={paths.programmeCalendar}>{say.calendar}</a>
          <a href={paths.programmeData}>{say.openData}</a>
        </p>
      </>
    ),
  });
}

const eventsOn = (days: readonly Day[]) =>
  new Set(days.flatMap(({ entries }) => entries.map(({ event }) => event)));

/** Where something happens on these days, once per commune, by name. */
function communesOf(days: readonly Day[], { venues }: Programme) {
  const names = [...eventsOn(days)].flatMap(({ venue = '' }) => {
    const { insee, commune } = venues.get(venue) ?? {};
    return insee === undefined || commune === undefined ? [] : [[insee, commune] as const];
  });
  return [...new Map(names)].sort(([, one], [, other]) => one.localeCompare(other, 'fr'));
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

function EntryLine({
  language,
  programme,
  event,
  sessions,
  seats,
  now,
}: Omit<ProgrammePage, 'siteUrl'> & Entry) {
  const { edition } = programme;
  const choices = sessions.map((session) => choiceOf(event, session, seats, now));
  const summary = summaryOf(choices);
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
          <span>{placeOf(event, programme, language)}</span>
          <span>{labelOf(edition.formats, event.format, language)}</span>
          {edition.highlights.includes(event.slug) && <span>{words[language].home.highlight}</span>}
        </p>
      </div>
      <p class="left">{summary && <SeatsLeft {...{ choice: summary, event, language }} />}</p>
    </li>
  );
}

const LISTED_HOURS = 3; // more slots than that are shown as a span
