import type { Chosen, Language, Localised } from '../domain/language.ts';
import { inLanguage } from '../domain/language.ts';
import type { EventDetails, Term } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { englishEvent } from '../text/en/event.ts';
import { englishFilters } from '../text/en/filters.ts';
import { englishJoining } from '../text/en/joining.ts';
import { englishMyLinks } from '../text/en/my-links.ts';
import { englishPages } from '../text/en/pages.ts';
import { type EventWords, frenchEvent } from '../text/fr/event.ts';
import { type FilterWords, frenchFilters } from '../text/fr/filters.ts';
import { frenchJoining, type JoiningWords } from '../text/fr/joining.ts';
import { frenchMyLinks, type MyLinksWords } from '../text/fr/my-links.ts';
import { frenchPages, type Pages } from '../text/fr/pages.ts';
import { unbroken } from '../text/typography.ts';

export const words: Readonly<Record<Language, Pages>> = { fr: frenchPages, en: englishPages };
export const eventWords: Readonly<Record<Language, EventWords>> = { fr: frenchEvent, en: englishEvent };
export const filterWords: Readonly<Record<Language, FilterWords>> = { fr: frenchFilters, en: englishFilters };
export const joinWords: Readonly<Record<Language, JoiningWords>> = { fr: frenchJoining, en: englishJoining };
export const linkWords: Readonly<Record<Language, MyLinksWords>> = { fr: frenchMyLinks, en: englishMyLinks };

/** The attributes and children of an element whose text an organiser wrote: marked when it is in the other language. */
export const written = (text: Localised, language: Language): { lang?: Language; children: string } => {
  const chosen: Chosen = inLanguage(text, language);
  const children = chosen.lang === 'fr' ? unbroken(chosen.text) : chosen.text;
  return { ...(chosen.lang === language ? {} : { lang: chosen.lang }), children };
};

export const labelOf = (terms: readonly Term[], id: string, language: Language): string => {
  const term = terms.find((known) => known.id === id);
  return term === undefined ? id : inLanguage(term.label, language).text;
};

/** Where an event takes place in a word: its commune, or online. */
export const placeOf = (
  { attendanceMode, venue }: EventDetails,
  { venues }: Programme,
  language: Language,
): string =>
  attendanceMode === 'online' ? words[language].place.online : (venues.get(venue ?? '')?.commune ?? '');

/** « 03 53 01 00 42 », as people read a French number aloud. */
export const shownPhone = (phone: string): string =>
  phone.replace(/^\+33(\d)(\d{2})(\d{2})(\d{2})(\d{2})$/, '0$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5');
