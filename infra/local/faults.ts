import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { type Answer, errorAnswer, jsonAnswer } from './aws-answer.ts';
import type { AwsCall, Service } from './aws-call.ts';
import type { Hooks, Passage } from './edge.ts';

const services = ['dynamodb', 'streams', 'sqs', 'ses', 'secretsmanager'] as const satisfies Service[];

const fault = z.strictObject({
  service: z.enum(services),
  /** Every operation of the service if it is left out. */
  operation: z.string().optional(),
  /** `lost`: done, and the answer never arrives. `slow`: done after so many seconds. The others: not done. */
  kind: z.enum(['throttle', 'conflict', 'refuse', 'lost', 'slow']),
  /** The share of calls that it meets. */
  rate: z.number().min(0).max(1).default(1),
  seconds: z.number().min(0).max(60).default(3),
});
type Fault = z.infer<typeof fault>;

export const faultList = z.array(fault).max(100);

export type Faults = ReturnType<typeof injectFaults>;

/** Faults between the functions and the engines; what the stage itself does is spared. */
export function injectFaults(random: () => number) {
  let faults: readonly (Fault & { met: number })[] = [];

  function meets({ caller, call }: Passage, kinds: readonly Fault['kind'][]): Fault | undefined {
    if (caller === 'the stage') return undefined;
    const found = faults.find(
      ({ service, operation = call.operation, kind, rate }) =>
        service === call.service && operation === call.operation && kinds.includes(kind) && random() < rate,
    );
    if (found !== undefined) found.met += 1;
    return found;
  }

  const hooks: Hooks = {
    async beforeForward(passage) {
      const met = meets(passage, ['throttle', 'conflict', 'refuse', 'slow']);
      if (met?.kind !== 'slow') return met && instead(met.kind, passage.call);
      await wait(met.seconds * 1_000);
      return undefined;
    },
    afterForward: (passage, answer) => (meets(passage, ['lost']) === undefined ? answer : 'lost'),
  };

  return {
    hooks,
    /** Takes the place of all faults before. */
    set: (list: readonly Fault[]): void => {
      faults = list.map((each) => ({ ...each, met: 0 }));
    },
    /** With how often each was met. */
    list: (): readonly (Fault & { met: number })[] => faults,
  };
}

function instead(kind: 'throttle' | 'conflict' | 'refuse' | 'lost', call: AwsCall): Answer {
  if (kind === 'throttle') return errorAnswer(call, 400, throttled[call.service], 'Slow down (injected)');
  if (kind === 'conflict') return conflict(call);
  return call.service === 'ses'
    ? errorAnswer(call, 400, 'MessageRejected', 'Refused (injected)')
    : errorAnswer(call, 500, 'InternalServerError', 'Refused (injected)');
}

function conflict(call: AwsCall): Answer {
  if (call.operation !== 'TransactWriteItems')
    return errorAnswer(call, 400, 'TransactionConflictException', 'Conflict (injected)');
  return jsonAnswer(400, {
    __type: 'com.amazonaws#TransactionCanceledException',
    message: 'Transaction cancelled (injected)',
    CancellationReasons: [{ Code: 'TransactionConflict' }],
  });
}

const throttled: Readonly<Record<Service, string>> = {
  dynamodb: 'ThrottlingException',
  streams: 'ProvisionedThroughputExceededException',
  sqs: 'ThrottlingException',
  ses: 'Throttling',
  secretsmanager: 'ThrottlingException',
};

/** Both see every call; the first has the first word. */
export const chained = (first: Hooks, second: Hooks): Hooks => ({
  beforeForward: async (passage) =>
    (await first.beforeForward?.(passage)) ?? (await second.beforeForward?.(passage)),
  afterForward: async (passage, answer) => {
    const told = (await first.afterForward?.(passage, answer)) ?? answer;
    return told === 'lost' ? told : ((await second.afterForward?.(passage, told)) ?? told);
  },
});
