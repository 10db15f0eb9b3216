import { alternatives, type Offer } from '../domain/alternatives.ts';
import type { Instant } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import type { EventDetails, Session } from '../domain/programme.ts';
import type { Programme } from '../store/programme.ts';
import { choiceOf, type Seats } from './availability.ts';
import { paths } from './paths.ts';
import type { FormValues } from './registration-input.ts';
import { SeatsLeft } from './seats-left.tsx';
import { sessionTimes } from './session-picker.tsx';
import { themeClass } from './theme.ts';
import { eventWords, placeOf, written } from './words.ts';

type Around = {
  readonly language: Language;
  readonly programme: Programme;
  readonly seats: Seats;
  readonly now: Instant;
};

/** Where there are still seats for somebody who cannot come to this event; what is not known to be free is not offered. */
export function offersBeside(
  event: EventDetails,
  { programme, seats, now }: Around,
  { session, partySize }: FormValues = {},
): readonly Offer[] {
  const sessions = programme.sessions.get(event.slug) ?? [];
  const chosen = sessions.filter(({ id }) => id === session);
  const seatsLeft = ({ id }: Session): number => {
    const head = seats.get(id);
    return head?.phase === 'open' ? head.free : 0;
  };
  const wanted = { event, sessions: chosen.length > 0 ? chosen : sessions, party: partyOf(partySize) };
  return alternatives(programme, seatsLeft, wanted, now);
}

const partyOf = (typed = ''): number => (/^\d{1,3}$/.test(typed) ? Math.max(1, Number(typed)) : 1);

export const ELSEWHERE = 'ailleurs';

export function Elsewhere({ offers, ...around }: Around & { readonly offers: readonly Offer[] }) {
  const { language, programme, seats, now } = around;
  if (offers.length === 0) return null;
  return (
    <section class="elsewhere" aria-labelledby={ELSEWHERE}>
      <h3 id={ELSEWHERE}>{eventWords[language].alternatives}</h3>
      <ul>
        {offers.map(({ event, session }) => (
          <li key={event.slug} class={themeClass(programme.edition, event.theme)}>
            <a href={paths.event(language, event.slug)} {...written(event.title, language)} />
            <p class="meta">
              <span>{sessionTimes(session, event, language)}</span>
              <span>{placeOf(event, programme, language)}</span>
              <SeatsLeft {...{ choice: choiceOf(event, session, seats, now), event, language }} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
