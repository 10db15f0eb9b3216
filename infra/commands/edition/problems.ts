import type * as z from 'zod';

type Step = PropertyKey;

/** Something in the file that must be mended before anything is written. */
export type Problem = {
  readonly path: string;
  /** The slug of what the path leads into: a person knows it better than a number. */
  readonly of?: string | undefined;
  readonly wrong: string;
  readonly mend: string;
};

/** `events[3].registration.opensAt` */
export const pathTo = (...steps: readonly Step[]): string =>
  steps.reduce<string>(
    (path, step) => (typeof step === 'number' ? `${path}[${step}]` : `${path}${path && '.'}${String(step)}`),
    '',
  );

export const problemLine = ({ path, of, wrong, mend }: Problem, file = 'the file'): string =>
  `${path || file}${of === undefined ? '' : ` (${of})`}: ${wrong}. ${mend}.`;

/** What zod found, in words; one problem for each unknown key. */
export function inWords(issue: z.core.$ZodIssue, found: unknown): readonly Problem[] {
  const at = (wrong: string, mend: string): Problem => ({ path: pathTo(...issue.path), wrong, mend });
  switch (issue.code) {
    case 'custom':
      return [at(issue.message, String(issue.params?.mend))];
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: pathTo(...issue.path, key),
        wrong: 'no such key is known here',
        mend: 'Correct its spelling or remove it',
      }));
    case 'invalid_type':
      return [
        found === undefined
          ? at('is missing', `Add it: ${expected(issue.expected)}`)
          : at(`is ${kind(found)}`, `Write ${expected(issue.expected)}`),
      ];
    case 'invalid_value':
      return [
        found === undefined
          ? at('is missing', `Add it: ${choices(issue.values)}`)
          : at(`${shown(found)} is not possible`, `Write ${choices(issue.values)}`),
      ];
    case 'too_small':
      return [at(`${size(found)} is too small`, `At least ${issue.minimum} is possible`)];
    case 'too_big':
      return [at(`${size(found)} is too large`, `At most ${issue.maximum} is possible`)];
    default:
      return [at(`${shown(found)} is not possible`, issue.message)];
  }
}

const expected = (type: string): string =>
  ({
    string: 'a text between quotation marks',
    int: 'a whole number',
    number: 'a number',
    boolean: 'true or false',
    array: 'a list',
    object: 'an object',
  })[type] ?? type;

const kind = (found: unknown): string => {
  if (found === null) return 'null';
  if (Array.isArray(found)) return 'a list';
  return typeof found === 'object' ? 'an object' : shown(found);
};

const choices = (values: readonly z.core.util.Primitive[]): string => {
  const written = values.map(shown);
  return written.length === 1 ? `${written[0]}` : `one of ${written.join(', ')}`;
};

const size = (found: unknown): string => (Array.isArray(found) ? `a list of ${found.length}` : shown(found));

const SHOWN_MAX = 60;
/** A value as the file writes it, short and on one line. */
export const shown = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}…` : text;
};
