import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../shared/store/client.ts';
import { retrying } from '../../shared/store/retry.ts';

/** `lost`: done, but the answer never arrives and the SDK asks again. `dies-…`: the process ends there. */
export type Fault = 'lost' | 'dies-before' | 'dies-after';

export class ProcessDied extends Error {}

type Faulty = Store & {
  /** How many calls were made. */
  readonly calls: () => number;
};

/** The same store where one call meets a fault. */
export function withFault(store: Store, fault: Fault, nth: number): Faulty {
  let dead = false;
  return withCalls(store, async (call, send) => {
    if (dead) throw new ProcessDied();
    const hit = call === nth;
    dead = hit && fault !== 'lost';
    if (hit && fault === 'dies-before') throw new ProcessDied();
    const answer = await send();
    if (hit && fault === 'dies-after') throw new ProcessDied();
    if (hit) throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
    return answer;
  });
}

/** The same store whose first calls meet these errors, before anything is done or after. */
export const withErrors = (store: Store, errors: readonly Error[], when: 'before' | 'after' = 'before') =>
  withCalls(store, async (call, send) => {
    const error = errors[call - 1];
    if (error === undefined) return send();
    if (when === 'after') await send();
    throw error;
  });

/** The same store, counting its calls, each try of the SDK for itself. */
export function withCalls(
  store: Store,
  around: <Answer>(call: number, send: () => Promise<Answer>, name: string) => Promise<Answer> = (_, send) =>
    send(),
): Faulty {
  const { endpoint, region, credentials } = store.db.config;
  const db = new DynamoDBClient({
    ...(endpoint && { endpoint }),
    region,
    credentials,
    retryStrategy: retrying(() => 0),
  });
  let calls = 0;
  db.middlewareStack.add(
    (next, { commandName = '' }) =>
      (args) => {
        calls += 1;
        return around(calls, () => next(args), commandName);
      },
    { step: 'deserialize', name: 'fault', priority: 'low' },
  );
  return { ...store, db, calls: () => calls };
}
