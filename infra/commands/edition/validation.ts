import type { EditionDraft } from './draft.ts';
import { readDraft } from './draft.ts';
import { type Problem, pathTo } from './problems.ts';
import { checkNames } from './references.ts';
import { checkTimes, offsetNotes } from './schedule.ts';
import type { EditionFile } from './schema.ts';
import { checkSeats } from './seats.ts';

export type Validation =
  | { readonly problems: readonly [Problem, ...Problem[]] }
  | { readonly file: EditionFile; readonly notes: readonly string[]; readonly problems?: undefined };

/** Everything that is wrong with the text of an edition file, or the file itself. */
export function validate(text: string): Validation {
  const json = readJson(text);
  if ('problem' in json) return { problems: [json.problem] };
  const { draft, problems } = readDraft(json.value);
  const found = [...problems, ...checkNames(draft), ...checkTimes(draft), ...checkSeats(draft)];
  const [first, ...more] = found.map((problem) => ({ ...problem, of: ownerOf(problem, draft) }));
  if (first !== undefined) return { problems: [first, ...more] };
  return { file: draft as EditionFile, notes: [...offsetNotes(draft), ...quotaNotes(draft)] };
}

function ownerOf({ path }: Problem, { organisers, venues, events }: EditionDraft): string | undefined {
  const [, list, index] = /^(organisers|venues|events)\[(\d+)\]./.exec(path) ?? [];
  const lists = { organisers, venues, events };
  return list === undefined ? undefined : lists[list as keyof typeof lists]?.[Number(index)]?.slug;
}

function readJson(text: string): { readonly value: unknown } | { readonly problem: Problem } {
  const refuse = (wrong: string, mend: string) => ({ problem: { path: '', wrong, mend } });
  if (text.startsWith('\ufeff'))
    return refuse('begins with a byte order mark', 'Save it as UTF-8 without BOM');
  if (text.trim() === '') return refuse('is empty', 'Export the edition again');
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const position = /\(line \d+ column \d+\)/.exec(message)?.[0].slice(1, -1);
    const where = position ?? (/end of JSON/.test(message) ? 'at its end' : 'somewhere');
    return refuse(`is not JSON, ${where}`, 'Look for a missing comma, quotation mark or bracket just before');
  }
}

const quotaNotes = ({ events }: EditionDraft): readonly string[] =>
  (events ?? []).flatMap((event, at) =>
    event?.registration?.audienceQuota
      ? [`${pathTo('events', at, 'registration', 'audienceQuota')}: not applied yet`]
      : [],
  );
