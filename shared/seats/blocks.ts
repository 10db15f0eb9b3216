import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SessionId } from '../domain/ids.ts';
import type { Session } from '../domain/programme.ts';
import { blockLimits } from '../domain/seats.ts';
import { readAll } from '../store/batch.ts';
import type { Store } from '../store/client.ts';
import { failedCondition, fromItem, toItem } from '../store/item.ts';
import { type Block, blockItem, keys, type Phase } from '../store/table.ts';
import { listWaiting } from '../store/waiting.ts';

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

/** Nobody gets a seat any more, not even who waits for one. */
export async function closeBlocks(store: Store, session: Session): Promise<void> {
  for (const phase of ['open', 'waiting'] as const) await setPhase(store, session, 'closed', phase);
}

/** Whoever waits still comes before everybody else. */
export async function reopenBlocks(store: Store, session: Session): Promise<void> {
  const waiting = (await listWaiting(store, session.id)).length > 0;
  await setPhase(store, session, waiting ? 'waiting' : 'open', 'closed');
}

/** One way, until the organiser resets it: whoever joins the list makes sure of every block first. */
export const startWaiting = (store: Store, session: Session) => setPhase(store, session, 'waiting', 'open');

export const setPhase = (
  store: Store,
  { id, blocks }: Session,
  phase: Phase,
  from: Phase,
): Promise<unknown> =>
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
  const blocks = (await readPools(store, [session], consistent)).get(session.id);
  if (blocks === undefined) throw new Error(`Session ${session.id} lacks a block`);
  return blocks;
}

/** The blocks of many sessions at once; sessions that lack a block are left out. */
export async function readPools(
  store: Store,
  sessions: readonly Session[],
  consistent: boolean,
): Promise<ReadonlyMap<SessionId, readonly Block[]>> {
  const keysOf = ({ id, blocks }: Session) =>
    Array.from({ length: blocks }, (_, block) => keys.block(id, block));
  const items = await readAll(store, sessions.flatMap(keysOf), consistent);
  return new Map(
    sessions.flatMap((session) => {
      const blocks = keysOf(session)
        .map(({ pk }) => items.get(pk))
        .filter((item) => item !== undefined);
      return blocks.length < session.blocks
        ? []
        : [[session.id, blocks.map((item) => fromItem(blockItem, item))] as const];
    }),
  );
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
  const pools = await readPools(store, sessions, false);
  return new Map([...pools].map(([id, blocks]) => [id, headOf(blocks)]));
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
