import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { followChanges } from '../../functions/follow-changes/follow-changes.ts';
import { register } from '../../shared/seats/register.ts';
import { toItem } from '../../shared/store/item.ts';
import { findRegistration, giveUp } from '../../shared/store/registrations.ts';
import { dueShard, keys, owners } from '../../shared/store/table.ts';
import { now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { useQueue } from '../support/queue.ts';
import { anApplication, openSession, seatsTaken } from '../support/registrations.ts';
import { quietLogger } from '../support/requests.ts';
import { aChange, imageOf } from '../support/stream.ts';

const freshStore = useEngine();
const freshQueue = useQueue();

async function setup() {
  const store = await freshStore();
  const mailQueue = await freshQueue();
  const session = await openSession(store);
  const somebody = anApplication(1, { partySize: 2 });
  await register(store, session, somebody, now);
  const follow = followChanges({
    store,
    mailQueue,
    keys: async () => testKeys,
    clock: () => now,
    logger: quietLogger,
  });
  return { store, session, mailQueue, somebody, follow };
}

describe('following changes', () => {
  it('orders each mail that a change owes, naming nobody', async () => {
    const { store, mailQueue, somebody, follow } = await setup();
    await follow({ Records: [aChange(undefined, await imageOf(store, somebody))] });
    expect(await mailQueue.take()).toEqual([{ owner: owners.registration(somebody), mail: 'A1#1' }]);
  });

  it('orders nothing for a change that owes nothing new', async () => {
    const { store, mailQueue, somebody, follow } = await setup();
    const image = await imageOf(store, somebody);
    await follow({ Records: [aChange(image, image)] });
    expect(await mailQueue.take()).toEqual([]);
  });

  it('reads the claims of a block as Lambda hands them over', async () => {
    const { store, session, mailQueue, follow } = await setup();
    const key = toItem(keys.block(session.id, 0));
    const { Item: block } = await store.db.send(new GetItemCommand({ TableName: store.tableName, Key: key }));
    expect(block?.claims?.BS).toHaveLength(2);
    expect(await follow({ Records: [aChange(block, block)] })).toEqual({ batchItemFailures: [] });
    expect(await mailQueue.take()).toEqual([]);
  });

  it('finishes a release that died before its claims were removed, however often it is told', async () => {
    const { store, session, mailQueue, somebody, follow } = await setup();
    const before = await imageOf(store, somebody);
    const registration = await findRegistration(store, somebody);
    if (registration === undefined) throw new Error('not registered');
    await giveUp(store, registration, 'released', 'A13#2', now);
    const change = aChange(before, await imageOf(store, somebody));
    await follow({ Records: [change, change] });
    await follow({ Records: [change] });
    expect(await seatsTaken(store, session)).toBe(0);
    expect((await findRegistration(store, somebody))?.givenUp).toEqual([]);
    expect((await mailQueue.take()).map(({ mail }) => mail)).toContain('A13#2');
  });

  it('passes over blocks and whatever else changes in the table', async () => {
    const { mailQueue, follow } = await setup();
    const block = toItem({ ...keys.block('a--s1' as never, 0), lim: 3, phase: 'open' });
    expect(await follow({ Records: [aChange(undefined, block)] })).toEqual({ batchItemFailures: [] });
    expect(await mailQueue.take()).toEqual([]);
  });

  it('names the first change it cannot follow, after ordering what came before it', async () => {
    const { store, mailQueue, somebody, follow } = await setup();
    const good = await imageOf(store, somebody);
    const poison = { ...good, rev: { S: 'not a number' } };
    const reply = await follow({
      Records: [
        aChange(undefined, good, '10'),
        aChange(undefined, poison, '11'),
        aChange(undefined, good, '12'),
      ],
    });
    expect(reply).toEqual({ batchItemFailures: [{ itemIdentifier: '11' }] });
    expect(await mailQueue.take()).toHaveLength(1);
  });

  it('leaves a change that only lost its trigger to tick', async () => {
    const { store, somebody } = await setup();
    const { db, tableName } = store;
    const { Attributes } = await db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.registration(somebody)),
        ReturnValues: 'ALL_NEW',
      }),
    );
    expect([Attributes?.dueAt?.S, Attributes?.dueShard?.S]).toEqual([
      '2027-10-18T07:05:00.000Z',
      dueShard(owners.registration(somebody)),
    ]);
  });
});
