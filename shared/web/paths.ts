import type { EventSlug } from '../domain/ids.ts';
import type { Language } from '../domain/language.ts';

export const outcomes = ['confirmee', 'a-confirmer', 'en-attente'] as const;
export type Outcome = (typeof outcomes)[number];
export type Notice = 'confidentialite' | 'accessibilite' | 'mentions-legales';

const at = (language: Language, path: string): string => {
  if (language === 'fr') return path;
  return `/en${path.replace(/^\/(?=\?|$)/, '')}`;
};

/** Where things are in each language; English lives under `/en`, with the same words in its addresses. */
export const paths = {
  programme: (language: Language, query = '') => at(language, `/${query}`),
  day: (language: Language, date: string) => `${at(language, '/')}#d${date}`,
  event: (language: Language, slug: EventSlug) => at(language, `/evenements/${slug}`),
  register: (language: Language, slug: EventSlug) => at(language, `/evenements/${slug}/inscriptions`),
  outcome: (language: Language, slug: EventSlug, outcome: Outcome) =>
    at(language, `/evenements/${slug}/inscriptions/${outcome}`),
  notice: (language: Language, notice: Notice) => at(language, `/${notice}`),
  links: (language: Language) => at(language, '/mes-inscriptions'),
  linksSent: (language: Language) => at(language, '/mes-inscriptions/envoye'),
  mine: (language: Language, token: string) => at(language, `/inscriptions/${token}`),
  release: (language: Language, token: string) => at(language, `/inscriptions/${token}/liberer`),
  answer: (language: Language, token: string, answer: 'confirmer' | 'accepter' | 'decliner') =>
    at(language, `/inscriptions/${token}/${answer}`),
  gone: (language: Language, token: string) => at(language, `/inscriptions/${token}?prise=1`),
  coming: (language: Language, token: string) => at(language, `/inscriptions/${token}/je-viens`),
  noReminders: (language: Language, token: string) => at(language, `/inscriptions/${token}/sans-rappels`),
  correct: (language: Language, token: string) => at(language, `/inscriptions/${token}/modifier`),
  corrected: (language: Language, token: string) => at(language, `/inscriptions/${token}?enregistre=1`),
  calendar: (token: string) => `/inscriptions/${token}/agenda.ics`,
  agenda: (slug: EventSlug) => `/evenements/${slug}/agenda.ics`,
  programmeCalendar: '/programme.ics',
  programmeData: '/programme.json',
  ticket: (token: string) => `/inscriptions/${token}/billet.svg`,
};

/** The language a path speaks. */
export const languageOf = (path: string): Language => (/^\/en([/?]|$)/.test(path) ? 'en' : 'fr');

/** The same page in the other language. */
export const inOtherLanguage = (path: string): string =>
  languageOf(path) === 'en' ? path.replace(/^\/en\/?/, '/') : at('en', path);
