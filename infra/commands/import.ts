import { parseArgs } from 'node:util';
import { readEditionText } from './edition/edition-text.ts';
import { importEdition } from './edition/import-edition.ts';
import { progressBar } from './edition/progress.ts';
import { problemLines, summaryLines } from './edition/summary.ts';
import { validate } from './edition/validation.ts';
import {
  type DeployedStage,
  deployedStages,
  type Reached,
  reachDeployedStage,
  reachLocalStage,
} from './stage.ts';

const usage = `npm run import -- FILE [--dry-run] [--stage ${deployedStages.join('|')}]
  Loads an edition file; without --stage into the local stage that is running.`;

const IMPORTED = 0;
const REFUSED = 1;
const MISUSED = 2;

process.exitCode = await main(process.argv.slice(2)).catch((error: unknown) =>
  complain(REFUSED, [
    `The import stopped: ${error instanceof Error ? error.message : String(error)}`,
    'What was written is sound; run the import again to complete it.',
  ]),
);

async function main(args: readonly string[]): Promise<number> {
  const asked = readArguments(args);
  if ('help' in asked) return say(IMPORTED, [usage]);
  if ('misuse' in asked) return complain(MISUSED, [asked.misuse, usage]);

  const read = await readEditionText(asked.file);
  if ('unreadable' in read) return complain(REFUSED, [read.unreadable]);
  const { problems } = validate(read.text);
  if (problems) return refuse(problems, asked.file);

  const reached = await reach(asked.stage);
  if ('unreachable' in reached) return complain(REFUSED, [reached.unreachable]);
  const outcome = await importEdition({
    store: reached.store,
    text: read.text,
    dryRun: asked.dryRun,
    report: progressBar(process.stderr),
  });
  if (outcome.kind === 'invalid') return refuse(outcome.problems, asked.file);

  say(IMPORTED, summaryLines(outcome.summary, asked.dryRun));
  const { refused } = outcome.summary;
  return refused.length === 0 ? IMPORTED : complain(REFUSED, problemLines(refused, asked.file));
}

type Asked = { readonly file: string; readonly dryRun: boolean; readonly stage: DeployedStage | undefined };

function readArguments(
  args: readonly string[],
): Asked | { readonly misuse: string } | { readonly help: true } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        stage: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return { help: true };
    const [file, ...more] = positionals;
    if (file === undefined) return { misuse: 'Which file? Name the edition file to import.' };
    if (more.length > 0) return { misuse: `One file at a time: ${more.join(', ')} is too much.` };
    if (values.stage === undefined || values.stage === 'local')
      return { file, dryRun: values['dry-run'], stage: undefined };
    const stage = deployedStages.find((name) => name === values.stage);
    return stage === undefined
      ? { misuse: `There is no stage "${values.stage}": choose local, ${deployedStages.join(' or ')}.` }
      : { file, dryRun: values['dry-run'], stage };
  } catch (error) {
    return { misuse: error instanceof Error ? error.message : String(error) };
  }
}

async function reach(stage: DeployedStage | undefined): Promise<Reached> {
  return stage === undefined ? reachLocalStage() : reachDeployedStage(stage);
}

function refuse(problems: Parameters<typeof problemLines>[0], file: string): number {
  return complain(REFUSED, [
    ...problemLines(problems, file),
    `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in ${file}: nothing was written.`,
  ]);
}

function say(exitCode: number, lines: readonly string[]): number {
  for (const line of lines) console.log(line);
  return exitCode;
}

function complain(exitCode: number, lines: readonly string[]): number {
  for (const line of lines) console.error(line);
  return exitCode;
}
