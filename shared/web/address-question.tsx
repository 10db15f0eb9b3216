import type { Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import { addressQuestionId, type ReturnedForm } from './form.ts';
import { paths } from './paths.ts';
import { words } from './words.ts';

type Props = {
  readonly language: Language;
  readonly event: EventDetails;
  readonly formToken: string;
  readonly form: ReturnedForm;
};

/**
 * Asks whether a frequent domain was meant: one button for each answer, with all that was typed. A form of its own,
 * so that Enter in the other still sends what stands in its fields.
 */
export function AddressQuestion({ language, event, formToken, form: { refusal, values } }: Props) {
  if (refusal?.code !== 'check_address') return null;
  const say = words[language].address;
  const { email: typed = '', ...others } = values;
  return (
    <form
      id={addressQuestionId}
      class="question"
      method="post"
      action={paths.register(language, event.slug)}
      tabIndex={-1}
      aria-labelledby={`${addressQuestionId}-question`}
    >
      <input type="hidden" name="token" value={formToken} />
      <input type="hidden" name="keptAddress" value={typed} />
      {Object.entries(others).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <p>
        <strong id={`${addressQuestionId}-question`}>{say.question(refusal.probable)}</strong>
        <br />
        {say.typed(typed)}
      </p>
      <p class="actions">
        <button type="submit" name="email" value={refusal.probable}>
          {say.use(refusal.probable)}
        </button>
        <button type="submit" class="second" name="email" value={typed}>
          {say.keep(typed)}
        </button>
      </p>
    </form>
  );
}

/** Sent again unchanged, the address is meant as it stands. */
export const KeptAddress = ({ form: { refusal, values } }: Pick<Props, 'form'>) =>
  refusal?.code === 'check_address' ? (
    <input type="hidden" name="keptAddress" value={values.email ?? ''} />
  ) : null;
