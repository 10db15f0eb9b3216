import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Pause } from './retry.ts';

export type Store = { readonly db: DynamoDBClient; readonly tableName: string; readonly pause: Pause };

/** The same store for one request: every call and every wait of it ends when the signal does. */
export function within(store: Store, signal: AbortSignal): Store {
  const send = (command: never, options?: object) =>
    store.db.send(command, { ...options, abortSignal: signal });
  return {
    ...store,
    db: Object.create(store.db, { send: { value: send } }) as DynamoDBClient,
    pause: (retries) => store.pause(retries, signal),
  };
}
