import { type Language, languages } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import { type Notice, paths } from './paths.ts';

type Place = (language: Language) => string;

const notices: readonly Notice[] = ['confidentialite', 'accessibilite', 'mentions-legales'];

/** Every page a search engine may list, in each language, knowing its twin (https://www.sitemaps.org/protocol.html). */
export function sitemap(events: readonly EventDetails[], siteUrl: string): string {
  const places: readonly Place[] = [
    paths.programme,
    ...events.map(
      ({ slug }) =>
        (language: Language) =>
          paths.event(language, slug),
    ),
    ...notices.map((notice) => (language: Language) => paths.notice(language, notice)),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...places.flatMap((place) => languages.map((language) => entry(place, language, siteUrl))),
    '</urlset>',
    '',
  ].join('\n');
}

const entry = (place: Place, language: Language, siteUrl: string): string => {
  const address = (spoken: Language) => escaped(`${siteUrl}${place(spoken)}`);
  const twins = languages.map(
    (spoken) => `<xhtml:link rel="alternate" hreflang="${spoken}" href="${address(spoken)}"/>`,
  );
  return `<url><loc>${address(language)}</loc>${twins.join('')}</url>`;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The pages of one person carry their secret in the address: no robot follows such a link. */
export const robots = (siteUrl: string): string =>
  [
    'User-agent: *',
    'Disallow: /inscriptions/',
    'Disallow: /en/inscriptions/',
    '',
    `Sitemap: ${siteUrl}/sitemap.xml`,
    '',
  ].join('\n');
