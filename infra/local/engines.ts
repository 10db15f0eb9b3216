import { accessLedger } from './access-ledger.ts';
import type { Blueprint } from './blueprint.ts';
import type { DataFolder } from './data-folder.ts';
import { edge, type Hooks } from './edge.ts';
import { startInbox } from './inbox.ts';
import type { openServer } from './local-server.ts';
import { mailEvents } from './mail-events.ts';
import { CannotStart } from './place.ts';
import type { Progress } from './progress.ts';
import { startQueueEngine } from './queue-engine.ts';
import { secretEngine } from './secrets.ts';
import type { StageClock } from './stage-clock.ts';
import { startTableEngine } from './table-engine.ts';

type EnginesSettings = {
  readonly blueprint: Blueprint;
  readonly data: DataFolder;
  readonly clock: StageClock;
  readonly door: Awaited<ReturnType<typeof openServer>>;
  readonly inboxPort: number;
  readonly fresh: boolean;
  readonly hooks: Hooks;
  readonly progress: Progress;
  readonly onBroken: (line: string) => void;
  readonly onStop: (end: () => Promise<void> | void) => void;
};

/** The stage's own key at the edge, and that of the commands a person runs. */
export const operatorKey = 'operator';

/** Starts what stands in for AWS's services, creates what the templates declare in them, and puts the edge in front. */
export async function startEngines(settings: EnginesSettings) {
  const { blueprint, data, clock, door, onStop } = settings;
  const { say, step } = settings.progress;
  const [table, ...more] = blueprint.tables;
  if (table === undefined || more.length > 0)
    throw new CannotStart('The stacks must declare exactly one table.');

  const engine = await step('DynamoDB engine started', async () => {
    const started = await startTableEngine(data.file('table.db'), settings.onBroken);
    onStop(started.stop);
    return started;
  });
  const streamInEngine = await engine.createTable(table, settings.fresh);
  const { queues, inbox } = await step('Queues and inbox started', async () => {
    const startedQueues = await startQueueEngine(blueprint.queues);
    onStop(startedQueues.stop);
    const startedInbox = await startInbox(settings.inboxPort, data.file('mails.jsonl'), clock);
    onStop(startedInbox.stop);
    return { queues: startedQueues, inbox: startedInbox };
  });

  const ledger = accessLedger(blueprint.functions);
  const callers = new Map(blueprint.functions.map(({ accessKeyId, name }) => [accessKeyId, name]));
  const bells = new Map<string, () => void>();
  let activity = 0;
  const onWrite = (name: string): void => {
    activity += 1;
    bells.get(name)?.();
  };
  const tellOf = mailEvents({
    ...{ routes: blueprint.mailEvents, client: queues.client, origin: queues.origin },
    ...{ now: clock.now, onWrite, onTrouble: say },
  });
  const gate = edge({
    engines: {
      dynamodb: engine,
      streams: engine,
      sqs: queues,
      ses: inbox,
      secretsmanager: secretEngine(data.file('secrets.json'), blueprint.secrets),
    },
    ledger,
    hooks: settings.hooks,
    ownAccessKeyId: operatorKey,
    callerOf: (accessKeyId) => callers.get(accessKeyId),
    now: clock.now,
    streamArns: [{ here: table.streamArn, engine: streamInEngine }],
    onWrite,
    onMail: (form, answer) => {
      inbox.keep(form, answer);
      tellOf(form, answer);
    },
    onDenied: (line) => say(`Denied: ${line}`),
  });
  onStop(gate.stop);
  door.serve(gate.listener);

  return {
    table,
    engine,
    queues,
    inbox,
    ledger,
    /** Grows with every write and every message that passes the edge. */
    activity: () => activity,
    /** Rung by every write to this table. */
    onWriteTo: (name: string, ring: () => void): void => {
      bells.set(name, ring);
    },
  };
}

export type Engines = Awaited<ReturnType<typeof startEngines>>;
