import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { queueClient } from '../../functions/production.ts';
import {
  type DeadLetter,
  deadLettersIn,
  findDeadLetterQueues,
  handBack,
  type Replayed,
  replay,
} from '../../shared/mail/dead-letters.ts';
import { deployedStages, type Reached, reachDeployedStage, reachLocalStage } from './stage.ts';

const usage = `npm run redrive -- [--dry-run] [--stage ${deployedStages.join('|')}] [--rate 5] [--id MESSAGE]
  Puts dead letters on their queues again, so many a second; with --dry-run only lists them, with --id only one.
  Doing it twice does no harm. Without --stage on the local stage that is running.`;

const asked = z.strictObject({
  'dry-run': z.boolean().default(false),
  stage: z.enum(['local', ...deployedStages]).default('local'),
  rate: z.coerce.number().positive().max(1_000).default(5),
  id: z.string().optional(),
});
type Asked = z.output<typeof asked>;

try {
  const { values } = parseArgs({
    options: {
      'dry-run': { type: 'boolean' },
      stage: { type: 'string' },
      rate: { type: 'string' },
      id: { type: 'string' },
    },
  });
  const { success, data } = asked.safeParse(values);
  if (success) await redrive(data, await reach(data.stage));
  else fail(usage);
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function redrive({ id, rate, 'dry-run': dryRun, stage }: Asked, reached: Reached): Promise<void> {
  if ('unreachable' in reached) return fail(reached.unreachable);
  const client = queueClient();
  const counts: Record<string, number> = {};
  const tell = (outcome: string, { id, firstSent, about }: DeadLetter): void => {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    console.log(`${outcome.padEnd(8)} ${id}  ${firstSent.toISOString()}  ${about}`);
  };
  for (const queue of await findDeadLetterQueues(client, `passerelle-${stage}-application-Mail`)) {
    const left: DeadLetter[] = [];
    for await (const letter of deadLettersIn(client, queue)) {
      const isAsked = id === undefined || id === letter.id;
      const outcome = isAsked && !dryRun ? await tryToReplay(client, letter) : 'found';
      if (isAsked) tell(outcome, letter);
      if (outcome === 'done' || outcome === 'dropped') await wait(1_000 / rate);
      else left.push(letter);
    }
    for (const letter of left) await handBack(client, letter);
  }
  client.destroy();
  const summary = Object.entries(counts).map(([outcome, count]) => `${count} ${outcome}`);
  console.log(summary.length === 0 ? 'No dead letters.' : `${summary.join(', ')}.`);
  if ('failed' in counts) process.exitCode = 1;
}

/** The name of an error only: its text may hold what the letter holds. */
function tryToReplay(...asked: Parameters<typeof replay>): Promise<Replayed | 'failed'> {
  return replay(...asked).catch((error: unknown) => {
    console.error(error instanceof Error ? error.name : 'unknown');
    return 'failed' as const;
  });
}

function reach(stage: Asked['stage']): Reached | Promise<Reached> {
  return stage === 'local' ? reachLocalStage() : reachDeployedStage(stage);
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = 1;
}
