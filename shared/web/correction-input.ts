import * as z from 'zod/mini';
import type { Correction } from '../domain/correction.ts';
import {
  coded,
  errorsOf,
  type FieldError,
  type FormValues,
  line,
  partyUpTo,
  typedValues,
  wholeNumber,
} from './registration-input.ts';

export type CorrectionReading =
  | { readonly ok: true; readonly correction: Correction }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

/** What a bearer may correct; a first name of `null` is forgotten. */
export const correctionSchema = (mostPeople: number) =>
  z
    .strictObject(
      {
        lastName: z.optional(line()),
        firstName: z.optional(z.nullable(line())),
        partySize: z.optional(partyUpTo(mostPeople)),
      },
      coded('required'),
    )
    .check(z.refine((correction) => Object.keys(correction).length > 0, 'required'));

/** Reads a JSON body strictly: unknown fields are refused, nothing is coerced, and something must be corrected. */
export function readCorrection(body: unknown, mostPeople: number): CorrectionReading {
  const { data, error } = correctionSchema(mostPeople).safeParse(body);
  if (error !== undefined) return { ok: false, errors: error.issues.flatMap(errorsOf) };
  const { firstName, ...others } = data;
  return {
    ok: true,
    correction: firstName === undefined ? others : { ...others, firstName: firstName ?? undefined },
  };
}

/** Reads a form post: an empty first name is none, `take` is the offer of what is left. */
export function readCorrectionForm(
  body: unknown,
  mostPeople: number,
): CorrectionReading & { readonly values: FormValues } {
  const { lastName = '', firstName = '', partySize, take } = typedValues(body);
  const people = take ?? partySize;
  const values = { lastName, firstName, ...(people !== undefined && { partySize: people }) };
  const { data, error } = z
    .object({ lastName: line(), firstName: z.optional(line()), partySize: z.optional(partyUpTo(mostPeople)) })
    .safeParse({
      lastName: filled(lastName),
      firstName: filled(firstName),
      partySize: people === undefined ? undefined : (wholeNumber(people) ?? Number.NaN),
    });
  if (error !== undefined) return { ok: false, errors: error.issues.flatMap(errorsOf), values };
  return { ok: true, correction: { ...data, firstName: data.firstName }, values };
}

const filled = (typed: string): string | undefined => (typed.trim() === '' ? undefined : typed);
