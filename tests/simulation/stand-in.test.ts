import { describe, expect, it } from 'vitest';
import { type Handled, type Operation, standIn } from './stand-in/stand-in.ts';
import { calm, type Weather } from './stand-in/weather.ts';

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'it' } });

/** A table whose clock stands still and whose weather is as said. */
function setup(weather: Partial<Weather> = {}) {
  const clock = { ms: 0 };
  const service = standIn('table', { ...calm, now: () => clock.ms, ...weather });
  const call = (operation: Operation, input: object): Handled =>
    service.handle(operation, { TableName: 'table', ...input });
  const put = (pk: string, item: object = {}) => call('PutItem', { Item: { ...key(pk), ...item } });
  const transact = (pk: string, token = 'token') =>
    call('TransactWriteItems', {
      ClientRequestToken: token,
      TransactItems: [{ Put: { TableName: 'table', Item: { ...key(pk), n: { N: '7' } } } }],
    });
  return { clock, service, call, put, transact };
}

function told(handled: Handled): Record<string, unknown> {
  const { body } = 'answer' in handled ? handled.answer : handled.finish();
  const answer: Record<string, unknown> = JSON.parse(Buffer.from(body).toString());
  return answer;
}
const refusal = (handled: Handled) => String(told(handled).__type).split('#')[1];

describe('while a transaction is under way', () => {
  it('a write of its items meets a conflict, a read sees them as they were', () => {
    const { put, transact, call } = setup();
    put('a');
    const under = transact('a');
    expect(refusal(put('a'))).toBe('TransactionConflictException');
    expect(told(call('GetItem', { Key: key('a'), ConsistentRead: true })).Item).toEqual(key('a'));
    expect(refusal(put('b'))).toBeUndefined();
    told(under);
    expect(told(call('GetItem', { Key: key('a'), ConsistentRead: true })).Item).toMatchObject({
      n: { N: '7' },
    });
    expect(refusal(put('a'))).toBeUndefined();
  });

  it('another over the same items is cancelled for the conflict', () => {
    const { transact } = setup();
    const under = transact('a');
    expect(told(transact('a', 'other')).CancellationReasons).toMatchObject([{ Code: 'TransactionConflict' }]);
    told(under);
  });

  it('its repeat under the same token is in progress, then done, and ten minutes later new', () => {
    const { clock, transact, service } = setup();
    const under = transact('a');
    expect(refusal(transact('a'))).toBe('TransactionInProgressException');
    told(under);
    const written = service.table.changes.length;
    expect(told(transact('a'))).toEqual({});
    clock.ms += 10 * 60_000 + 1;
    expect('finish' in transact('a')).toBe(true);
    expect(service.table.changes.length).toBe(written);
  });
});

describe('what a real service leaves open', () => {
  it('an eventually consistent read may be a second behind, a consistent one never', () => {
    const { clock, put, call } = setup({ stale: () => true });
    put('a', { n: { N: '1' } });
    put('a', { n: { N: '2' } });
    const read = (ConsistentRead: boolean) => told(call('GetItem', { Key: key('a'), ConsistentRead })).Item;
    expect(read(false)).toMatchObject({ n: { N: '1' } });
    expect(read(true)).toMatchObject({ n: { N: '2' } });
    clock.ms += 1_000;
    expect(read(false)).toMatchObject({ n: { N: '2' } });
  });

  it('an index may be behind by any number of changes, for two seconds', () => {
    const weather = { pending: 1 };
    const { clock, put, call } = setup({ lag: () => weather.pending });
    put('a', { listShard: { S: 'L' }, listKey: { S: '1' } });
    put('b', { listShard: { S: 'L' }, listKey: { S: '2' } });
    const count = () =>
      told(
        call('Query', {
          IndexName: 'byList',
          KeyConditionExpression: 'listShard = :l',
          ExpressionAttributeValues: { ':l': { S: 'L' } },
        }),
      ).Count;
    expect(count()).toBe(1);
    clock.ms += 2_000;
    expect(count()).toBe(2);
  });

  it('a batch may leave keys unprocessed, to be asked again', () => {
    const { put, call } = setup({ unprocessed: () => 1 });
    put('a');
    put('b');
    const answer = told(call('BatchGetItem', { RequestItems: { table: { Keys: [key('a'), key('b')] } } }));
    expect(answer.Responses).toEqual({ table: [key('a')] });
    expect(answer.UnprocessedKeys).toEqual({ table: { Keys: [key('b')] } });
  });
});

it('what has outlived its time stays until somebody removes it', () => {
  const { clock, put, service } = setup();
  put('a', { expiresAt: { N: '10' } });
  clock.ms = 10_000;
  expect(service.table.expired()).toEqual([]);
  clock.ms += 1;
  expect(service.table.expired()).toEqual([{ pk: 'a', sk: 'it' }]);
  expect(service.table.standing({ pk: 'a', sk: 'it' })).toBeDefined();
});

it('a write that changes nothing is no change of the stream', () => {
  const { put, service } = setup();
  put('a');
  put('a');
  expect(service.table.changes).toHaveLength(1);
});

it('the bill counts reads, writes and the writes of the indexes', () => {
  const { put, call, transact, service } = setup();
  put('a', { listShard: { S: 'L' }, listKey: { S: '1' } });
  call('GetItem', { Key: key('a') });
  told(transact('b'));
  expect(service.meter).toEqual({ reads: 0.5, writes: 3, indexWrites: 1 });
});
