import type { FieldCode, FieldError } from './registration-input.ts';
import { problem, type Reply } from './reply.ts';

/** What is wrong with a JSON body, field by field. */
export function refusedInput(errors: readonly FieldError[]): Reply {
  const listed = errors.map(({ field, code }) => ({ path: field, code, message: messages[code] }));
  return errors.every(({ code }) => code === 'party_too_large')
    ? problem(422, 'party_too_large', 'One registration cannot bring that many people', { errors: listed })
    : problem(422, 'invalid_input', 'Some fields need correcting', { errors: listed });
}

const messages: Record<FieldCode, string> = {
  required: 'This field is required',
  invalid: 'This value is not valid',
  too_long: 'This text is too long',
  forbidden_characters: 'This text holds characters that cannot be accepted',
  party_too_large: 'One registration cannot bring that many people',
  not_offered: 'This value is not among those offered',
  unknown_field: 'There is no such field',
};
