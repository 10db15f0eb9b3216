import { BatchGetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SessionId } from '../domain/ids.ts';
import type { Session } from '../domain/programme.ts';
import { blockLimits } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { failedCondition, fromItem, type Item, toItem } from '../store/item.ts';
import { RETRIES, Unavailable } from '../store/retry.ts';
import { type Block, blockItem, keys, type Phase } from '../store/table.ts';

const BATCH_GET_KEYS = 100; // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html

/** Creates the blocks a session has not yet; what stands is left as it is. */
export const createBlocks = (store: Store, session: SessionId, capacity: number): Promise<unknown> =>
  Promise.all(
    blockLimits(capacity).map((lim, block) =>
      store.db
        .send(
          new PutItemCommand({
            TableName: store.tableName,
            Item: toItem({ ...keys.block(session, block), lim, phase: 'open' }),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        )
        .catch((error: unknown) => {
          if (failedCondition(error) === undefined) throw error;
        }),
    ),
  );

export const closeBlocks = (store: Store, session: Session) => setPhase(store, session, 'closed', 'open');
export const reopenBlocks = (store: Store, session: Session) => setPhase(store, session, 'open', 'closed');

const setPhase = (store: Store, { id, blocks }: Session, phase: Phase, from: Phase): Promise<unknown> =>
  Promise.all(
    Array.from({ length: blocks }, (_, block) =>
      store.db
        .send(
          new UpdateItemCommand({
            TableName: store.tableName,
            Key: toItem(keys.block(id, block)),
            UpdateExpression: 'SET phase = :phase',
            ConditionExpression: 'phase = :from',
            ExpressionAttributeValues: toItem({ ':phase': phase, ':from': from }),
          }),
        )
        .catch((error: unknown) => {
          if (failedCondition(error) === undefined) throw error;
        }),
    ),
  );

/** All blocks of a session, by number. */
export async function readBlocks(
  store: Store,
  session: Session,
  consistent: boolean,
): Promise<readonly Block[]> {
  const items = await getAll(
    store,
    Array.from({ length: session.blocks }, (_, block) => toItem(keys.block(session.id, block))),
    consistent,
  );
  return Array.from({ length: session.blocks }, (_, block) => {
    const item = items.get(keys.block(session.id, block).pk);
    if (item === undefined) throw new Error(`Session ${session.id} has no block ${block}`);
    return fromItem(blockItem, item);
  });
}

export type Head = {
  readonly phase: Phase;
  /** Seats not taken, over all blocks. */
  readonly free: number;
  readonly mostInOneBlock: number;
};

/** Seats left “about”: eventually consistent, for pages and lists. Sessions without blocks yet are left out. */
export async function readHeads(
  store: Store,
  sessions: readonly Session[],
): Promise<ReadonlyMap<SessionId, Head>> {
  const blockKeys = sessions.flatMap(({ id, blocks }) =>
    Array.from({ length: blocks }, (_, block) => keys.block(id, block)),
  );
  const items = await getAll(store, blockKeys.map(toItem), false);
  return new Map(
    sessions.flatMap(({ id, blocks }) => {
      const found = Array.from({ length: blocks }, (_, block) => items.get(keys.block(id, block).pk)).filter(
        (item) => item !== undefined,
      );
      return found.length < blocks
        ? []
        : [[id, headOf(found.map((item) => fromItem(blockItem, item)))] as const];
    }),
  );
}

export function headOf(blocks: readonly Block[]): Head {
  const free = blocks.map(freeIn);
  return {
    phase: blocks.find(({ phase }) => phase !== 'open')?.phase ?? 'open',
    free: free.reduce((sum, seats) => sum + seats, 0),
    mostInOneBlock: Math.max(...free),
  };
}

export const freeIn = ({ lim, claims }: Block): number => Math.max(0, lim - claims.size);

/** Reads every key; what DynamoDB leaves unprocessed is asked again, never taken for absent. */
async function getAll(
  store: Store,
  wanted: readonly Item[],
  consistent: boolean,
): Promise<ReadonlyMap<string, Item>> {
  const items = new Map<string, Item>();
  let left = [...wanted];
  let unprocessed = 0;
  while (left.length > 0) {
    if (unprocessed > RETRIES) throw new Unavailable('Some blocks could not be read');
    if (unprocessed > 0) await store.pause(unprocessed);
    const batch = left.slice(0, BATCH_GET_KEYS);
    const { Responses, UnprocessedKeys } = await store.db.send(
      new BatchGetItemCommand({
        RequestItems: { [store.tableName]: { Keys: batch, ConsistentRead: consistent } },
      }),
    );
    for (const item of Responses?.[store.tableName] ?? []) items.set(item.pk?.S ?? '', item);
    const again = UnprocessedKeys?.[store.tableName]?.Keys ?? [];
    unprocessed = again.length > 0 ? unprocessed + 1 : 0;
    left = [...again, ...left.slice(BATCH_GET_KEYS)];
  }
  return items;
}
