import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../shared/store/client.ts';
import { useEngine } from '../support/engine.ts';
import { type Call, key, outcome, put, remove, scan, transact, update } from './conformance/calls.ts';
import { differences } from './conformance/differences.ts';
import { expressions } from './conformance/expressions.ts';
import { calls as randomCalls } from './conformance/random.ts';
import { reads } from './conformance/reads.ts';
import { followEngine, toldBy } from './conformance/stream.ts';
import { writes } from './conformance/writes.ts';
import { clientOver } from './stand-in/http.ts';
import { answerAtOnce, type StandIn, standIn } from './stand-in/stand-in.ts';

const freshEngine = useEngine();
const storeOver = (service: StandIn): Store => ({
  db: new DynamoDBClient(clientOver(answerAtOnce(service))),
  tableName: service.table.shape.tableName,
  pause: noPause,
});
const freshStandIn = (): Store => storeOver(standIn('stand-in'));

const noPause = async () => {};

async function history(store: Store, calls: readonly Call[]): Promise<object[]> {
  const outcomes: object[] = [];
  for (const call of calls) outcomes.push(comparable(await outcome(store, call), store.tableName));
  return outcomes;
}

/** Sets have no order, and each engine has a table of its own. */
const comparable = (value: object, tableName: string): object =>
  JSON.parse(
    JSON.stringify(value, (name, inner) => {
      // Told by the engine for transactions only, and by DynamoDB not at all.
      if (name === 'ReadCapacityUnits' || name === 'WriteCapacityUnits') return undefined;
      if (inner === null || typeof inner !== 'object') return inner;
      const entries = Object.entries(inner).map(([name, it]) => [
        name,
        ['SS', 'NS', 'BS'].includes(name) && Array.isArray(it)
          ? it.map((one) => (typeof one === 'string' ? one : Buffer.from(one).toString('base64'))).sort()
          : it,
      ]);
      return Array.isArray(inner) || inner instanceof Uint8Array ? inner : Object.fromEntries(entries);
    }).replaceAll(tableName, 'TABLE'),
  );

describe.each(differences)('$what', ({ calls, engine, dynamoDb }) => {
  it('in DynamoDB and the stand-in, unlike the engine', async () => {
    expect((await history(await freshEngine(), calls)).at(-1)).toMatchObject(engine);
    expect((await history(freshStandIn(), calls)).at(-1)).toMatchObject(dynamoDb);
  });
});

describe.each([...expressions, ...writes, ...reads])('%s', (_, calls, refused) => {
  it('in the stand-in as in the engine', async () => {
    const engine = await history(await freshEngine(), calls);
    const ours = await history(freshStandIn(), calls);
    expect(ours).toEqual(engine);
    if (refused.length > 0)
      expect(engine.map((one) => ('refused' in one ? one.refused : undefined))).toEqual(refused);
  });
});

it('any sequence of calls is answered alike and leaves the same items', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(randomCalls, { minLength: 3, maxLength: 15, size: 'max' }), async (calls) => {
      const engine = await history(await freshEngine(), [...calls, scan()]);
      expect(await history(freshStandIn(), [...calls, scan()])).toEqual(engine);
    }),
    { numRuns: 60, seed: 2027 },
  );
});

it('the stream tells the same changes in the same order', async () => {
  const calls = [
    put({ ...key('a'), n: 1 }),
    update('a', 'ADD n :one', { values: { ':one': 1 } }),
    put({ ...key('a'), n: 2 }),
    update('b', 'SET n = :one', { values: { ':one': 1 } }),
    transact([
      { name: 'a', remove: true },
      { name: 'b', update: 'SET n = :two', values: { ':two': 2 } },
    ]),
    update('b', 'SET n = :two', { if: 'n = :one', values: { ':one': 1, ':two': 2 } }),
    remove('b'),
    remove('b'),
  ];
  const engine = await freshEngine();
  const told = await followEngine(engine);
  await history(engine, calls);
  const service = standIn('stand-in');
  await history(storeOver(service), calls);
  expect(toldBy(service.table.changes)).toEqual(await told());
});
