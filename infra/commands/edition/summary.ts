import { kinds } from './fate.ts';
import { countOf, type Resized, type Summary, type Told } from './import-edition.ts';
import { problemLine } from './problems.ts';

/** What an import did, or would do, in lines for a person. */
export function summaryLines(summary: Summary, dryRun: boolean): readonly string[] {
  const { edition, sessions, seats, resized, told, kept, absent, notes } = summary;
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
    ...told.map((change) => toldLine(change, dryRun)),
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

const toldLine = ({ id, cancelled, byMail, withoutAddress }: Told, dryRun: boolean): string =>
  `${cancelled ? 'Cancelled' : 'Changed'}: ${id}. ${registrations(byMail)} ${dryRun ? 'would be' : 'are'} told by mail${
    withoutAddress > 0 ? `; ${registrations(withoutAddress)} without an address: call them` : ''
  }.`;

const registrations = (count: number): string => `${count} ${count === 1 ? 'registration' : 'registrations'}`;

export const problemLines = (problems: Summary['refused'], file: string): readonly string[] =>
  problems.map((problem) => problemLine(problem, file));
