import type { Instant } from '../domain/instant.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { choiceOf, type Seats } from './availability.ts';
import { renderPage } from './layout.tsx';
import { type Outcome, paths } from './paths.ts';
import { SeatsLeft } from './seats-left.tsx';
import { SessionTimes } from './session-picker.tsx';
import { themeClass } from './theme.ts';
import { linkWords, words, written } from './words.ts';

type OutcomePage = {
  readonly language: Language;
  readonly programme: Programme;
  readonly event: EventDetails;
  readonly outcome: Outcome;
  readonly seats: Seats;
  readonly now: Instant;
};

/** What happened to the request, the same for everybody who is sent here: it may be reloaded and knows nobody. */
export function outcomePage({ language, programme, event, outcome, seats, now }: OutcomePage): string {
  const say = words[language].outcome;
  const { title, text } = say[outcome];
  const { edition, sessions } = programme;
  const others =
    event.registration.sessionPolicy === 'any-sessions'
      ? (sessions.get(event.slug) ?? [])
          .map((session) => choiceOf(event, session, seats, now))
          .filter(({ free }) => free)
      : [];
  const [wait, again, write] = say.nothingAdvice;
  return renderPage({
    path: paths.outcome(language, event.slug, outcome),
    title: `${title} ${inLanguage(event.title, language).text}`,
    edition,
    children: (
      <div class={`message ${themeClass(edition, event.theme)}`}>
        <p class="kicker">
          <a href={paths.event(language, event.slug)} {...written(event.title, language)} />
        </p>
        <h1>{title}</h1>
        <p class="lead">{text}</p>
        {outcome !== 'a-confirmer' && <p>{outcome === 'en-attente' ? say.mailWaiting : say.mail}</p>}
        <h2>{say.nothing}</h2>
        <ul class="bullets">
          <li>{wait}</li>
          <li>{again}</li>
          <li>
            {linkWords[language].lost} <a href={paths.links(language)}>{linkWords[language].lostLink}</a>.
          </li>
          <li>
            {write} <a href={`mailto:${edition.contact.email}`}>{edition.contact.email}</a>
          </li>
        </ul>
        {others.length > 0 && (
          <>
            <h2>{say.otherSessions}</h2>
            <ul class="sessions">
              {others.map((choice) => (
                <li key={choice.session.id}>
                  <SessionTimes session={choice.session} event={event} language={language} />
                  <SeatsLeft {...{ choice, event, language }} />
                </li>
              ))}
            </ul>
            <p>
              <a class="button" href={paths.event(language, event.slug)}>
                {say.another}
              </a>
            </p>
          </>
        )}
        <p>
          <a href={paths.programme(language)}>{say.programme}</a>
        </p>
      </div>
    ),
  });
}
