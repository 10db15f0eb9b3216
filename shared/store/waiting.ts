import { DeleteItemCommand, QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { RegistrationKey, SessionId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Registration } from '../domain/registration.ts';
import type { WaitingEntry } from '../domain/waiting.ts';
import type { Store } from './client.ts';
import { fromItem, type Item, succeeded, toItem } from './item.ts';
import { keys, waitingItem, waitingShards } from './table.ts';
import type { Write } from './transaction.ts';

/** Everybody who waits for a session, in order; strongly consistent. */
export async function listWaiting(store: Store, session: SessionId): Promise<readonly WaitingEntry[]> {
  const shards = await Promise.all(waitingShards(session).map((shard) => entriesIn(store, shard)));
  return shards.flat().sort((one, other) => (one.place < other.place ? -1 : 1));
}

/** How many wait up to and with this registration; undefined if it does not wait. */
export async function positionOf(
  store: Store,
  { status, session, entry }: Registration,
): Promise<number | undefined> {
  if (entry === undefined || (status !== 'waiting' && status !== 'invited')) return undefined;
  return (await listWaiting(store, session)).filter(({ place }) => place <= entry).length;
}

/** In people: a party counts for what it asked for. */
export const countWaiting = async (store: Store, session: SessionId): Promise<number> =>
  (await listWaiting(store, session)).reduce((people, { partySize }) => people + partySize, 0);

async function entriesIn({ db, tableName }: Store, shard: string): Promise<readonly WaitingEntry[]> {
  const found: WaitingEntry[] = [];
  let start: Item | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new QueryCommand({
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :shard',
        ExpressionAttributeValues: toItem({ ':shard': shard }),
        ExclusiveStartKey: start,
      }),
    );
    for (const item of Items) {
      const { sk: place, ...entry } = fromItem(waitingItem, item);
      found.push({ ...entry, place });
    }
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found;
}

/** A place in the list, taken in the transaction that makes its registration wait. */
export const enlisting = (
  session: SessionId,
  { place, scope, key, partySize, minimumSeats }: Omit<WaitingEntry, 'passedBy'>,
): Write => ({
  Put: {
    Item: toItem({ ...keys.waiting(session, { key, place }), scope, key, partySize, minimumSeats }),
    ConditionExpression: 'attribute_not_exists(pk)',
  },
});

/** The place given up, in the transaction that says what became of its registration. */
export const delisting = (session: SessionId, entry: Pick<WaitingEntry, 'key' | 'place'>): Write => ({
  Delete: { Key: toItem(keys.waiting(session, entry)) },
});

/** Removes a place that leads to nobody who waits. */
export async function forgetEntry(
  { db, tableName }: Store,
  session: SessionId,
  entry: Pick<WaitingEntry, 'key' | 'place'>,
): Promise<void> {
  await db.send(new DeleteItemCommand({ TableName: tableName, Key: toItem(keys.waiting(session, entry)) }));
}

/** Notes who is about to be granted seats before this party, because it does not fit. */
export const notePassed = (store: Store, session: SessionId, entry: WaitingEntry, by: RegistrationKey) =>
  note(store, session, entry, 'ADD passedBy :by', { ':by': new Set([by]) });

/** From now until then freed seats are kept for this party. */
export const accumulateFor = (store: Store, session: SessionId, entry: WaitingEntry, until: Instant) =>
  note(store, session, entry, 'SET accumulateUntil = if_not_exists(accumulateUntil, :until)', {
    ':until': until,
  });

const note = (
  { db, tableName }: Store,
  session: SessionId,
  entry: WaitingEntry,
  expression: string,
  values: Readonly<Record<string, unknown>>,
): Promise<boolean> =>
  succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.waiting(session, entry)),
        UpdateExpression: expression,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: toItem(values),
      }),
    ),
  );
