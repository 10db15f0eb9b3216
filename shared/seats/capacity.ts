import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { SessionId } from '../domain/ids.ts';
import type { Session } from '../domain/programme.ts';
import { blockLimits, planLimits } from '../domain/seats.ts';
import type { Store } from '../store/client.ts';
import { succeeded, toItem } from '../store/item.ts';
import { findSession } from '../store/programme.ts';
import { type Block, keys } from '../store/table.ts';
import { headOf, readBlocks, setPhase } from './blocks.ts';

/**
 * Gives a session another capacity, in whatever state its seats are: a numbered plan names the limit of each block,
 * then the blocks follow it. Below what is taken nobody loses a seat, and nobody new gets one.
 */
export async function changeCapacity(store: Store, id: SessionId, capacity: number): Promise<void> {
  for (;;) {
    const session = await standing(store, id);
    if (session.capacity === capacity || (await publishPlan(store, session, capacity))) break;
  }
  await followPlan(store, id);
}

/** Whether somebody has to make the blocks of a session follow its plan, judged by blocks that may lag a little. */
export function needsFollowing({ capacity, plan }: Session, blocks: readonly Block[]): boolean {
  const lags = plan !== undefined && blocks.some((block, at) => !follows(block, at, plan));
  const stillOpen = blocks.filter(({ phase }) => phase === 'open').length;
  const halfOpen = stillOpen > 0 && (stillOpen < blocks.length || isOver(capacity, blocks));
  return lags || halfOpen || isLoose(capacity, blocks);
}

/**
 * The blocks, read consistently, for whoever hands seats out while a session waits: seats that came back where too many
 * were taken are withdrawn first.
 */
export async function readWithinCapacity(store: Store, read: Session): Promise<readonly Block[]> {
  const blocks = await readBlocks(store, read, true);
  const isOld = blocks.some(({ plan }) => plan > (read.plan?.number ?? 0));
  const session = isOld ? await standing(store, read.id) : read;
  if (!isLoose(session.capacity, blocks)) return blocks;
  await followPlan(store, read.id);
  return readBlocks(store, read, true);
}

/** Makes the blocks follow the plan of their session: any number of times, by any number of processes at once. */
export async function followPlan(store: Store, id: SessionId): Promise<void> {
  for (;;) {
    const session = await standing(store, id);
    const blocks = await readBlocks(store, session, true);
    const { phase } = headOf(blocks);
    if (phase !== 'open') await setPhase(store, session, phase, 'open');
    const { plan } = session;
    if (plan === undefined || blocks.every((block, at) => follows(block, at, plan))) {
      if (isOver(session.capacity, blocks)) await setPhase(store, session, 'waiting', 'open');
      if (!isLoose(session.capacity, blocks)) return;
      await publishPlan(store, session, session.capacity);
    } else if (isOvertaken(plan, blocks)) {
      await publishPlan(store, session, session.capacity);
    } else {
      const step = blocks.some((block) => block.plan < plan.number) ? seal : raise;
      await Promise.all(blocks.map((block, at) => step(store, id, plan, block, at)));
    }
  }
}

type Plan = NonNullable<Session['plan']>;

const limitIn = ({ limits }: Plan, block: number): number => limits[block] ?? 0;
const follows = ({ plan, lim }: Block, at: number, wanted: Plan): boolean =>
  plan >= wanted.number && lim === limitIn(wanted, at);

/** The capacity was cut below what was taken. */
const isOver = (capacity: number, blocks: readonly Block[]): boolean => limitsOf(blocks) > capacity;

/** And seats have come back since: they are nobody's. */
const isLoose = (capacity: number, blocks: readonly Block[]): boolean =>
  isOver(capacity, blocks) && limitsOf(blocks) > taken(blocks);

const limitsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { lim }) => sum + lim, 0);

/** More was taken of a block than its plan leaves it, before it could follow. */
const isOvertaken = (plan: Plan, blocks: readonly Block[]): boolean =>
  blocks.some(({ claims, plan: followed }, at) => followed < plan.number && claims.size > limitIn(plan, at));

const taken = (blocks: readonly Block[]): number => blocks.reduce((sum, { claims }) => sum + claims.size, 0);

async function standing(store: Store, id: SessionId): Promise<Session> {
  const session = await findSession(store, id, { consistent: true });
  if (session === undefined) throw new Error(`There is no session ${id}`);
  return session;
}

/** New blocks stand, empty and without seats, before their count is published. */
async function publishPlan(store: Store, session: Session, capacity: number): Promise<boolean> {
  const blocks = Math.max(session.blocks, blockLimits(capacity).length);
  const { phase } = headOf(await readBlocks(store, session, true));
  for (let block = session.blocks; block < blocks; block += 1)
    await succeeded(
      store.db.send(
        new UpdateItemCommand({
          TableName: store.tableName,
          Key: toItem(keys.block(session.id, block)),
          UpdateExpression: 'SET lim = :none, phase = :phase',
          ConditionExpression: 'attribute_not_exists(claims) AND attribute_not_exists(#plan)',
          ExpressionAttributeNames: { '#plan': 'plan' },
          ExpressionAttributeValues: toItem({ ':none': 0, ':phase': phase }),
        }),
      ),
    );
  const wider = { ...session, blocks };
  let pool = await readBlocks(store, wider, true);
  if (capacity < taken(pool)) {
    await setPhase(store, wider, 'waiting', 'open');
    pool = await readBlocks(store, wider, true);
  }
  const number = session.plan?.number ?? 0;
  const plan: Plan = {
    number: number + 1,
    limits: planLimits(
      capacity,
      pool.map(({ claims }) => claims.size),
    ),
  };
  return succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.session(session.id)),
        UpdateExpression: 'SET #capacity = :capacity, #blocks = :blocks, #plan = :plan',
        ConditionExpression: number === 0 ? 'attribute_not_exists(#plan)' : '#plan.#number = :seen',
        ExpressionAttributeNames: {
          '#capacity': 'capacity',
          '#blocks': 'blocks',
          '#plan': 'plan',
          ...(number > 0 && { '#number': 'number' }),
        },
        ExpressionAttributeValues: toItem({
          ':capacity': capacity,
          ':blocks': blocks,
          ':plan': plan,
          ...(number > 0 && { ':seen': number }),
        }),
      }),
    ),
  );
}

/** Lowers a block if it has to be, and closes it to older plans: not before all are sealed is any raised. */
async function seal(store: Store, id: SessionId, plan: Plan, block: Block, at: number): Promise<unknown> {
  if (block.plan >= plan.number) return;
  const lim = Math.min(block.lim, limitIn(plan, at));
  return succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.block(id, at)),
        UpdateExpression: 'SET lim = :lim, #plan = :plan',
        ConditionExpression:
          '(attribute_not_exists(#plan) OR #plan < :plan) AND ' +
          '(attribute_not_exists(claims) OR size(claims) <= :lim)',
        ExpressionAttributeNames: { '#plan': 'plan' },
        ExpressionAttributeValues: toItem({ ':lim': lim, ':plan': plan.number }),
      }),
    ),
  );
}

async function raise(store: Store, id: SessionId, plan: Plan, block: Block, at: number): Promise<unknown> {
  if (follows(block, at, plan)) return;
  return succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.block(id, at)),
        UpdateExpression: 'SET lim = :lim',
        ConditionExpression: '#plan = :plan',
        ExpressionAttributeNames: { '#plan': 'plan' },
        ExpressionAttributeValues: toItem({ ':lim': limitIn(plan, at), ':plan': plan.number }),
      }),
    ),
  );
}
