import type { Standing } from '../domain/booking.ts';
import type { Instant } from '../domain/instant.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { choicesOf, overallStanding, type Seats, summaryOf } from './availability.ts';
import { Elsewhere, offersBeside } from './elsewhere.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { EventFacts } from './event-facts.tsx';
import { EventState } from './event-state.tsx';
import { emptyForm, type Refusal, type ReturnedForm } from './form.ts';
import { renderPage } from './layout.tsx';
import { Markdown } from './markdown.tsx';
import { paths } from './paths.ts';
import { RegisterForm } from './register-form.tsx';
import { SeatsLeft } from './seats-left.tsx';
import { SessionTimes } from './session-picker.tsx';
import { themeClass } from './theme.ts';
import { eventWords, joinWords, labelOf, shownPhone, words, written } from './words.ts';

export type EventPage = {
  readonly language: Language;
  readonly programme: Programme;
  readonly event: EventDetails;
  /** Of this event, and of the others where it has no seat to give. */
  readonly seats: Seats;
  readonly now: Instant;
  readonly formToken: string;
} & (
  | { readonly siteUrl: string; readonly data: object; readonly form?: undefined }
  /** A form that was refused and comes back: nobody's page but the sender's. */
  | { readonly siteUrl?: undefined; readonly data?: undefined; readonly form: ReturnedForm }
);

/** The event, its sessions with seats left, and the form or an honest reason why there is none. */
export function eventPage(props: EventPage): string {
  const { language, programme, event, seats, now, formToken, siteUrl, data, form } = props;
  const say = words[language];
  const { edition } = programme;
  const choices = choicesOf(event, programme.sessions.get(event.slug) ?? [], seats, now);
  const standing = overallStanding(choices);
  const title = inLanguage(event.title, language).text;
  const status = eventWords[language].status[event.status];
  const canAsk = standing === 'open' || standing === 'waiting';
  const hasForm = form !== undefined || canAsk;
  const factsFirst = form === undefined && canAsk;
  const offers =
    leadsElsewhere.has(standing) || refusedFor(form?.refusal)
      ? offersBeside(event, { language, programme, seats, now }, form?.values)
      : [];
  const elsewhere = <Elsewhere {...{ language, programme, seats, now, offers }} />;
  const facts = <EventFacts {...{ language, programme, event, choices }} />;
  const summary = canAsk && form === undefined ? summaryOf(choices) : undefined;
  return renderPage({
    path: paths.event(language, event.slug),
    title: form === undefined ? title : `${say.errorPrefix}${title}`,
    description: inLanguage(event.description, language).text,
    edition,
    siteUrl,
    calendar: paths.agenda(event.slug),
    data,
    children: (
      <article class={themeClass(edition, event.theme)}>
        {form !== undefined && <ErrorSummary {...{ language, event, form }} elsewhere={offers.length > 0} />}
        <header class="heading">
          <p class="kicker">
            <span class="theme">{labelOf(edition.themes, event.theme, language)}</span>{' '}
            {labelOf(edition.formats, event.format, language)}
          </p>
          <h1 {...written(event.title, language)} />
          <p class="lead" {...written(event.description, language)} />
          {status !== '' && <p class="warning">{status}</p>}
          {summary && (
            <p class="jump">
              <a class="button" href="#s-inscrire">
                {standing === 'waiting' ? joinWords[language].button : say.register.title}
              </a>
              <SeatsLeft choice={summary} event={event} language={language} />
            </p>
          )}
        </header>
        <div class="columns">
          {factsFirst && facts}
          {factsFirst && <Details event={event} language={language} />}
          <section class="card" aria-labelledby="s-inscrire">
            {hasForm ? (
              <>
                <h2 id="s-inscrire">
                  {standing === 'open'
                    ? say.register.title
                    : standing === 'waiting'
                      ? joinWords[language].title
                      : eventWords[language].state[standing]}
                </h2>
                {standing === 'waiting' && form === undefined && (
                  <p>
                    {joinWords[language].text}{' '}
                    {event.registration.walkIns && eventWords[language].state.closedWalkIns}
                  </p>
                )}
                {form !== undefined && standing !== 'open' && elsewhere}
                <RegisterForm
                  {...{ language, programme, event, choices, formToken, form: form ?? emptyForm }}
                  open={canAsk || standing === 'full'}
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
            {(form === undefined || standing === 'open') && elsewhere}
            {!hasForm && (
              <p>
                <a href={paths.programme(language)}>{eventWords[language].state.otherEvents}</a>
              </p>
            )}
            {event.registration.assisted && (
              <p class="assisted">
                <strong>{say.register.assisted}</strong> {say.register.assistedCall}
                <a href={`tel:${edition.contact.phone}`}>{shownPhone(edition.contact.phone)}</a>
              </p>
            )}
          </section>
          {!factsFirst && facts}
          {!factsFirst && <Details event={event} language={language} />}
        </div>
      </article>
    ),
  });
}

/** Where nothing can be had here, now or later. */
const leadsElsewhere: ReadonlySet<Standing | 'waiting' | 'full'> = new Set([
  'waiting',
  'full',
  'closed',
  'past',
  'cancelled',
]);
const refusedFor = (refusal: Refusal | undefined): boolean =>
  refusal?.code === 'sold_out' || refusal?.code === 'closed' || refusal?.code === 'cancelled';

function Details({ event, language }: { readonly event: EventDetails; readonly language: Language }) {
  if (event.longDescription === undefined) return null;
  const { text, lang } = inLanguage(event.longDescription, language);
  return (
    <section class="prose" aria-labelledby="details">
      <h2 id="details">{eventWords[language].details}</h2>
      <div lang={lang === language ? undefined : lang}>
        <Markdown text={text} />
      </div>
    </section>
  );
}
