import { maxParty } from '../domain/booking.ts';
import { isGroup } from '../domain/programme.ts';
import { LabelledField } from './fields.tsx';
import { errorAt } from './form.ts';
import { PartyControl } from './party-control.tsx';
import type { RegisterFormProps } from './register-form.tsx';
import { joinWords } from './words.ts';

/** Whoever chooses a session shown as « Complet, liste d'attente » joins its list; who said so already is not asked again. */
export function ListedSessions({ choices, form: { values } }: RegisterFormProps) {
  if (values.join === 'true') return <input type="hidden" name="join" value="true" />;
  const listed = choices.filter(({ list }) => list).map(({ session }) => session.id);
  return listed.length === 0 ? null : <input type="hidden" name="list" value={listed.join(' ')} />;
}

/** Whether the form's main button can only lead to a list. */
export const joinsByButton = ({ choices }: RegisterFormProps): boolean =>
  choices.some(({ list }) => list) && !choices.some(({ free }) => free);

/** Folded away: the fewest seats a party would take, asked where not all of them may be had. */
export function FewerSeats({ language, event, choices, form }: RegisterFormProps) {
  const max = maxParty(event);
  const { refusal, values } = form;
  const mayWait = choices.some(({ list }) => list) || (refusal?.code === 'sold_out' && refusal.mayJoin);
  if (!mayWait || max === 1 || isGroup(event.registration)) return null;
  const say = joinWords[language];
  const error = errorAt('minimumSeats', form, event, language);
  const typed = values.minimumSeats ?? '';
  return (
    <details open={error !== undefined || typed !== ''}>
      <summary>{say.fewer}</summary>
      <LabelledField
        name="minimumSeats"
        label={say.fewest}
        hint={say.fewestHint}
        error={error}
        control={(described) => (
          <PartyControl {...{ described }} max={max - 1} group={false} value={typed} none={say.all} />
        )}
      />
    </details>
  );
}
