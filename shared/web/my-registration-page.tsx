import { mayCorrect } from '../domain/correction.ts';
import { isLive, type Registration } from '../domain/registration.ts';
import { ticketCode } from '../domain/ticket.ts';
import { bandOf, LAST_BAND } from '../domain/waiting.ts';
import { agendaPath } from '../mail/context.ts';
import { agendaWords } from '../mail/words.ts';
import { hour, shortDay } from '../text/format.ts';
import { renderPage } from './layout.tsx';
import {
  answers,
  canRelease,
  hasTicket,
  isListed,
  type Mine,
  mayAnswer,
  type Standing,
  standingOfMine,
} from './mine.ts';
import { listWords, mineWords } from './mine-words.ts';
import { paths } from './paths.ts';
import { RegistrationDetails } from './registration-details.tsx';
import { themeClass } from './theme.ts';

/** What the page has to say first about what was just done. */
export type Told = 'saved' | 'gone';

/** What, when, where, for how many, the ticket, and the way out. */
export function myRegistrationPage({ language, token, context, told }: Mine & { told?: Told }): string {
  const say = mineWords[language];
  const { event, edition, organisation, registration } = context;
  const standing = standingOfMine(context);
  const news = told !== undefined && toldIn[told](standing) ? told : undefined;
  const heading = headingOf(registration, standing, news);
  const explained: Partial<Record<Standing, string>> = say.explained;
  const explanation = explained[standing];
  const ticket = hasTicket(context);
  return renderPage({
    path: paths.mine(language, token),
    title: say.status[heading],
    edition,
    children: (
      <article class={themeClass(edition, event.theme)}>
        <header class="heading">
          <p class="kicker">{say.title}</p>
          <h1>{say.status[heading]}</h1>
          {news !== undefined && (
            <p class="warning" role="status" tabIndex={-1} autofocus>
              {say[news]}
            </p>
          )}
          {explanation !== undefined && (
            <p class="lead">
              {explanation}{' '}
              {standing === 'cancelled' && (
                <a href={`mailto:${organisation.contact.email}`}>{organisation.contact.email}</a>
              )}
            </p>
          )}
          <Place {...{ language, context }} />
        </header>
        <div class="ticket">
          <RegistrationDetails {...{ language, context }} />
          {ticket && <Stub {...{ language, token, context }} />}
        </div>
        <Answers {...{ language, token, context }} />
        <p class="actions">
          {ticket && (
            <a class="button second" href={paths.calendar(token)}>
              {say.calendar}
            </a>
          )}
          {mayCorrect(context) && (
            <a class="button second" href={paths.correct(language, token)}>
              {say.correct}
            </a>
          )}
          <a href={paths.event(language, event.slug)}>
            {isLive(registration.status) ? say.event : say.registerAgain}
          </a>
        </p>
        {isLive(registration.status) && registration.email !== '' && <Subscribe {...{ language, context }} />}
        {canRelease(context) && registration.status !== 'offered' && (
          <Leave {...{ language, token, context }} />
        )}
      </article>
    ),
  });
}

/** The address of the page tells what was just done; anybody may open it again, at any time. */
const toldIn: Readonly<Record<Told, (standing: Standing) => boolean>> = {
  saved: (standing) => standing === 'confirmed',
  gone: (standing) => standing === 'waiting' || standing === 'invited',
};

function headingOf({ status }: Registration, standing: Standing, news: Told | undefined): Standing {
  if (news === 'gone') return 'waiting';
  return standing === 'past' && status === 'attended' ? status : standing;
}

function Stub({ language, token, context: { keys, registration } }: Mine) {
  const say = mineWords[language];
  const code = ticketCode(keys, registration);
  return (
    <div class="stub">
      <img src={paths.ticket(token)} alt={say.qr(code)} width="184" height="184" />
      <p class="code">{code}</p>
      <p class="hint">{say.show}</p>
    </div>
  );
}

/** Until when seats are held, or how far up the list. */
function Place({ language, context: { registration, position } }: Pick<Mine, 'language' | 'context'>) {
  const { until } = registration;
  if (until !== undefined) {
    const moment = listWords[language].at(shortDay(until, language), hour(until, language));
    return <p class="lead">{mineWords[language].until(moment)}</p>;
  }
  if (position === undefined) return null;
  const band = bandOf(position);
  const say = listWords[language];
  return <p class="lead">{band === undefined ? say.beyond(LAST_BAND) : say.among(band)}</p>;
}

/** What there is to say yes or no to; each leads to a page that asks once more. */
function Answers({ language, token, context }: Mine) {
  const say = mineWords[language].answers;
  const open = answers.filter((answer) => mayAnswer(context, answer));
  if (open.length === 0) return null;
  return (
    <p class="actions">
      {open.map((answer, index) => (
        <a
          key={answer}
          class={index === 0 ? 'button' : 'button second'}
          href={paths.answer(language, token, answer)}
        >
          {say[answer].button(context.registration.partySize)}
        </a>
      ))}
    </p>
  );
}

function Subscribe({ language, context }: Pick<Mine, 'language' | 'context'>) {
  const say = agendaWords[language];
  return (
    <p>
      <a href={agendaPath(context)}>{say.subscribe}</a>
      <br />
      <span class="hint">{say.hint}</span>
    </p>
  );
}

function Leave({ language, token, context: { registration } }: Mine) {
  const say = mineWords[language];
  const listed = isListed(registration);
  const release = registration.partySize === 1 ? say.release : say.releaseMany(registration.partySize);
  return (
    <section class="message">
      <h2>{listed ? say.leaveHeading : say.cannotCome}</h2>
      <p>{listed ? say.leaveText : say.cannotComeText}</p>
      <p>
        <a class="button second" href={paths.release(language, token)}>
          {listed ? say.leave : release}
        </a>
      </p>
    </section>
  );
}
