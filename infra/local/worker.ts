import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { LocalFunction } from './blueprint.ts';
import { shiftDate } from './shifted-date.ts';

/** What runs in a worker thread: one environment of one function, which serves one invocation at a time. */
export type WorkerData = {
  readonly handler: LocalFunction['handler'];
  readonly context: {
    readonly functionName: string;
    readonly invokedFunctionArn: string;
    readonly memoryLimitInMB: string;
  };
  readonly offset: BigInt64Array<SharedArrayBuffer>;
};
export type Invocation = { readonly requestId: string; readonly payload: string; readonly timeoutMs: number };
export type Outcome =
  | { readonly ok: true; readonly payload: string }
  | {
      readonly ok: false;
      readonly error: { readonly type: string; readonly message: string; readonly stack: string };
    };

const { handler, context, offset }: WorkerData = workerData;

shiftDate(offset);
const module = await import(pathToFileURL(handler.file).href);
const handle = module[handler.exportName];
if (typeof handle !== 'function')
  throw new Error(`${handler.file} exports no function ${handler.exportName}`);

parentPort?.on('message', async ({ requestId, payload, timeoutMs }: Invocation) => {
  const deadline = performance.now() + timeoutMs;
  const outcome = await run(payload, {
    ...context,
    awsRequestId: requestId,
    functionVersion: '$LATEST',
    logGroupName: `/aws/lambda/${context.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  });
  parentPort?.postMessage(outcome);
});
parentPort?.postMessage('ready');

async function run(payload: string, invocationContext: object): Promise<Outcome> {
  try {
    const answer: unknown = await handle(JSON.parse(payload), invocationContext);
    return { ok: true, payload: JSON.stringify(answer) ?? 'null' };
  } catch (error) {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    console.error(stack || `${name}: ${message}`);
    return { ok: false, error: { type: name, message, stack } };
  }
}
