import * as z from 'zod';
import { readAddress } from '../../../shared/domain/people.ts';

const SLUG_MAX = 80; // a session's id travels within the link to a registration
const PHONE = /^(\+[1-9][0-9 ]{5,18}|0[1-9]([ .]?[0-9]{2}){4})$/;

/** A text that holds to a rule, with what is wrong otherwise and how to mend it. */
const ruled = (holds: (value: string) => boolean, wrong: string, mend: string) =>
  z.string().refine(holds, { error: wrong, params: { mend } });

const codePoints = (text: string): number => [...text].length;

const written = (max: number, lines: boolean) =>
  z.string().superRefine((text, context) => {
    const say = (message: string, mend: string) =>
      context.addIssue({ code: 'custom', message, params: { mend } });
    if (text.trim() === '') say('is empty', 'Write the text or remove the key');
    if (
      (lines ? /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u : /[\p{Cc}\u2028-\u202e\u2066-\u2069]/u).test(
        text,
      )
    )
      say('has control characters', 'Remove them: a line break, a tab or something invisible was pasted');
    if (codePoints(text) > max) say(`has ${codePoints(text)} characters`, `Shorten it to at most ${max}`);
  });

export const line = (max: number) => written(max, false);
export const lines = (max: number) => written(max, true);

const inBoth = (text: z.ZodString) => z.strictObject({ fr: text, en: text.optional() });
export const localisedLine = (max: number) => inBoth(line(max));
export const localisedLines = (max: number) => inBoth(lines(max));

export const slug = ruled(
  (text) => /^[a-z0-9-]+$/.test(text) && text.length <= SLUG_MAX,
  'is not a slug',
  `Write 1 to ${SLUG_MAX} lower-case letters without accents, digits and hyphens`,
);

export const timingId = ruled(
  (text) => /^[A-Za-z0-9_-]+$/.test(text) && text.length <= SLUG_MAX,
  'is not an id',
  `Write 1 to ${SLUG_MAX} letters without accents, digits, hyphens and underscores (no #)`,
);

export const instantText = ruled(
  (text) => z.iso.datetime({ offset: true }).safeParse(text).success,
  'is not an instant with its offset',
  'Write it like 2027-11-23T14:30:00+01:00; the offset from UTC is mandatory and the day must exist',
);

export const dateText = ruled(
  (text) => z.iso.date().safeParse(text).success,
  'is not a date',
  'Write it like 2027-11-23, a day that exists',
);

export const email = ruled(
  (text) => readAddress(text) === text,
  'is not an e-mail address',
  'Write it like nom@domaine.fr',
);

export const phone = ruled(
  (text) => PHONE.test(text),
  'is not a telephone number',
  'Write it like +33353010042 or 03 53 01 00 42',
);

export const httpsUrl = ruled(
  (text) => {
    const url = URL.parse(text);
    return url?.protocol === 'https:' && url.username === '' && url.password === '' && !/\s/.test(text);
  },
  'is not an https address without user name and password',
  'Write it like https://example.org/inscription',
);

export const insee = ruled(
  (text) => /^[0-9][0-9AB][0-9]{3}$/.test(text),
  'is not an INSEE code',
  'Write its 5 characters between quotation marks, like "54395"',
);

export const postalCode = ruled(
  (text) => /^[0-9]{5}$/.test(text),
  'is not a postal code',
  'Write its 5 digits between quotation marks, like "54000"',
);

export const languageCode = ruled(
  (text) => /^[a-z]{2}$/.test(text),
  'is not a language',
  'Write its two-letter code, like fr',
);

export const schemaVersion = ruled(
  (text) => /^1\.[0-9]+\.[0-9]+$/.test(text),
  'is another version of the schema',
  'This importer reads version 1, like "1.0.0"',
);

export const accessibility = z.strictObject({
  hi: z.boolean(),
  ii: z.boolean(),
  mi: z.boolean(),
  pi: z.boolean(),
  vi: z.boolean(),
});
