import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { inLanguage } from '../domain/language.ts';
import type { Edition } from '../domain/programme.ts';
import { assetPath } from './assets.ts';
import { inOtherLanguage, languageOf, paths } from './paths.ts';
import { words } from './words.ts';

type Layout = {
  /** Where this page is, which also says its language. */
  readonly path: string;
  readonly title: string;
  /** Absent when even the programme cannot be read. */
  readonly edition?: Edition | undefined;
  readonly description?: string;
  /** Kept out of search engines: pages of one person and outcomes. */
  readonly unlisted?: boolean;
  readonly children: ComponentChildren;
};

/** A whole HTML page around its main content. */
export function renderPage({
  path,
  title,
  edition,
  description,
  unlisted = false,
  children,
}: Layout): string {
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
        {unlisted && <meta name="robots" content="noindex" />}
        {!unlisted && <link rel="alternate" hreflang={other} href={inOtherLanguage(path)} />}
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
        <main id="contenu">{children}</main>
        <footer class="bottom">
          {edition !== undefined && (
            <p>
              {say.footer.question} <a href={`mailto:${edition.contact.email}`}>{edition.contact.email}</a>
            </p>
          )}
          <nav aria-label={say.footerMenu}>
            <a href={paths.notice(language, 'confidentialite')}>{say.footer.privacy}</a>
            <a href={paths.notice(language, 'accessibilite')}>{say.footer.accessibility}</a>
            <a href={paths.notice(language, 'mentions-legales')}>{say.footer.legal}</a>
          </nav>
        </footer>
      </body>
    </html>,
  )}`;
}
