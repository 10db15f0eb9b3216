import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Store } from '../../shared/store/client.ts';
import { retrying } from '../../shared/store/retry.ts';

/** `lost`: done, but the answer never arrives and the SDK asks again. `dies-…`: the process ends there. */
export type Fault = 'lost' | 'dies-before' | 'dies-after';

export class ProcessDied extends Error {}

/** The same store where one call meets a fault; `calls` tells how many were made. */
export function withFault(store: Store, fault: Fault, nth: number): Store & { readonly calls: () => number } {
  const { endpoint, region, credentials } = store.db.config;
  const db = new DynamoDBClient({
    ...(endpoint && { endpoint }),
    region,
    credentials,
    retryStrategy: retrying(() => 0),
  });
  let calls = 0;
  let dead = false;
  db.middlewareStack.add(
    (next) => async (args) => {
      if (dead) throw new ProcessDied();
      calls += 1;
      const hit = calls === nth;
      dead = hit && fault !== 'lost';
      if (hit && fault === 'dies-before') throw new ProcessDied();
      const answer = await next(args);
      if (hit && fault === 'dies-after') throw new ProcessDied();
      if (hit) throw Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
      return answer;
    },
    { step: 'deserialize', name: 'fault', priority: 'low' },
  );
  return { ...store, db, calls: () => calls };
}
