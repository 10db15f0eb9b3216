import type { Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import { ELSEWHERE } from './elsewhere.tsx';
import { addressQuestionId, errorAt, errorLine, type Refusal, type ReturnedForm } from './form.ts';
import { Summary } from './summary.tsx';
import { eventWords, words } from './words.ts';

type Props = {
  readonly language: Language;
  readonly event: EventDetails;
  readonly form: ReturnedForm;
  /** Whether the page names other events with seats. */
  readonly elsewhere: boolean;
};

/** What stands in the way of a registration. */
export function ErrorSummary({ language, event, form, elsewhere }: Props) {
  const say = words[language];
  const { refusal, errors } = form;
  const partyText = errorAt('partySize', { values: {}, errors: [], refusal }, event, language);
  const links = [
    ...errors.map((error) => ({ field: error.field, text: errorLine(error, event, language) })),
    ...(partyText === undefined ? [] : [{ field: 'partySize', text: partyText }]),
    ...(refusal?.code === 'check_address'
      ? [{ field: addressQuestionId, text: say.address.question(refusal.probable) }]
      : []),
  ];
  return (
    <Summary
      title={refusal?.code === 'check_address' ? say.address.title : say.errors.title}
      text={refusal && refusalText(refusal, event, language)}
      links={links}
    >
      {elsewhere && (
        <p>
          <a href={`#${ELSEWHERE}`}>{eventWords[language].alternatives}</a>
        </p>
      )}
    </Summary>
  );
}

function refusalText(refusal: Refusal, event: EventDetails, language: Language): string {
  const { refusals: say, address } = words[language];
  if (refusal.code === 'check_address') return address.nothingYet;
  if (refusal.code === 'sold_out') return say.sold_out(refusal.seatsLeft);
  if (refusal.code === 'not_open_yet') return say.not_open_yet(event.registration.opensAt);
  return say[refusal.code];
}
