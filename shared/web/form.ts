import { maxParty } from '../domain/booking.ts';
import { inLanguage, type Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import type { FieldError, FormValues } from './registration-input.ts';
import { words } from './words.ts';

/** Why a well-formed request was not granted, as the page explains it. */
export type Refusal =
  | { readonly code: 'sold_out'; readonly seatsLeft: number; readonly mayJoin?: boolean }
  | { readonly code: 'check_address'; readonly probable: string }
  | { readonly code: 'not_open_yet' | 'closed' | 'cancelled' | 'by_application' | 'send_again' };

/** A form that comes back: what was typed, and what stands in its way. */
export type ReturnedForm = {
  readonly values: FormValues;
  readonly errors: readonly FieldError[];
  readonly refusal?: Refusal | undefined;
};

/** Where the page asks whether the address is right. */
export const addressQuestionId = 'adresse';

export const emptyForm: ReturnedForm = { values: {}, errors: [] };

/** The sentence for one error: the field's own where it has one. */
export const errorText = (error: FieldError, event: EventDetails, language: Language): string =>
  ownText(error, event, language) ?? words[language].errors.any[error.code];

/** The sentence for one error away from its field, which it names. */
export function errorLine(error: FieldError, event: EventDetails, language: Language): string {
  const { register, errors } = words[language];
  const { field } = error;
  const question = event.registration.questions.find(({ id }) => field === `question-${id}`);
  const own = question === undefined ? ownText(error, event, language) : undefined;
  if (own !== undefined) return own;
  const label = question
    ? inLanguage(question.label, language).text
    : field in register && register[field as keyof typeof register];
  const text = errorText(error, event, language);
  return typeof label === 'string'
    ? errors.named(label, `${text.charAt(0).toLowerCase()}${text.slice(1)}`)
    : text;
}

function ownText({ field, code }: FieldError, event: EventDetails, language: Language): string | undefined {
  const { errors } = words[language];
  if (field === 'partySize' && code === 'party_too_large')
    return errors.partySize.party_too_large(maxParty(event));
  const own: Readonly<Record<string, unknown>> =
    field === 'partySize' ||
    field === 'session' ||
    field === 'email' ||
    field === 'lastName' ||
    field === 'establishment'
      ? errors[field]
      : field.startsWith('question-')
        ? errors.answer
        : {};
  const text = own[code];
  return typeof text === 'string' ? text : undefined;
}

/** The sentence beside a field, if something is wrong with it. */
export function errorAt(
  field: string,
  form: ReturnedForm,
  event: EventDetails,
  language: Language,
): string | undefined {
  const { refusal } = form;
  if (field === 'partySize' && refusal?.code === 'sold_out' && refusal.seatsLeft > 0)
    return words[language].errors.partySize.sold_out(refusal.seatsLeft);
  const error = form.errors.find((one) => one.field === field);
  return error && errorText(error, event, language);
}
