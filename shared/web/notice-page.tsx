import type { Language } from '../domain/language.ts';
import type { Programme } from '../store/programme.ts';
import { englishNotices } from '../text/en/notices.ts';
import { frenchNotices, type Party } from '../text/fr/notices.ts';
import { renderPage } from './layout.tsx';
import { type Notice, paths } from './paths.ts';
import { shownPhone } from './words.ts';

const notices = { fr: frenchNotices, en: englishNotices };

/** What the law and decency require us to say. */
export function noticePage(
  language: Language,
  { edition, organisations }: Programme,
  notice: Notice,
  siteUrl: string,
): string {
  const { email, phone } = edition.contact;
  const party: Party = {
    coordinator: organisations.get(edition.coordinator)?.name ?? edition.coordinator,
    phone: shownPhone(phone),
  };
  const { title, sections } = notices[language][notice](party);
  return renderPage({
    path: paths.notice(language, notice),
    title,
    siteUrl,
    edition,
    children: (
      <article class="prose">
        <h1>{title}</h1>
        {sections.map(({ heading, paragraphs }) => (
          <>
            <h2>{heading}</h2>
            {paragraphs.map((text) => (
              <p>{text}</p>
            ))}
          </>
        ))}
        <p>
          <a href={`mailto:${email}`}>{email}</a>
        </p>
      </article>
    ),
  });
}
