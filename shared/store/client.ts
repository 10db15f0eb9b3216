import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Store = { readonly db: DynamoDBClient; readonly tableName: string };

/** The same store for one request: every call of it ends when the signal does. */
export function within(store: Store, signal: AbortSignal): Store {
  const send = (command: never, options?: object) =>
    store.db.send(command, { ...options, abortSignal: signal });
  return { ...store, db: Object.create(store.db, { send: { value: send } }) as DynamoDBClient };
}
