import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { toItem } from '../../shared/store/item.ts';
import { bodyOf, clientOver } from '../simulation/stand-in/http.ts';
import { operationOf, standIn } from '../simulation/stand-in/stand-in.ts';
import { settled, virtualTime } from '../simulation/virtual-time.ts';
import { type Assumptions, usual } from './contention/assumptions.ts';
import { contendedService } from './contention/contended-table.ts';
import { countersInTransactions, readCheckWrite } from './contention/counters.ts';
import type { Surroundings } from './contention/direct-client.ts';
import { figuresOf } from './contention/figures.ts';
import { ledger } from './contention/ledger.ts';
import { live } from './contention/load.ts';
import { partitionOf } from './contention/partitions.ts';

const TableName = 'passerelle';

/** A service whose latencies are exactly their medians. */
function setup(change: Partial<Assumptions> = {}) {
  const time = virtualTime(0);
  const table = standIn(TableName);
  const service = contendedService(table, { ...usual, sigma: 0, ...change }, time, () => 0.5);
  const answers: { readonly name: string; readonly result: string; readonly at: number }[] = [];
  const send = async (atMs: number, name: string, ...[operation, input]: Parameters<typeof service.call>) => {
    await time.sleep(atMs - time.now());
    const { body } = await service.call(operation, input);
    const answer = JSON.parse(Buffer.from(body).toString());
    answers.push({ name, result: resultOf(answer), at: time.now() });
  };
  const run = async () => {
    do await settled();
    while (time.ring(true));
    return answers;
  };
  return { send, run, spent: service.spent };
}

const resultOf = (answer: { __type?: string; CancellationReasons?: { Code: string }[] }): string =>
  answer.CancellationReasons?.map(({ Code }) => Code).join(' ') ??
  answer.__type?.replace(/.*#/, '') ??
  'done';

const item = (pk: string, more: object = {}) => toItem({ pk, sk: 'A', ...more });
const put = (pk: string, more: object = {}) => ({ TableName, Item: item(pk, more) });
const transaction = (...pks: string[]) => ({ TransactItems: pks.map((pk) => ({ Put: put(pk) })) });

describe('a transaction of 10 ms', () => {
  it.each([
    ['before it has prepared', 0, 'done'],
    ['once it has prepared', 1, 'TransactionConflictException'],
    ['shortly before it commits', 5.5, 'TransactionConflictException'],
    ['once it has committed', 6, 'done'],
  ])('%s: a write that arrives %s ms after it is %s', async (_, at, result) => {
    const { send, run } = setup();
    void send(0, 'transaction', 'TransactWriteItems', transaction('hot', 'mine'));
    void send(at, 'write', 'PutItem', put('hot'));
    expect(await run()).toEqual(
      expect.arrayContaining([
        { name: 'transaction', result: 'done', at: 10 },
        { name: 'write', result, at: at + 4.5 },
      ]),
    );
  });

  it('cancels another that wants one of its items, which is answered at once and has paid for its preparation', async () => {
    const { send, run, spent } = setup();
    void send(0, 'first', 'TransactWriteItems', transaction('hot', 'mine'));
    void send(1, 'second', 'TransactWriteItems', transaction('hot', 'yours'));
    expect(await run()).toEqual([
      { name: 'second', result: 'TransactionConflict None', at: 6 },
      { name: 'first', result: 'done', at: 10 },
    ]);
    expect(spent.writes).toBe(4 + 2);
  });

  it('leaves alone whoever reads, and whoever wants other items', async () => {
    const { send, run } = setup();
    void send(0, 'first', 'TransactWriteItems', transaction('hot', 'mine'));
    void send(1, 'second', 'TransactWriteItems', transaction('cold', 'yours'));
    void send(3, 'read', 'GetItem', { TableName, Key: item('hot') });
    expect((await run()).map(({ result }) => result)).toEqual(['done', 'done', 'done']);
  });
});

describe('a partition', () => {
  const rush = async (puts: (n: number) => object, change?: Partial<Assumptions>) => {
    const { send, run } = setup(change);
    for (let n = 0; n < 3_000; n += 1) void send(n < 1_500 ? 0 : 1_000, 'write', 'PutItem', puts(n));
    const answers = await run();
    const done = (from: number) => answers.filter(({ at, result }) => at >= from && result === 'done').length;
    return { atOnce: done(0) - done(1_000), aSecondLater: done(1_000) };
  };

  it('takes a thousand writes of one item at once, and a thousand more a second later', async () => {
    expect(await rush(() => put('hot'))).toEqual({ atOnce: 1_000, aSecondLater: 1_000 });
  });

  it('is one of so many: other items have others', async () => {
    expect(await rush((n) => put(`item ${n}`))).toEqual({ atOnce: 1_500, aSecondLater: 1_500 });
  });

  it('of an index refuses what the table would take', async () => {
    expect(await rush((n) => put(`item ${n}`, { listShard: 'L', listKey: `${n}` }))).toEqual({
      atOnce: 1_000,
      aSecondLater: 1_000,
    });
  });

  it('gets as many keys as any other', () => {
    const counts = new Map<number, number>();
    for (let n = 0; n < 40_000; n += 1) {
      const at = partitionOf(`BLOCK#atelier-ia--s1#${n}`, 40);
      counts.set(at, (counts.get(at) ?? 0) + 1);
    }
    expect(counts.size).toBe(40);
    expect(Math.min(...counts.values())).toBeGreaterThan(900);
    expect(Math.max(...counts.values())).toBeLessThan(1_100);
  });
});

describe('a rush', () => {
  const load = { seats: 20, perSecond: 300, requests: 60, repeats: 0.1, assumptions: usual, seed: 7 };

  it('is the same for the same seed and another for another', async () => {
    const [one, same, other] = [
      await live(ledger, load),
      await live(ledger, load),
      await live(ledger, { ...load, seed: 8 }),
    ];
    expect(same).toEqual(one);
    expect(other.told).not.toEqual(one.told);
  });

  it.each([ledger, countersInTransactions(1), countersInTransactions(4)])(
    'is the same through all of the SDK’s client: $name',
    async (design) => {
      expect(await live(design, load, wholeClient)).toEqual(await live(design, load));
    },
  );

  it.each([ledger, countersInTransactions(1), countersInTransactions(4)])(
    'sells each seat once, and all of them: $name',
    async (design) => {
      expect(figuresOf(await live(design, load), load)).toMatchObject({ seated: 20, oversold: 0, errors: 0 });
    },
  );

  it('finds out who sells seats twice', async () => {
    expect(figuresOf(await live(readCheckWrite, load), load).oversold).toBeGreaterThan(0);
  });
});

const wholeClient = ({ call, strategy }: Surroundings) =>
  new DynamoDBClient({
    ...clientOver((request) => call(operationOf(request), JSON.parse(bodyOf(request)))),
    retryStrategy: strategy,
  });
