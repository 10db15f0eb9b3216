import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { accessLedger } from './access-ledger.ts';
import { readAgenda } from './agenda.ts';
import { awsClient } from './aws-client.ts';
import { type Blueprint, readBlueprint } from './blueprint.ts';
import { control, type Drained, type Health, type Moved } from './control.ts';
import { openDataFolder, writeWhole } from './data-folder.ts';
import { type Hooks, openEdge } from './edge.ts';
import { httpApi } from './gateway.ts';
import { without } from './iam.ts';
import { startInbox } from './inbox.ts';
import { minuteHand } from './minute-hand.ts';
import { inParis, readMoment } from './moment.ts';
import { CannotStart } from './place.ts';
import { progress } from './progress.ts';
import { startQueueEngine } from './queue-engine.ts';
import { queuePoller } from './queue-poller.ts';
import { untilQuiet } from './quiet.ts';
import { loadSampleEdition } from './sample-edition.ts';
import { isRare, type Job, readSchedule, scheduledRequest } from './schedules.ts';
import { secretEngine } from './secrets.ts';
import { openServer } from './site-server.ts';
import { stageClock } from './stage-clock.ts';
import { streamPoller } from './stream-poller.ts';
import { synthesise } from './synthesis.ts';
import { startTableEngine } from './table-engine.ts';
import { comeToRest, travel } from './time-travel.ts';
import { functionPool } from './workers.ts';

export type StageOptions = {
  readonly dataFolder: string;
  /** 0 takes any free port. */
  readonly ports: { readonly site: number; readonly inbox: number; readonly control: number };
  /** Where the clock starts the first time; afterwards it goes on from where it was. */
  readonly clock?: string;
  readonly fresh?: boolean;
  /** Leaves the table empty at the first start. */
  readonly empty?: boolean;
  /** Takes a granted action away, to see what then fails. */
  readonly withoutAction?: { readonly function: string; readonly action: string };
  readonly hooks?: Hooks;
  readonly say?: (line: string) => void;
  /** A part of the stage died: it can only be stopped. */
  readonly onBroken?: (line: string) => void;
};

export type Stage = Awaited<ReturnType<typeof startStage>>;

const ownAccessKeyId = 'operator';
const defaultClock = '2027-10-18T09:00'; // a Monday in Paris: registrations to the sample edition are open
const patienceMs = 60_000;

