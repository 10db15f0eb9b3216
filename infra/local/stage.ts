import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { type Blueprint, readBlueprint } from './blueprint.ts';
import { control } from './control.ts';
import { openDataFolder, writeWhole } from './data-folder.ts';
import type { Hooks } from './edge.ts';
import { operatorKey, startEngines } from './engines.ts';
import { startEventSources } from './event-sources.ts';
import { chained, injectFaults } from './faults.ts';
import { httpApi } from './gateway.ts';
import { healthOf } from './health.ts';
import { openServer } from './local-server.ts';
import { inParis, readMoment } from './moment.ts';
import { startMotion } from './motion.ts';
import { CannotStart } from './place.ts';
import { progress as tell } from './progress.ts';
import { loadSampleEdition } from './sample-edition.ts';
import { readSchedule } from './schedules.ts';
import { stageClock } from './stage-clock.ts';
import { synthesise } from './synthesis.ts';
import { startFunctions } from './workers.ts';

export type StageOptions = {
  readonly dataFolder: string;
  /** 0 takes any free port. */
  readonly ports: { readonly site: number; readonly inbox: number; readonly control: number };
  /** Where the clock starts the first time; afterwards it goes on from where it was. */
  readonly clock?: string;
  /** Throws away what the data folder holds. */
  readonly fresh?: boolean;
  /** Leaves the table empty at the first start. */
  readonly empty?: boolean;
  /** Changes what the templates say before it runs: to take a granted action away, or to add a route to compare with. */
  readonly amend?: (blueprint: Blueprint) => Blueprint;
  readonly hooks?: Hooks;
  readonly say?: (line: string) => void;
  /** Told when a part the stage cannot do without has ended: it can only be stopped then. */
  readonly onBroken?: (line: string) => void;
};

export type Stage = Awaited<ReturnType<typeof startStage>>;
type OnStop = (end: () => Promise<void> | void) => void;

const defaultClock = '2027-10-18T09:00'; // a Monday in Paris: registrations to the sample edition are open

/** Runs the synthesised stacks on this machine until `stop()`. A stage that cannot start leaves nothing running. */
export async function startStage(options: StageOptions) {
  const ends: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) {
      try {
        await end();
      } catch (error) {
        options.say?.(`A part of the stage did not end well: ${error}`); // the others must end all the same
      }
    }
  };
  try {
    return { ...(await start(options, (end) => ends.push(end))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: StageOptions, onStop: OnStop) {
  const { ports, fresh = false, amend = (it) => it, say = () => {}, onBroken = say } = options;
  const progress = tell(say);
  const faults = injectFaults(Math.random);
  const hooks = chained(options.hooks ?? {}, faults.hooks);
  process.env.TZ = 'UTC'; // as in Lambda: worker threads share the time zone of the process

  const data = openDataFolder(options.dataFolder, { fresh });
  onStop(data.release);
  const open = async (port: number, variable: string) => {
    const server = await openServer(port, variable);
    onStop(server.stop);
    return server;
  };
  const site = await open(ports.site, 'PASSERELLE_SITE_PORT');
  const knobs = await open(ports.control, 'PASSERELLE_CONTROL_PORT');
  const door = await open(0, '');
  const edgeUrl = `http://127.0.0.1:${door.port}`;
  const clock = stageClock(data.file('clock.json'), () => firstMoment(options.clock));
  onStop(clock.stop);

  const siteUrl = `http://localhost:${site.port}`;
  const assembly = await progress.step('Stacks synthesised, functions bundled', () =>
    synthesise({ siteUrl }, data.file('assembly')),
  );
  const blueprint = amend(readBlueprint(assembly, edgeUrl));
  const jobs = blueprint.schedules.map(readSchedule);
  const engines = await startEngines({
    ...{ blueprint, data, clock, door, fresh, hooks, progress, onBroken, onStop },
    inboxPort: ports.inbox,
  });
  const table = engines.table.name;
  if (options.empty !== true && !existsSync(data.file('edition-loaded'))) {
    await progress.step('Sample edition loaded', () => loadSampleEdition(edgeUrl, operatorKey, table));
    writeFileSync(data.file('edition-loaded'), '');
  }

  const pools = startFunctions(blueprint.functions, {
    edgeUrl,
    offset: clock.offset,
    logFile: (name) => data.file('logs', `${name}.log`),
    onTrouble: say,
  });
  onStop(pools.stop);
  await progress.step(`${blueprint.functions.length} functions started`, pools.warm);
  const { invoke } = pools;
  const sources = startEventSources({
    blueprint,
    engines,
    edgeUrl,
    data,
    clock,
    invoke,
    onTrouble: say,
    onStop,
  });
  const motion = startMotion({ engines, sources, pools, clock, jobs });
  onStop(motion.stop);

  const addresses = {
    site: siteUrl,
    inbox: `http://localhost:${engines.inbox.port}`,
    control: `http://localhost:${knobs.port}`,
  };
  const access = engines.ledger.report;
  const health = () => healthOf(engines, sources, pools);
  knobs.serve(control({ ...addresses, ...motion, now: clock.now, health, access, faults }));
  site.serve(httpApi({ routes: blueprint.routes, invoke, now: clock.now }));
  const known = { ...addresses, edge: edgeUrl, table };
  writeWhole(data.file('stage.json'), JSON.stringify({ ...known, pid: process.pid }, null, 2));
  onStop(() => rmSync(data.file('stage.json'), { force: true }));

  return {
    ...known,
    dataFolder: data.folder,
    now: () => inParis(clock.now()),
    access,
    drain: motion.drain,
    leftOut: blueprint.leftOut,
  };
}

function firstMoment(text: string = defaultClock): number {
  const moment = readMoment(text);
  if (moment === undefined) throw new CannotStart(`PASSERELLE_CLOCK is not a date-time: "${text}".`);
  return moment;
}
