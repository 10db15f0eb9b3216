import type { Instant } from '../domain/instant.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { choiceOf, overallStanding, type Seats } from './availability.ts';
import { ErrorSummary } from './error-summary.tsx';
import { EventFacts } from './event-facts.tsx';
import { EventState } from './event-state.tsx';
import { emptyForm, type ReturnedForm } from './form.ts';
import { renderPage } from './layout.tsx';
import { paths } from './paths.ts';
import { RegisterForm } from './register-form.tsx';
import { SeatsLeft } from './seats-left.tsx';
import { SessionTimes } from './session-picker.tsx';
import { themeClass } from './theme.ts';
import { eventWords, labelOf, shownPhone, words, written } from './words.ts';

export type EventPage = {
  readonly language: Language;
  readonly programme: Programme;
  readonly event: EventDetails;
  readonly seats: Seats;
  readonly now: Instant;
  readonly formToken: string;
  /** A form that was refused and comes back. */
  readonly form?: ReturnedForm;
};

/** The event, its sessions with seats left, and the form or an honest reason why there is none. */
export function eventPage({ language, programme, event, seats, now, formToken, form }: EventPage): string {
  const say = words[language];
  const { edition } = programme;
  const choices = (programme.sessions.get(event.slug) ?? []).map((session) =>
    choiceOf(event, session, seats, now),
  );
  const standing = overallStanding(choices);
  const title = inLanguage(event.title, language).text;
  const status = eventWords[language].status[event.status];
  const returned = form ?? emptyForm;
  return renderPage({
    path: paths.event(language, event.slug),
    title: form === undefined ? title : `${say.errorPrefix}${title}`,
    description: inLanguage(event.description, language).text,
    edition,
    children: (
      <article class={themeClass(edition, event.theme)}>
        {form !== undefined && <ErrorSummary {...{ language, event, form }} />}
        <header class="heading">
          <p class="kicker">
            <span class="theme">{labelOf(edition.themes, event.theme, language)}</span>{' '}
            {labelOf(edition.formats, event.format, language)}
          </p>
          <h1 {...written(event.title, language)} />
          <p class="lead" {...written(event.description, language)} />
          {status !== '' && <p class="warning">{status}</p>}
        </header>
        <div class="columns">
          <EventFacts {...{ language, programme, event, choices }} />
          <section class="card" aria-labelledby="s-inscrire">
            {form !== undefined || standing === 'open' ? (
              <>
                <h2 id="s-inscrire">{say.register.title}</h2>
                <RegisterForm
                  {...{ language, programme, event, choices, formToken, form: returned }}
                  open={standing === 'open' || standing === 'full'}
                />
              </>
            ) : (
              <EventState {...{ language, programme, event, standing }} />
            )}
            {standing === 'full' && form === undefined && choices.length > 1 && (
              <ul class="sessions">
                {choices.map((choice) => (
                  <li key={choice.session.id}>
                    <SessionTimes session={choice.session} event={event} language={language} />
                    <SeatsLeft {...{ choice, event, language }} />
                  </li>
                ))}
              </ul>
            )}
            {event.registration.assisted && (
              <p class="assisted">
                <strong>{say.register.assisted}</strong> {say.register.assistedCall}
                <a href={`tel:${edition.contact.phone}`}>{shownPhone(edition.contact.phone)}</a>
              </p>
            )}
          </section>
        </div>
      </article>
    ),
  });
}
