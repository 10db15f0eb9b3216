import { inLanguage, type Language } from '../domain/language.ts';
import type { Edition } from '../domain/programme.ts';
import { type FilterName, type Filters, impairments, isFiltered, relaxed } from '../domain/search.ts';
import { shortDay } from '../text/format.ts';
import { noonOf } from './days.ts';
import { LabelledField } from './fields.tsx';
import { queryOf } from './filters.ts';
import { paths } from './paths.ts';
import { themeClass } from './theme.ts';
import { eventWords, filterWords, labelOf } from './words.ts';

type Option = readonly [value: string, label: string];
type Props = {
  readonly language: Language;
  readonly edition: Edition;
  readonly filters: Filters;
  readonly dates: readonly string[];
  readonly communes: readonly Option[];
  /** Whether nothing was found. */
  readonly empty: boolean;
  /** How many events other filters would find. */
  readonly count: (filters: Filters) => number;
};

/** Search and filters of the programme: links and one form, nothing that needs a script. */
export function FiltersForm(props: Props) {
  const { language, filters, empty } = props;
  return (
    <search class="filters" aria-label={filterWords[language].region}>
      {isFiltered(filters) && <ActiveFilters {...props} />}
      {empty && <Nearest {...props} />}
      <ThemeChips {...props} />
      <SearchForm {...props} />
    </search>
  );
}

const to = ({ language }: Props, filters: Filters) => paths.programme(language, queryOf(filters));

function ThemeChips(props: Props) {
  const { language, edition, filters } = props;
  const say = filterWords[language];
  const current = (theme?: string) => (filters.theme === theme ? 'true' : undefined);
  return (
    <nav aria-label={say.themes}>
      <ul class="chips">
        <li>
          <a href={to(props, { ...filters, theme: undefined })} aria-current={current()}>
            {say.allThemes}
          </a>
        </li>
        {edition.themes.map(({ id, label }) => (
          <li key={id} class={themeClass(edition, id)}>
            <a class="theme" href={to(props, { ...filters, theme: id })} aria-current={current(id)}>
              {inLanguage(label, language).text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function SearchForm({ language, edition, filters, dates, communes }: Props) {
  const say = filterWords[language];
  const choose = (
    name: 'day' | 'commune' | 'audience' | 'access',
    any: string,
    options: readonly Option[],
  ) => (
    <LabelledField
      name={name}
      label={say[name]}
      control={(described) => (
        <select {...described}>
          <option value="">{any}</option>
          {options.map(([value, label]) => (
            <option key={value} value={value} selected={filters[name] === value}>
              {label}
            </option>
          ))}
        </select>
      )}
    />
  );
  return (
    <form method="get" action={paths.programme(language)}>
      {filters.theme !== undefined && <input type="hidden" name="theme" value={filters.theme} />}
      <div class="search">
        <label for="q">{say.q}</label>
        <input id="q" name="q" type="search" maxLength={100} value={filters.q} aria-describedby="q-hint" />
        <button type="submit">{say.button}</button>
        <p class="hint" id="q-hint">
          {say.qHint}
        </p>
      </div>
      <details>
        <summary>{say.more}</summary>
        <div class="narrow">
          {choose(
            'day',
            say.anyDay,
            dates.map((date) => [date, shortDay(noonOf(date), language)]),
          )}
          {choose('commune', say.anyCommune, communes)}
          {choose(
            'audience',
            say.anyAudience,
            edition.audiences.map(({ id, label }) => [id, inLanguage(label, language).text]),
          )}
          {choose(
            'access',
            say.anyAccess,
            impairments.map((id) => [id, capital(eventWords[language].impairments[id])]),
          )}
          <label class="choice">
            <input type="checkbox" name="free" value="1" checked={filters.free === '1'} />
            {say.free}
          </label>
          <button type="submit" class="second">
            {say.apply}
          </button>
        </div>
      </details>
    </form>
  );
}

function ActiveFilters(props: Props) {
  const { language, filters } = props;
  const say = filterWords[language];
  return (
    <ul class="active" aria-label={say.active}>
      {relaxed(filters).map(({ dropped, filters: others }) => (
        <li key={dropped}>
          <a href={to(props, others)} aria-label={say.remove(shown(dropped, props))}>
            {shown(dropped, props)} <span aria-hidden="true">×</span>
          </a>
        </li>
      ))}
      <li>
        <a class="clear" href={paths.programme(language)}>
          {say.clear}
        </a>
      </li>
    </ul>
  );
}

/** What one filter less would find, most first. */
function Nearest(props: Props) {
  const { language, filters, count } = props;
  const say = filterWords[language];
  const near = relaxed(filters)
    .map((one) => ({ ...one, found: count(one.filters) }))
    .filter(({ found, filters: others }) => found > 0 && isFiltered(others))
    .sort((one, other) => other.found - one.found);
  return (
    <div class="message">
      <p>{near.length > 0 ? say.nearest : say.nothingNear}</p>
      <ul class="bullets">
        {near.map(({ dropped, filters: others, found }) => (
          <li key={dropped}>
            <a href={to(props, others)}>{say.without(shown(dropped, props))}</a> ({say.count(found)})
          </li>
        ))}
        <li>
          <a href={paths.programme(language)}>{say.whole}</a> ({say.count(count({}))})
        </li>
      </ul>
    </div>
  );
}

/** A filter as people read it: « Cybersécurité », « lundi 8 novembre ». */
function shown(name: FilterName, { language, edition, filters, communes }: Props): string {
  const say = filterWords[language];
  const value = filters[name] ?? '';
  if (name === 'q') return say.quoted(value);
  if (name === 'theme') return labelOf(edition.themes, value, language);
  if (name === 'day') return shortDay(noonOf(value), language);
  if (name === 'commune') return communes.find(([insee]) => insee === value)?.[1] ?? value;
  if (name === 'audience') return labelOf(edition.audiences, value, language);
  if (name === 'access') return eventWords[language].impairments[filters.access ?? 'mi'];
  return say.free;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
