import type { Language } from '../domain/language.ts';
import { renderPage } from './layout.tsx';
import { paths } from './paths.ts';
import { words } from './words.ts';

type ErrorStatus = 400 | 403 | 404 | 405 | 413 | 415 | 500 | 503;

const kinds = {
  400: 'unreadable',
  403: 'forbidden',
  404: 'notFound',
  405: 'notAllowed',
  413: 'tooLong',
  415: 'unreadable',
  500: 'failed',
  503: 'unavailable',
} as const;

/** What a person sees when there is no page to show; it needs nothing that could be missing. */
export function errorPage(status: ErrorStatus, language: Language): string {
  const say = words[language];
  const { title, text } = say[kinds[status]];
  const path = paths.programme(language);
  return renderPage({
    path,
    title,
    children: (
      <div class="message">
        <p class="kicker">{status}</p>
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        <p>
          <a class="button" href={path}>
            {say.programmeLink}
          </a>
        </p>
      </div>
    ),
  });
}
