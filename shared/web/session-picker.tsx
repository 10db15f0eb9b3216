import type { Language } from '../domain/language.ts';
import type { EventDetails, Session } from '../domain/programme.ts';
import { dateOf, hours, shortDay } from '../text/format.ts';
import type { Choice } from './availability.ts';
import { description, ErrorText, Hint } from './fields.tsx';
import { errorAt, type ReturnedForm } from './form.ts';
import { SeatsLeft } from './seats-left.tsx';
import { eventWords, words } from './words.ts';

type Props = {
  readonly language: Language;
  readonly event: EventDetails;
  readonly choices: readonly Choice[];
  readonly form: ReturnedForm;
};

/** Which session: nothing to choose when there is one, radios when there are several. */
export function SessionPicker({ language, event, choices, form }: Props) {
  const say = words[language].register;
  const upcoming = choices.filter(({ standing }) => standing !== 'past');
  const [first] = upcoming;
  if (first === undefined) return null;
  if (choices.length === 1)
    return (
      <p class="chosen">
        <input type="hidden" name="session" value={first.session.id} />
        <SessionTimes {...{ session: first.session, event, language }} />
        <SeatsLeft {...{ choice: first, event, language }} />
      </p>
    );

  const slots = event.registration.bookBySlot;
  const oneDay = new Set(upcoming.map(({ session }) => dateOf(session.timings[0].begin))).size === 1;
  const error = errorAt('session', form, event, language);
  const hint = event.registration.sessionPolicy === 'any-sessions' ? say.anySessions : undefined;
  const firstFree = upcoming.find(({ free, list }) => free || list);
  return (
    <fieldset
      class={error === undefined ? 'field' : 'field wrong'}
      {...description({ name: 'session', hint, error })}
    >
      <legend>
        {slots ? say.chooseSlot : say.chooseSession}
        {oneDay && <span>{shortDay(first.session.timings[0].begin, language)}</span>}
      </legend>
      <Hint name="session" hint={hint} />
      <ErrorText name="session" error={error} />
      <div class={slots ? 'choices slots' : 'choices'}>
        {upcoming.map((choice, index) => {
          const { session, free, list } = choice;
          const canBeAsked = free || list;
          const id =
            choice === firstFree || (firstFree === undefined && index === 0)
              ? 'session'
              : `session-${index + 1}`;
          return (
            <label key={session.id} class="choice">
              <input
                type="radio"
                id={id}
                name="session"
                value={session.id}
                required
                disabled={!canBeAsked}
                checked={canBeAsked && form.values.session === session.id}
              />
              <span>
                <SessionTimes {...{ session, event, language, oneDay }} />
                <SeatsLeft {...{ choice, event, language }} />
              </span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

type TimesProps = { session: Session; event: EventDetails; language: Language; oneDay?: boolean };

export const SessionTimes = ({ session, event, language, oneDay = false }: TimesProps) => (
  <strong>{sessionTimes(session, event, language, oneDay)}</strong>
);

/** « lundi 8 novembre, de 9 h à 10 h 30 », for each timing, and on which side of a mixed event. */
export function sessionTimes(
  { timings, online }: Session,
  { attendanceMode }: EventDetails,
  language: Language,
  withoutDay = false,
): string {
  const say = eventWords[language];
  const times = timings.map(({ begin, end }) =>
    withoutDay ? hours(begin, end, language) : say.session(begin, end),
  );
  const side = attendanceMode === 'mixed' ? [online ? say.online : say.onSite] : [];
  return [times.join(' + '), ...side].join(', ');
}
