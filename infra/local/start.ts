import { parseArgs } from 'node:util';
import { CannotStart } from './place.ts';
import { type Stage, startStage } from './stage.ts';

const begin = performance.now();
const say = (line: string): void => console.log(line);
const fail = (line: string): void => {
  console.error(line);
  process.exitCode = 1;
};

const env = process.env;
let stage: Stage | undefined;
let stopping = false;

async function end(): Promise<void> {
  if (stopping) process.exit(1); // asked twice
  stopping = true;
  await stage?.stop();
  process.exit();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    void end();
  });
}

try {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  say('Passerelle, local stage');
  stage = await startStage({
    dataFolder: env.PASSERELLE_DATA ?? '.local',
    ports: {
      site: port('PASSERELLE_SITE_PORT', 3000),
      inbox: port('PASSERELLE_INBOX_PORT', 3001),
      control: port('PASSERELLE_CONTROL_PORT', 3002),
    },
    ...(env.PASSERELLE_CLOCK !== undefined && { clock: env.PASSERELLE_CLOCK }),
    fresh: values.fresh,
    say,
    onBroken: (line) => {
      fail(line);
      void end();
    },
  });
  const leftOut = Object.entries(stage.leftOut).map(
    ([type, count]) => `${count} ${type.replace('AWS::', '')}`,
  );
  say(`  Left out here: ${leftOut.join(', ')}`);
  say('');
  say(`  Site     ${stage.site}`);
  say(`  Inbox    ${stage.inbox}`);
  say(`  Control  ${stage.control}`);
  say(`  Clock    ${stage.now()}`);
  say(
    `\nReady after ${((performance.now() - begin) / 1_000).toFixed(1)} s; Ctrl-C stops it. Data and logs: ${stage.dataFolder}`,
  );
} catch (error) {
  fail(error instanceof CannotStart ? error.message : `The local stage does not start: ${describe(error)}`);
  process.exit();
}

function port(variable: string, otherwise: number): number {
  const text = env[variable];
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new CannotStart(`${variable} is not a port: "${text}".`);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
