import { inWords, type Problem } from './problems.ts';
import { type EditionFile, editionFile } from './schema.ts';

/** What can be read of a file: whatever breaks the schema is left out, so that the rest can still be checked. */
export type Draft<T> = T extends string | number | boolean | null | undefined
  ? T | undefined
  : T extends readonly (infer Element)[]
    ? readonly Draft<Element>[] | undefined
    : { readonly [Key in keyof T]?: Draft<T[Key]> } | undefined;

export type EditionDraft = NonNullable<Draft<EditionFile>>;
export type EventDraft = NonNullable<Draft<EditionFile['events'][number]>>;

type Tree = Record<PropertyKey, unknown>;
type Reading = { readonly draft: EditionDraft; readonly problems: readonly Problem[] };

/** Reads the JSON of a file against the schema; without problems, the draft is the whole file. */
export function readDraft(json: unknown): Reading {
  const { error } = editionFile.safeParse(json);
  if (error === undefined) return { draft: json as EditionDraft, problems: [] };

  const problems = error.issues.flatMap((issue) => inWords(issue, valueAt(json, issue.path)));
  const draft = structuredClone(json);
  for (const { code, path } of error.issues) if (code !== 'unrecognized_keys') leaveOut(draft, path);
  return { draft: (isTree(draft) ? draft : {}) as EditionDraft, problems };
}

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;

const valueAt = (root: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, step) => (isTree(value) ? value[step] : undefined), root);

function leaveOut(root: unknown, path: readonly PropertyKey[]): void {
  const last = path.at(-1);
  const owner = valueAt(root, path.slice(0, -1));
  if (last !== undefined && isTree(owner)) owner[last] = undefined;
}
