import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { inLanguage, type Language, languages } from '../domain/language.ts';
import type { Edition } from '../domain/programme.ts';
import { assetPath } from './assets.ts';
import { inOtherLanguage, languageOf, paths } from './paths.ts';
import { linkWords, words } from './words.ts';

type Layout = {
  /** Where this page is, which also says its language. */
  readonly path: string;
  readonly title: string;
  /** Absent when even the programme cannot be read. */
  readonly edition?: Edition | undefined;
  readonly description?: string;
  /** Of a page for everybody; without it search engines are asked to leave the page out. */
  readonly siteUrl?: string | undefined;
  /** A calendar of what the page shows. */
  readonly calendar?: string;
  /** What the page shows, for machines. */
  readonly data?: object | undefined;
  readonly children: ComponentChildren;
};

type PreviewProps = Pick<Layout, 'path' | 'title'> & {
  readonly siteUrl: string;
  readonly name: string;
  readonly description: string | undefined;
};

const locales: Readonly<Record<Language, string>> = { fr: 'fr_FR', en: 'en_GB' };

/** Where the page is in each language, and what a link to it shows elsewhere (https://ogp.me). */
function Preview({ siteUrl, path, title, name, description }: PreviewProps) {
  const language = languageOf(path);
  const address = (spoken: Language) => `${siteUrl}${spoken === language ? path : inOtherLanguage(path)}`;
  const others = languages.filter((spoken) => spoken !== language);
  return (
    <>
      <link rel="canonical" href={address(language)} />
      {languages.map((spoken) => (
        <link rel="alternate" hreflang={spoken} href={address(spoken)} />
      ))}
      <link rel="alternate" hreflang="x-default" href={address('fr')} />
      <meta property="og:title" content={title} />
      {description !== undefined && <meta property="og:description" content={description} />}
      <meta property="og:url" content={address(language)} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content={name} />
      <meta property="og:locale" content={locales[language]} />
      {others.map((spoken) => (
        <meta property="og:locale:alternate" content={locales[spoken]} />
      ))}
    </>
  );
}

/** JSON that cannot end the element it stands in. */
const inScript = (data: object): string => JSON.stringify(data).replaceAll('<', '\\u003c');

/** A whole HTML page around its main content. */
export function renderPage(layout: Layout): string {
  const { path, title, edition, description, siteUrl, calendar, data, children } = layout;
  const language = languageOf(path);
  const other = language === 'fr' ? 'en' : 'fr';
  const say = words[language];
  const name = edition === undefined ? say.name : inLanguage(edition.title, language).text;
  return `<!doctype html>${renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title === name ? name : `${title} – ${name}`}</title>
        {description !== undefined && <meta name="description" content={description} />}
        {siteUrl === undefined ? (
          <meta name="robots" content="noindex" />
        ) : (
          <Preview {...{ siteUrl, path, title, name, description }} />
        )}
        {calendar !== undefined && <link rel="alternate" type="text/calendar" href={calendar} />}
        {data !== undefined && (
          <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: inScript(data) }} />
        )}
        <link rel="stylesheet" href={assetPath.stylesheet} />
        <link rel="icon" type="image/svg+xml" href={assetPath.icon} />
      </head>
      <body>
        <a class="skip" href="#contenu">
          {say.skip}
        </a>
        <header class="top">
          <a class="brand" href={paths.programme(language)}>
            {name}
          </a>
          <nav aria-label={say.mainMenu}>
            <a
              href={paths.programme(language)}
              aria-current={path === paths.programme(language) ? 'page' : undefined}
            >
              {say.programme}
            </a>
            <a href={inOtherLanguage(path)} lang={other} hreflang={other}>
              {say.otherLanguage}
            </a>
          </nav>
        </header>
        <main id="contenu">
          {children}
          {siteUrl !== undefined && <p class="printed">{`${siteUrl}${path}`}</p>}
        </main>
        <footer class="bottom">
          {edition !== undefined && (
            <p>
              {say.footer.question} <a href={`mailto:${edition.contact.email}`}>{edition.contact.email}</a>
            </p>
          )}
          <nav aria-label={say.footerMenu}>
            <a href={paths.links(language)}>{linkWords[language].title}</a>
            <a href={paths.notice(language, 'confidentialite')}>{say.footer.privacy}</a>
            <a href={paths.notice(language, 'accessibilite')}>{say.footer.accessibility}</a>
            <a href={paths.notice(language, 'mentions-legales')}>{say.footer.legal}</a>
          </nav>
        </footer>
      </body>
    </html>,
  )}`;
}
