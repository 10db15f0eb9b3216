import { expect } from 'vitest';
import { type Call, key, put, query, update } from './calls.ts';
import { invalid } from './case.ts';

/** Where the engine is known to answer otherwise than DynamoDB, which the stand-in follows; the last call tells. */
export const differences: readonly {
  readonly what: string;
  readonly calls: readonly Call[];
  readonly engine: object;
  readonly dynamoDb: object;
}[] = [
  {
    what: 'removing from a map that is not there is invalid',
    calls: [put(key('a')), update('a', 'REMOVE nowhere.x')],
    engine: {},
    dynamoDb: { refused: invalid },
  },
  {
    what: 'a key of another type than the schema is invalid, not absent',
    calls: [query('pk = :p', { values: { ':p': 1 } })],
    engine: { Count: 0 },
    dynamoDb: { refused: invalid },
  },
  {
    what: 'a value put far behind the end of a list is appended',
    calls: [
      put({ ...key('a'), steps: ['a'] }),
      update('a', 'SET steps[2] = :v', { values: { ':v': 'z' }, returns: 'ALL_NEW' }),
    ],
    engine: { Attributes: { steps: { L: [{ S: 'a' }, { NULL: true }, { S: 'z' }] } } },
    dynamoDb: { Attributes: { steps: { L: [{ S: 'a' }, { S: 'z' }] } } },
  },
  {
    what: 'places in a list are those before the update',
    calls: [
      put({ ...key('a'), steps: ['a', 'b', 'c', 'd'] }),
      update('a', 'REMOVE steps[0], steps[2]', { returns: 'ALL_NEW' }),
    ],
    engine: { Attributes: { steps: { L: [{ S: 'b' }, { S: 'c' }] } } },
    dynamoDb: { Attributes: { steps: { L: [{ S: 'b' }, { S: 'd' }] } } },
  },
  {
    what: 'an item that was not there has no old image',
    calls: [update('a', 'SET n = :v', { values: { ':v': 1 }, returns: 'ALL_OLD' })],
    engine: { Attributes: { pk: { S: 'a' } } },
    dynamoDb: expect.not.objectContaining({ Attributes: expect.anything() }),
  },
  {
    what: 'what lies behind the megabyte was not scanned',
    calls: [
      ...Array.from({ length: 4 }, (_, n) => put({ pk: 'p', sk: `s${n}`, big: 'x'.repeat(390 * 1_024) })),
      query('pk = :p', { values: { ':p': 'p' }, count: true }),
    ],
    engine: { Count: 2, ScannedCount: 3 },
    dynamoDb: { Count: 2, ScannedCount: 2 },
  },
];
