import { BatchGetItemCommand, type BatchGetItemCommandOutput } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { readBlocks } from '../../shared/seats/blocks.ts';
import type { Store } from '../../shared/store/client.ts';
import { useEngine } from '../support/engine.ts';
import { openSession } from '../support/registrations.ts';

const freshStore = useEngine();

/** The same store that leaves all keys but the first unprocessed, so often; `pauses` tells how it waited. */
function reluctant(store: Store, times: number) {
  const pauses: number[] = [];
  let left = times;
  const send = async (command: unknown) => {
    const answer: BatchGetItemCommandOutput = await store.db.send(command as BatchGetItemCommand);
    if (!(command instanceof BatchGetItemCommand) || left === 0) return answer;
    left -= 1;
    const keys = command.input.RequestItems?.[store.tableName]?.Keys ?? [];
    const [first] = answer.Responses?.[store.tableName] ?? [];
    const rest = keys.filter(({ pk }) => pk?.S !== first?.pk?.S);
    return {
      ...answer,
      Responses: { [store.tableName]: first === undefined ? [] : [first] },
      UnprocessedKeys: { [store.tableName]: { Keys: rest } },
    };
  };
  const db = Object.create(store.db, { send: { value: send } }) as Store['db'];
  const pause = async (retries: number) => void pauses.push(retries);
  return { store: { ...store, db, pause }, pauses };
}

it('blocks that were left unprocessed are asked for again, after a growing wait, and never absent', async () => {
  const store = await freshStore();
  const session = await openSession(store, { capacity: 300 });
  const { store: over, pauses } = reluctant(store, 3);
  expect((await readBlocks(over, session, true)).map(({ lim }) => lim)).toEqual([60, 60, 60, 60, 60]);
  expect(pauses).toEqual([1, 2, 3]);
});

it('blocks that stay unprocessed make the request fail for now, not the session full', async () => {
  const store = await freshStore();
  const session = await openSession(store, { capacity: 64 * 20 });
  await expect(readBlocks(reluctant(store, 99).store, session, true)).rejects.toMatchObject({
    name: 'Unavailable',
  });
});
