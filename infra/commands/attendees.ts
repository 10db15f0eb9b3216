import { parseArgs } from 'node:util';
import type { SessionId } from '../../shared/domain/ids.ts';
import { listRegistrations } from '../../shared/store/lists.ts';
import { findSession } from '../../shared/store/programme.ts';
import { attendeeList } from './attendee-list.ts';
import { deployedStages, type Reached, reachDeployedStage, reachLocalStage } from './stage.ts';

const usage = `npm run --silent attendees -- --session ID [--stage ${deployedStages.join('|')}] > list.csv
  Writes who comes to a session as CSV; without --stage from the local stage that is running.`;

try {
  const { values } = parseArgs({ options: { session: { type: 'string' }, stage: { type: 'string' } } });
  if (values.session === undefined) fail(usage);
  else await write(values.session as SessionId, await reach(values.stage));
} catch (error) {
  fail(error instanceof Error ? error.message : String(error));
}

async function write(session: SessionId, reached: Reached): Promise<void> {
  if ('unreachable' in reached) return fail(reached.unreachable);
  const { store } = reached;
  if ((await findSession(store, session)) === undefined) return fail(`There is no session "${session}".`);
  process.stdout.write(attendeeList(await listRegistrations(store, session)));
}

async function reach(stage: string | undefined): Promise<Reached> {
  if (stage === undefined || stage === 'local') return reachLocalStage();
  const deployed = deployedStages.find((name) => name === stage);
  return deployed === undefined
    ? { unreachable: `There is no stage "${stage}": choose local, ${deployedStages.join(' or ')}.` }
    : reachDeployedStage(deployed);
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = 1;
}