/** Runs the synthesised stacks on this machine until `stop()`. A stage that cannot start leaves nothing running. */
export async function startStage(options: StageOptions) {
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    return { ...(await start(options, (end) => stops.push(end))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: StageOptions, onStop: (end: () => Promise<void> | void) => void) {
  const { ports, hooks = {}, say = () => {}, onBroken = say } = options;
  const { step } = progress(say);
  process.env['TZ'] = 'UTC'; // as in Lambda: worker threads share the time zone of the process

  const data = openDataFolder(options.dataFolder, { fresh: options.fresh === true });
  onStop(data.release);
  const site = await openServer(ports.site, 'PASSERELLE_SITE_PORT');
  onStop(site.stop);
  const knobs = await openServer(ports.control, 'PASSERELLE_CONTROL_PORT');
  onStop(knobs.stop);
  const clock = stageClock(data.file('clock.json'), () => firstMoment(options.clock));
  onStop(clock.stop);
  const edge = await openEdge();
  onStop(edge.stop);

  const assembly = await step('Stacks synthesised, functions bundled', () =>
    synthesise({ siteUrl: site.url }, data.file('assembly')),
  );
  const blueprint = withdraw(readBlueprint(assembly, edge.url), options.withoutAction);
  const [table] = blueprint.tables;
  if (table === undefined || blueprint.tables.length > 1)
    throw new CannotStart('The stacks must declare one table.');
  const jobs = blueprint.schedules.map(readSchedule);

  const engine = await step('DynamoDB engine started', () =>
    startTableEngine(data.file('table.db'), onBroken),
  );
  onStop(engine.stop);
  const streamInEngine = await engine.createTable(table);
  const { queues, inbox } = await step('Queues and inbox started', async () => ({
    queues: await startQueueEngine(blueprint.queues),
    inbox: await startInbox(ports.inbox, data.file('mails.jsonl'), clock),
  }));
  onStop(queues.stop);
  onStop(inbox.stop);

  const ledger = accessLedger(blueprint.functions);
  const callers = new Map(blueprint.functions.map(({ accessKeyId, name }) => [accessKeyId, name]));
  const bells = new Map<string, () => void>();
  let activity = 0;
  edge.serve({
    engines: {
      dynamodb: engine,
      streams: engine,
      sqs: queues,
      ses: inbox,
      secretsmanager: secretEngine(data.file('secrets.json'), blueprint.secrets),
    },
    ledger,
    hooks,
    ownAccessKeyId,
    callerOf: (accessKeyId) => callers.get(accessKeyId),
    now: clock.now,
    streamArns: [{ here: table.streamArn, engine: streamInEngine }],
    onWrite: (name) => {
      activity += 1;
      bells.get(name)?.();
    },
    onMail: inbox.keep,
    onDenied: (line) => say(`Denied: ${line}`),
  });

  if (options.empty !== true && !existsSync(data.file('edition-loaded'))) {
    await step('Sample edition loaded', () => loadSampleEdition(edge.url, ownAccessKeyId, table.name));
    writeFileSync(data.file('edition-loaded'), '');
  }

  const pools = new Map(
    blueprint.functions.map((definition) => {
      const logFile = data.file('logs', `${definition.name}.log`);
      const pool = functionPool(definition, {
        edgeUrl: edge.url,
        offset: clock.offset,
        logFile,
        onTrouble: say,
      });
      onStop(pool.stop);
      return [definition.name, pool];
    }),
  );
  const invoke = (name: string, payload: unknown, requestId?: string) =>
    pools.get(name)!.invoke(payload, requestId);
  await step(`${pools.size} functions started`, () =>
    Promise.all([...pools.values()].map((pool) => pool.warm())),
  );

  const clientOf = (name: string) => {
    const client = awsClient(edge.url, blueprint.functions.find((it) => it.name === name)!.accessKeyId);
    onStop(client.close);
    return client;
  };
  const streams = blueprint.streamSources.map((source) =>
    streamPoller({
      source,
      client: clientOf(source.functionName),
      invoke: (payload) => invoke(source.functionName, payload),
      checkpointFile: data.file(`stream-${source.functionName}.json`),
      offsetMs: () => clock.now() - Date.now(),
      onTrouble: say,
    }),
  );
  for (const poller of streams) {
    onStop(poller.stop);
    bells.set(poller.table, poller.ring);
  }
  const workers = blueprint.queueSources.map((source) =>
    queuePoller({
      source,
      client: clientOf(source.functionName),
      engine: queues.client,
      queueUrl: `${edge.url}/000000000000/${source.EventSourceArn.split(':').at(-1)}`,
      invoke: (payload) => invoke(source.functionName, payload),
      now: clock.now,
      onTrouble: say,
    }),
  );
  for (const poller of workers) onStop(poller.stop);

  const run = async (job: Job): Promise<void> => {
    await invoke(job.functionName, scheduledRequest(job, clock.now()));
  };
  const hand = minuteHand({ jobs, now: clock.now, run });
  onStop(hand.stop);

  const busyFunctions = () => [...pools.values()].filter((pool) => pool.busy()).map(({ name }) => name);
  const observed = {
    streams,
    queues: workers,
    depths: queues.depths,
    busyFunctions,
    activity: () => activity,
  };
  const agenda = (nowMs: number) => readAgenda(engine.client, table.name, nowMs);
  const journey = {
    clock,
    jobs,
    agenda,
    run,
    nextReturn: () => earliest(workers.map((poller) => poller.nextReturn())),
    settle: async () => {
      for (const poller of workers) await poller.returnDue();
      return untilQuiet(observed, { patienceMs });
    },
  };

  const moveClock = async (targetMs: number): Promise<Moved> => {
    const arrival = await hand.holdDuring(() => travel(targetMs, journey));
    if (arrival === 'held already') return { kind: 'busy' };
    if (arrival.unsettled !== undefined) return { kind: 'unsettled', waitingFor: arrival.unsettled };
    return { kind: 'arrived', stops: arrival.stops };
  };

  const drain = async (drainPatienceMs = patienceMs): Promise<Drained> => {
    const deadline = performance.now() + drainPatienceMs;
    for (;;) {
      const remainingMs = Math.max(0, deadline - performance.now());
      const quiet = await untilQuiet(observed, { patienceMs: remainingMs, strict: true });
      if (quiet !== 'settled') return { drained: false, waitingFor: quiet };
      const { overdue } = await agenda(clock.now());
      if (overdue.length === 0) return { drained: true, waitingFor: [] };
      if (performance.now() > deadline)
        return { drained: false, waitingFor: overdue.map((key) => `due: ${key}`) };
      const rested = await hand.holdDuring(() => comeToRest(journey));
      if (rested === 'held already') await wait(50);
      else if (rested !== 'settled') return { drained: false, waitingFor: rested };
      else await wait(250); // a further try of the same tick at the same instant would find the same
    }
  };

  const health = async (): Promise<Health> => ({
    table: { ok: await engine.answers(), origin: engine.origin },
    inbox: { ok: await inbox.answers() },
    queues: { ok: true, depths: await queues.depths() },
    ...Object.fromEntries(
      streams.map((it) => [
        `stream of ${it.table}`,
        { ok: it.trouble() === undefined, trouble: it.trouble() },
      ]),
    ),
    ...Object.fromEntries(
      workers.map((it) => [`queue ${it.queue}`, { ok: it.trouble() === undefined, trouble: it.trouble() }]),
    ),
    ...Object.fromEntries([...pools].map(([name, pool]) => [name, { ok: true, ...pool.state() }])),
  });

  const addresses = { site: site.url, inbox: `http://localhost:${inbox.port}`, control: knobs.url };
  const routes = blueprint.routes;
  knobs.serve(control({ ...addresses, now: clock.now, health, access: ledger.report, moveClock, drain }));
  site.serve(httpApi({ routes, invoke, now: clock.now }));
  const stageFile = data.file('stage.json');
  writeWhole(
    stageFile,
    JSON.stringify({ ...addresses, edge: edge.url, table: table.name, pid: process.pid }, null, 2),
  );
  onStop(() => rmSync(stageFile, { force: true }));

  return {
    ...addresses,
    edge: edge.url,
    table: table.name,
    dataFolder: data.folder,
    now: () => inParis(clock.now()),
    access: ledger.report,
    leftOut: blueprint.leftOut,
    frequentJobs: jobs.filter((job) => !isRare(job)).map(({ functionName }) => functionName),
  };
}

function firstMoment(text: string = defaultClock): number {
  const moment = readMoment(text);
  if (moment === undefined) throw new CannotStart(`PASSERELLE_CLOCK is not a date-time: "${text}".`);
  return moment;
}

function withdraw(blueprint: Blueprint, taken: StageOptions['withoutAction']): Blueprint {
  if (taken === undefined) return blueprint;
  const functions = blueprint.functions.map((it) =>
    it.name === taken.function ? { ...it, statements: without(it.statements, taken.action) } : it,
  );
  return { ...blueprint, functions };
}

const earliest = (moments: readonly (number | undefined)[]): number | undefined => {
  const known = moments.filter((it) => it !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
};
