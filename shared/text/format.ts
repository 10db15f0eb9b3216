import { epochMs, type Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';

const zone = 'Europe/Paris';
const locale = { fr: 'fr-FR', en: 'en-GB' } as const;
const NO_BREAK = '\u00a0';

const formatter = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale[language], { timeZone: zone, ...options });
const inBoth = (options: Intl.DateTimeFormatOptions) => ({
  fr: formatter('fr', options),
  en: formatter('en', options),
});

const wholeDay = inBoth({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const dayAndMonth = inBoth({ weekday: 'long', day: 'numeric', month: 'long' });
const dayAndShortMonth = inBoth({ day: 'numeric', month: 'short' });
const clock = formatter('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const calendarDate = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** « mercredi 1er décembre 2027 », “Wednesday 1 December 2027”. */
export const longDay = (moment: Instant, language: Language): string =>
  written(wholeDay[language], moment, language);

/** « mercredi 1er décembre », “Wednesday 1 December”. */
export const shortDay = (moment: Instant, language: Language): string =>
  written(dayAndMonth[language], moment, language);

/** « 1er déc. », “1 Dec”, where room is short. */
export const briefDay = (moment: Instant, language: Language): string =>
  written(dayAndShortMonth[language], moment, language);

/** « 1er décembre », “1 December”. */
export const dayOnly = (moment: Instant, language: Language): string =>
  shortDay(moment, language).replace(/^\S+ /, '').replace(' ', NO_BREAK);

const written = (format: Intl.DateTimeFormat, moment: Instant, language: Language): string => {
  const text = format.format(epochMs(moment)).replace(',', '');
  return language === 'fr' ? text.replace(/\b1 (?=\p{L})/u, '1er ') : text;
};

/** « 14 h 30 », « 14 h », « minuit »; “2:30 pm”, “2 pm”, “midnight”, “midday”. */
export function hour(moment: Instant, language: Language): string {
  const [hours = 0, minutes = 0] = clock.format(epochMs(moment)).split(':').map(Number);
  if (hours === 0 && minutes === 0) return language === 'fr' ? 'minuit' : 'midnight';
  if (hours === 12 && minutes === 0 && language === 'en') return 'midday';
  const padded = String(minutes).padStart(2, '0');
  if (language === 'fr') return `${hours}${NO_BREAK}h${minutes === 0 ? '' : `${NO_BREAK}${padded}`}`;
  return `${hours % 12 || 12}${minutes === 0 ? '' : `:${padded}`}${NO_BREAK}${hours < 12 ? 'am' : 'pm'}`;
}

/** « de 14 h à 16 h 30 », “2 pm to 4:30 pm”, never across two lines. */
export const hours = (begin: Instant, end: Instant, language: Language): string =>
  (language === 'fr'
    ? ['de', hour(begin, 'fr'), 'à', hour(end, 'fr')]
    : [hour(begin, 'en'), 'to', hour(end, 'en')]
  ).join(NO_BREAK);

/** « lundi 8 novembre 2027, de 8 h 30 à 10 h », “Monday 8 November 2027, 8:30 am to 10 am”. */
export const dayAndHours = (begin: Instant, end: Instant, language: Language): string =>
  `${longDay(begin, language)}, ${hours(begin, end, language)}`;

/** « mardi 23 novembre 2027 à 14 h 30 », “Tuesday 23 November 2027, 2:30 pm”. */
export const dayAndHour = (moment: Instant, language: Language): string =>
  language === 'fr'
    ? `${longDay(moment, 'fr')} à ${hour(moment, 'fr')}`
    : `${longDay(moment, 'en')}, ${hour(moment, 'en')}`;

/** The calendar date in Europe/Paris, `YYYY-MM-DD`. */
export const dateOf = (moment: Instant): string => calendarDate.format(epochMs(moment));

/** In French 0 and 1 are singular; in English only 1 is. */
export const plural = (count: number, one: string, many: string, language: Language): string =>
  `${count.toLocaleString(locale[language])}${NO_BREAK}${(language === 'fr' ? count < 2 : count === 1) ? one : many}`;
