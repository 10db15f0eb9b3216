import { mayCorrect } from '../domain/correction.ts';
import type { Language } from '../domain/language.ts';
import { endOf, isGroup } from '../domain/programme.ts';
import { isLive, isReleasable } from '../domain/registration.ts';
import { ticketCode } from '../domain/ticket.ts';
import { fullName, hasSeat, type MailContext } from '../mail/context.ts';
import { accessLinkOf, isOnline } from '../mail/facts.ts';
import { dayAndHours } from '../text/format.ts';
import type { MyRegistrationWords } from '../text/fr/my-registration.ts';
import { renderPage } from './layout.tsx';
import { paths } from './paths.ts';
import { themeClass } from './theme.ts';
import { eventWords, mineWords, words, written } from './words.ts';

/** One registration as its bearer sees it. */
export type Mine = { readonly language: Language; readonly token: string; readonly context: MailContext };

type Standing = keyof MyRegistrationWords['status'];

/** Where a registration stands now, for a person: its status, unless the event is cancelled or the session over. */
export function standingOfMine({ registration: { status }, event, session, now }: MailContext): Standing {
  if (!isLive(status)) return status;
  if (event.status === 'cancelled') return 'eventCancelled';
  return now >= endOf(session) ? 'past' : status;
}

/** A ticket opens the door: only for a seat of a session still to come. */
export const hasTicket = (context: MailContext): boolean =>
  hasSeat(context.registration) && standingOfMine(context) === context.registration.status;

export const canRelease = (context: MailContext): boolean =>
  isReleasable(context.registration.status) && standingOfMine(context) === context.registration.status;

/** What, when, where, for how many, the ticket, and the way out. */
export function myRegistrationPage({ language, token, context, saved }: Mine & { saved: boolean }): string {
  const say = mineWords[language];
  const { event, edition, registration } = context;
  const standing = standingOfMine(context);
  const explanation = explanationOf(standing, say.explained);
  const ticket = hasTicket(context);
  return renderPage({
    path: paths.mine(language, token),
    title: say.status[standing],
    edition,
    children: (
      <article class={themeClass(edition, event.theme)}>
        <header class="heading">
          <p class="kicker">{say.title}</p>
          <h1>{say.status[standing]}</h1>
          {saved && (
            <p class="warning" role="status" tabIndex={-1} autofocus>
              {say.saved}
            </p>
          )}
          {explanation !== undefined && <p class="lead">{explanation}</p>}
        </header>
        <div class="ticket">
          <Details {...{ language, token, context }} />
          {ticket && <Stub {...{ language, token, context }} />}
        </div>
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
        {canRelease(context) && (
          <section class="message">
            <h2>{say.cannotCome}</h2>
            <p>{say.cannotComeText}</p>
            <p>
              <a class="button second" href={paths.release(language, token)}>
                {registration.partySize === 1 ? say.release : say.releaseMany(registration.partySize)}
              </a>
            </p>
          </section>
        )}
      </article>
    ),
  });
}

/** Asks before anything is given up: opening a link never acts. */
export function releasePage({ language, token, context }: Mine): string {
  const say = mineWords[language];
  const { registration, edition, event } = context;
  return renderPage({
    path: paths.release(language, token),
    title: say.releaseQuestion(registration.partySize),
    edition,
    children: (
      <article class={themeClass(edition, event.theme)}>
        <header class="heading">
          <p class="kicker">{say.title}</p>
          <h1>{say.releaseQuestion(registration.partySize)}</h1>
          <p class="lead">{say.releaseText(registration.partySize)}</p>
        </header>
        <div class="ticket">
          <Details {...{ language, token, context }} />
        </div>
        <form method="post" action={paths.release(language, token)}>
          <p class="actions">
            <button type="submit">
              {registration.partySize === 1 ? say.release : say.releaseMany(registration.partySize)}
            </button>
            <a class="button second" href={paths.mine(language, token)}>
              {say.keep}
            </a>
          </p>
        </form>
      </article>
    ),
  });
}

function Details({ language, context }: Mine) {
  const say = words[language];
  const mine = mineWords[language];
  const { event, session, venue, registration } = context;
  const link = hasTicket(context) ? accessLinkOf(context) : undefined;
  return (
    <dl>
      <div>
        <dt>{mine.what}</dt>
        <dd class="what" {...written(event.title, language)} />
      </div>
      <div>
        <dt>{mine.when}</dt>
        {session.timings.map(({ id, begin, end }) => (
          <dd key={id}>{dayAndHours(begin, end, language)}</dd>
        ))}
      </div>
      <div>
        <dt>{mine.where}</dt>
        {isOnline(context) || venue === undefined ? (
          <dd>{say.place.online}</dd>
        ) : (
          <dd>
            {venue.name}
            <br />
            {venue.address}, {venue.postalCode} {venue.commune}
            {venue.access !== undefined && (
              <>
                <br />
                <span {...written(venue.access, language)} />
              </>
            )}
          </dd>
        )}
        {link !== undefined && (
          <dd>
            <a href={link} rel="noopener noreferrer">
              {mine.link}
            </a>
            <br />
            <span class="hint">{mine.linkText}</span>
          </dd>
        )}
      </div>
      <div>
        <dt>{mine.who}</dt>
        <dd>{fullName(registration)}</dd>
        <dd>
          {mine.people(registration.partySize)}
          {isGroup(event.registration) &&
            registration.establishment !== undefined &&
            `, ${registration.establishment}`}
        </dd>
      </div>
      {event.conditions !== undefined && isLive(registration.status) && (
        <div>
          <dt>{eventWords[language].conditions}</dt>
          <dd {...written(event.conditions, language)} />
        </div>
      )}
    </dl>
  );
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

function explanationOf(standing: Standing, explained: MyRegistrationWords['explained']): string | undefined {
  switch (standing) {
    case 'released':
    case 'waiting':
    case 'past':
    case 'eventCancelled':
      return explained[standing];
    case 'cancelled':
    case 'lapsed':
    case 'declined':
      return explained.ended;
    default:
      return undefined;
  }
}
