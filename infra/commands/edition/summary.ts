import { kinds } from './fate.ts';
import { countOf, type Resized, type Summary } from './import-edition.ts';
import { problemLine } from './problems.ts';

/** What an import did, or would do, in lines for a person. */
export function summaryLines(summary: Summary, dryRun: boolean): readonly string[] {
  const { edition, sessions, seats, resized, kept, absent, notes } = summary;
  const thousands = new Intl.NumberFormat('en', { useGrouping: true });
  const row = (name: string, cells: readonly (string | number)[]) =>
    `  ${name.padEnd(14)}${cells.map((cell) => String(cell).padStart(11)).join('')}`;
  const counts = (kind?: (typeof kinds)[number]) =>
    (['created', 'changed', 'unchanged'] as const).map((fate) => countOf(summary, fate, kind));
  return [
    `${edition}: ${sessions} bookable sessions, ${thousands.format(seats)} seats${dryRun ? ' (dry run: nothing written)' : ''}`,
    row('', ['created', 'changed', 'unchanged']),
    ...kinds.map((kind) => row(kind, counts(kind))),
    row('in all', counts()),
    ...resized.map(resizedLine),
    ...(kept.size === 0
      ? []
      : [`Kept, not used yet: ${[...kept].map(([key, count]) => `${key} (${count})`).join(', ')}.`]),
    ...absent.map((what) => `Not in the file, left as it is: ${what}.`),
    ...notes.map((note) => `Note: ${note}.`),
  ];
}

const resizedLine = ({ id, from, to, taken }: Resized): string =>
  `Seats of ${id}: ${from} → ${to}.${
    taken > to ? ` ${taken} are taken: nobody is cancelled, and nobody new gets in until fewer are.` : ''
  }`;

export const problemLines = (problems: Summary['refused'], file: string): readonly string[] =>
  problems.map((problem) => problemLine(problem, file));
