import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { store } from '../../functions/production.ts';
import type { Store } from '../../shared/store/client.ts';
import type { DeployedStage } from '../settings.ts';
import { stageSettings } from '../stages.ts';

export { type DeployedStage, deployedStages } from '../settings.ts';

/** What a running local stage says about itself in its data folder. */
const runningStage = z.object({ control: z.string(), edge: z.string(), table: z.string() });

const ALIVE_MS = 2_000;

export type Reached = { readonly store: Store } | { readonly unreachable: string };

/** The table of the local stage that is running; the functions' own client reaches it, through the stage's edge. */
export async function reachLocalStage(env: NodeJS.ProcessEnv = process.env): Promise<Reached> {
  const folder = env.PASSERELLE_DATA ?? '.local';
  const stage = readStage(join(folder, 'stage.json'));
  if (stage === undefined || !(await isAlive(stage.control))) {
    return {
      unreachable: 'No local stage is running: start one with `npm start`, or choose one with --stage.',
    };
  }
  delete env.AWS_PROFILE;
  delete env.AWS_SESSION_TOKEN;
  Object.assign(env, {
    TABLE_NAME: stage.table,
    AWS_ENDPOINT_URL: stage.edge,
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: 'operator', // the stage's edge lets this one do everything
    AWS_SECRET_ACCESS_KEY: 'local',
  });
  return { store: store() };
}

/** The table of a deployed stage, with whatever AWS credentials the person has. */
export function reachDeployedStage(name: DeployedStage, env: NodeJS.ProcessEnv = process.env): Reached {
  env.AWS_REGION ??= stageSettings(name).env.region;
  env.TABLE_NAME ??= `passerelle-${name}`;
  return { store: store() };
}

const readStage = (file: string): z.infer<typeof runningStage> | undefined => {
  try {
    return runningStage.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
};

const isAlive = (control: string): Promise<boolean> =>
  fetch(new URL('/health', control), { signal: AbortSignal.timeout(ALIVE_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
