import type { Language } from '../domain/language.ts';
import type { Edition } from '../domain/programme.ts';
import { LabelledField } from './fields.tsx';
import { renderPage } from './layout.tsx';
import { paths } from './paths.ts';
import { Summary } from './summary.tsx';
import { linkWords, words } from './words.ts';

/** Names the form in its token. */
export const LINKS_FORM = 'mes-inscriptions';

type Page = { readonly language: Language; readonly edition: Edition | undefined };
/** What was typed, and what stands in its way; without an error it may simply be sent again. */
export type ReturnedAddress = { readonly email: string; readonly error: 'required' | 'invalid' | undefined };
type Form = Page & { readonly formToken: string; readonly returned: ReturnedAddress | undefined };

/** Asks for an address, and for nothing else. */
export function myLinksPage({ language, edition, formToken, returned }: Form): string {
  const say = linkWords[language];
  const { errors, errorPrefix, register } = words[language];
  const error = returned?.error && errors.email[returned.error];
  return renderPage({
    path: paths.links(language),
    title: returned === undefined ? say.title : `${errorPrefix}${say.title}`,
    edition,
    children: (
      <div class="message">
        {returned !== undefined && (
          <Summary
            title={errors.title}
            text={error === undefined ? say.again : undefined}
            links={error === undefined ? [] : [{ field: 'email', text: error }]}
          />
        )}
        <h1>{say.title}</h1>
        <p class="lead">{say.lead}</p>
        <form method="post" action={paths.links(language)} noValidate>
          <input type="hidden" name="token" value={formToken} />
          <LabelledField
            name="email"
            label={register.email}
            hint={say.emailHint}
            error={error}
            control={(described) => (
              <input
                type="email"
                {...described}
                autocomplete="email"
                spellcheck={false}
                required
                value={returned?.email ?? ''}
              />
            )}
          />
          <div class="trap" aria-hidden="true">
            <label for="website">{register.trap}</label>
            <input id="website" name="website" type="text" tabIndex={-1} autocomplete="off" />
          </div>
          <p class="actions">
            <button type="submit">{say.button}</button>
          </p>
        </form>
        <p class="hint">{say.neutral}</p>
      </div>
    ),
  });
}

/** The same for everybody, whether or not the address is known. */
export function linksSentPage({ language, edition }: Page): string {
  const say = linkWords[language];
  return renderPage({
    path: paths.linksSent(language),
    title: say.sentTitle,
    edition,
    children: (
      <div class="message">
        <h1>{say.sentTitle}</h1>
        <p class="lead">{say.sent}</p>
        <p>{say.neutral}</p>
        <h2>{words[language].outcome.nothing}</h2>
        <ul class="bullets">
          {say.advice.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
        <p>
          <a href={paths.links(language)}>{say.anotherAddress}</a>
        </p>
      </div>
    ),
  });
}
