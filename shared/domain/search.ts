import type { Localised } from './language.ts';
import type { EventDetails, Impairment, Organisation, Venue } from './programme.ts';

export const filterNames = ['q', 'theme', 'day', 'commune', 'audience', 'access', 'free'] as const;
export type FilterName = (typeof filterNames)[number];

export const impairments = ['hi', 'ii', 'mi', 'pi', 'vi'] as const satisfies readonly Impairment[];

/** What somebody looks for; everything named must hold. */
export type Filters = {
  readonly q?: string | undefined;
  readonly theme?: string | undefined;
  /** A calendar date in Europe/Paris, `YYYY-MM-DD`. */
  readonly day?: string | undefined;
  /** An INSEE code. */
  readonly commune?: string | undefined;
  readonly audience?: string | undefined;
  readonly access?: Impairment | undefined;
  readonly free?: '1' | undefined;
};

/** An event with all that is known about it to somebody who looks for it. */
export type Candidate = {
  readonly event: EventDetails;
  readonly venue?: Venue | undefined;
  readonly organiser?: Organisation | undefined;
  /** What its theme and format are called. */
  readonly labels: readonly Localised[];
  readonly sessions: readonly { readonly day: string; readonly room: boolean }[];
};

/** The day and the room must be those of one and the same session. */
export function matches(candidate: Candidate, filters: Filters): boolean {
  const { event, venue, sessions } = candidate;
  const { q, theme, day, commune, audience, access, free } = filters;
  return (
    isOrAny(theme, event.theme) &&
    isOrAny(commune, venue?.insee) &&
    (audience === undefined || event.audience.includes(audience)) &&
    (access === undefined || event.accessibility[access]) &&
    ((day === undefined && free === undefined) ||
      sessions.some((session) => isOrAny(day, session.day) && (free === undefined || session.room))) &&
    (q === undefined || mentions(candidate, wordsOf(q)))
  );
}

/** Accents, case, ligatures and punctuation do not make a word another one. */
export const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** What would be asked with one filter less, for each filter in turn. */
export const relaxed = (filters: Filters): readonly { dropped: FilterName; filters: Filters }[] =>
  filterNames
    .filter((name) => filters[name] !== undefined)
    .map((dropped) => ({ dropped, filters: { ...filters, [dropped]: undefined } }));

export const isFiltered = (filters: Filters): boolean =>
  filterNames.some((name) => filters[name] !== undefined);

const isOrAny = (wanted: string | undefined, actual: string | undefined): boolean =>
  wanted === undefined || wanted === actual;

/** Each word begins a word of the text: “ia” is in « IA », not in « médiation ». */
function mentions({ event, venue, organiser, labels }: Candidate, wanted: readonly string[]): boolean {
  const localised = [event.title, event.description, ...labels].flatMap(({ fr, en = '' }) => [fr, en]);
  const names = [organiser?.name ?? '', venue?.name ?? '', venue?.commune ?? ''];
  const { fr, en = [] } = event.keywords;
  const said = wordsOf([...localised, ...names, ...fr, ...en].join(' '));
  return wanted.every((word) => said.some((one) => one.startsWith(singular(word))));
}

const singular = (word: string): string => (word.length > 3 ? word.replace(/[sx]$/, '') : word);
