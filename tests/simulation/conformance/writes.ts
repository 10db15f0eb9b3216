import { batchGet, get, key, put, remove, transact } from './calls.ts';
import { type Case, fails, invalid, passes } from './case.ts';
import { asking, block } from './claims.ts';
import { nested } from './expressions.ts';

export const writes: readonly Case[] = [
  [
    'a put refuses what cannot be stored',
    [
      put({ pk: 'a' }),
      put({ pk: '', sk: 'x' }),
      put({ pk: 1, sk: 'x' }),
      put({ ...key('a'), dueShard: 1 }),
      put({ ...key('a'), big: 'x'.repeat(400 * 1_024) }),
      put({ ...key('a'), big: 'x'.repeat(399 * 1_024) }),
      put({ ...key('a'), n: 1 }, { if: 'attribute_not_exists(pk)' }),
      put({ ...key('a'), n: 1 }, { returns: 'ALL_OLD' }),
      put({ ...key('a'), n: 2 }, { if: 'n = :n', values: { ':n': 3 } }),
    ],
    [invalid, invalid, invalid, invalid, invalid, passes, fails, passes, fails],
  ],
  [
    'a delete with and without a condition',
    [
      put({ ...key('a'), n: 1 }),
      remove('a', { if: 'n = :n', values: { ':n': 2 } }),
      remove('a', { returns: 'ALL_OLD' }),
      remove('a', { returns: 'ALL_OLD' }),
      remove('a', { if: 'attribute_exists(pk)' }),
      get('a'),
    ],
    [passes, fails, passes, passes, fails, passes],
  ],
  [
    'a transaction does all or nothing and gives a reason for each',
    [
      put(block),
      transact([
        { put: { ...key('r'), n: 1 }, if: 'attribute_not_exists(pk)' },
        { name: 'block', update: 'ADD claims :party', ...asking(3) },
      ]),
      transact([
        { put: { ...key('r2'), n: 1 } },
        { name: 'block', update: 'ADD claims :party', ...asking(4) },
        { name: 'r', check: true, if: 'n = :n', values: { ':n': 7 } },
        { name: 'r', remove: true },
      ]),
      transact([
        { put: { ...key('r2'), n: 1 } },
        { name: 'block', update: 'ADD claims :party', ...asking(4) },
        { name: 'r', check: true, if: 'n = :n', values: { ':n': 7 } },
        { name: 'zz', check: true, if: 'attribute_not_exists(pk)' },
      ]),
      get('r2'),
      get('block'),
      transact([{ name: 'r', remove: true, if: 'n = :n', values: { ':n': 1 } }]),
      get('r'),
    ],
    [passes, passes, invalid, 'TransactionCanceledException', passes, passes, passes, passes],
  ],
  [
    'a transaction takes one hundred items and no more',
    [
      transact(Array.from({ length: 100 }, (_, n) => ({ put: key(`i${n}`) }))),
      transact(Array.from({ length: 101 }, (_, n) => ({ put: key(`j${n}`) }))),
      get('i99'),
      get('j0'),
    ],
    [passes, invalid, passes, passes],
  ],
  [
    'a token makes a transaction happen once, and only that one',
    [
      put({ ...key('a'), n: 0 }),
      transact([{ name: 'a', update: 'ADD n :one', values: { ':one': 1 } }], 'token-1'),
      transact([{ name: 'a', update: 'ADD n :one', values: { ':one': 1 } }], 'token-1'),
      transact([{ name: 'a', update: 'ADD n :one', values: { ':one': 2 } }], 'token-1'),
      get('a'),
    ],
    [passes, passes, passes, 'IdempotentParameterMismatchException', passes],
  ],
  [
    'a batch of keys, absent ones left out, none twice',
    [put(block), batchGet(['block', 'absent']), batchGet(['block', 'block'])],
    [passes, passes, invalid],
  ],
  [
    'a projection keeps what its paths lead to',
    [
      put(nested),
      get('nested', 'owed.a, steps[0], steps[2], deep.steps[0].n, nothing'),
      get('nested', 'nothing'),
    ],
    [passes, passes, passes],
  ],
];
