import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { LocalFunction } from './blueprint.ts';
import { lambdaEnvironment } from './lambda-environment.ts';
import type { Offset } from './stage-clock.ts';
import type { Invocation, Outcome, WorkerData } from './worker.ts';

type PoolOptions = {
  readonly edgeUrl: string;
  readonly offset: Offset;
  readonly logFile: string;
  /** Told of every failed invocation and every error a function logs, in one line. */
  readonly onTrouble: (line: string) => void;
};
type Environment = {
  readonly worker: Worker;
  readonly ready: Promise<void>;
  settle?: (outcome: Outcome) => void;
};
type Waiting = { readonly invocation: Invocation; readonly settle: (outcome: Outcome) => void };

/** One to a core, and never so few that a slow invocation holds up all others. */
const mostEnvironments = Math.max(2, Math.min(4, availableParallelism()));

/** The environments of one function: grown when all are busy, each serving one invocation at a time, replaced when it dies. */
export function functionPool(
  definition: LocalFunction,
  { edgeUrl, offset, logFile, onTrouble }: PoolOptions,
) {
  const { name, timeoutSeconds } = definition;
  const log = createWriteStream(logFile, { flags: 'a' });
  const environments = new Set<Environment>();
  const waiting: Waiting[] = [];
  let invocations = 0;
  let failures = 0;
  let deaths = 0;
  let stopping = false;

  function grow(): Environment {
    const workerData: WorkerData = {
      handler: definition.handler,
      context: {
        functionName: definition.physicalName,
        invokedFunctionArn: definition.arn,
        memoryLimitInMB: String(definition.memoryMegabytes),
      },
      offset,
    };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData,
      env: lambdaEnvironment(definition, edgeUrl),
      execArgv: ['--enable-source-maps'],
      stdout: true,
      stderr: true,
    });
    for (const output of [worker.stdout, worker.stderr]) {
      output.on('data', (chunk: Buffer) => {
        log.write(chunk);
        for (const line of chunk.toString().split('\n')) {
          if (line.includes('"level":"ERROR"')) onTrouble(summary(name, line));
        }
      });
    }

    const ready = new Promise<void>((resolve) => {
      worker.once('message', () => resolve());
      worker.once('exit', () => resolve());
    });
    const environment: Environment = { worker, ready };
    environments.add(environment);
    worker.on('message', (outcome: Outcome | 'ready') => {
      if (outcome === 'ready') return;
      environment.settle?.(outcome);
    });
    let lastError = 'the environment ended';
    worker.on('error', (error) => {
      lastError = error instanceof Error ? error.message : String(error);
      log.write(`${error instanceof Error ? error.stack : error}\n`);
    });
    worker.on('exit', () => {
      environments.delete(environment);
      if (stopping) return;
      deaths += 1;
      if (environment.settle === undefined) onTrouble(`${name}: ${lastError}`);
      environment.settle?.(failure('Runtime.ExitError', lastError));
      serve();
    });
    return environment;
  }

  function serve(): void {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const idle = [...environments].find(({ settle }) => settle === undefined);
      const environment = idle ?? (environments.size < mostEnvironments ? grow() : undefined);
      if (environment === undefined) return;
      waiting.shift();
      run(environment, next);
    }
  }

  function run(environment: Environment, { invocation, settle }: Waiting): void {
    const timer = setTimeout(() => {
      environments.delete(environment);
      environment.settle?.(failure('Sandbox.Timedout', `Task timed out after ${timeoutSeconds}.00 seconds`));
      void environment.worker.terminate();
    }, invocation.timeoutMs);
    environment.settle = (outcome) => {
      clearTimeout(timer);
      delete environment.settle;
      if (!outcome.ok) {
        failures += 1;
        onTrouble(`${name} failed: ${outcome.error.type}: ${outcome.error.message}`);
      }
      settle(outcome);
      serve();
    };
    environment.worker.postMessage(invocation);
  }

  return {
    name,
    invoke(payload: unknown, requestId: string = randomUUID()): Promise<Outcome> {
      invocations += 1;
      return new Promise((settle) => {
        const timeoutMs = timeoutSeconds * 1_000;
        waiting.push({ invocation: { requestId, payload: JSON.stringify(payload), timeoutMs }, settle });
        serve();
      });
    },
    /** Starts the first environment, so that the first person does not wait for it. */
    warm: (): Promise<void> => (environments.size > 0 ? Promise.resolve() : grow().ready),
    busy: (): boolean => waiting.length > 0 || [...environments].some(({ settle }) => settle !== undefined),
    state: () => ({
      environments: environments.size,
      waiting: waiting.length,
      invocations,
      failures,
      deaths,
    }),
    async stop(): Promise<void> {
      stopping = true;
      for (const { settle } of waiting.splice(0)) settle(failure('Stopped', 'the local stage stops'));
      await Promise.all([...environments].map(({ worker }) => worker.terminate()));
      for (const { settle } of environments) settle?.(failure('Stopped', 'the local stage stops'));
      await new Promise<void>((resolve) => log.end(() => resolve()));
    },
  };
}

type FunctionsOptions = Omit<PoolOptions, 'logFile'> & { readonly logFile: (name: string) => string };

/** All functions of the stage, by name. */
export function startFunctions(definitions: readonly LocalFunction[], options: FunctionsOptions) {
  const pools = new Map(
    definitions.map((it) => [it.name, functionPool(it, { ...options, logFile: options.logFile(it.name) })]),
  );
  const all = [...pools.values()];
  return {
    invoke(name: string, payload: unknown, requestId?: string): Promise<Outcome> {
      const pool = pools.get(name);
      return pool?.invoke(payload, requestId) ?? Promise.resolve(failure('NoSuchFunction', name));
    },
    warm: () => Promise.all(all.map((pool) => pool.warm())),
    busy: (): readonly string[] => all.filter((pool) => pool.busy()).map(({ name }) => name),
    states: () => Object.fromEntries(all.map((pool) => [pool.name, pool.state()])),
    stop: async (): Promise<void> => {
      await Promise.all(all.map((pool) => pool.stop()));
    },
  };
}

export type FunctionPools = ReturnType<typeof startFunctions>;

const failure = (type: string, message: string): Outcome => ({
  ok: false,
  error: { type, message, stack: '' },
});

function summary(name: string, line: string): string {
  try {
    const { message, reason, error } = JSON.parse(line);
    return `${name}: ${[message, reason, error?.name, error?.message].filter(Boolean).join(': ')}`;
  } catch {
    return `${name}: ${line.slice(0, 200)}`;
  }
}
