import { put, query, scan } from './calls.ts';
import { type Case, invalid } from './case.ts';

const rows = Array.from({ length: 7 }, (_, n) =>
  put({
    pk: 'p',
    sk: `s${n}`,
    n,
    dueShard: 'D#01',
    dueAt: `2027-0${1 + (n % 3)}`,
    listShard: 'L',
    listKey: `k${9 - n}`,
  }),
);
export const reads: readonly Case[] = [
  [
    'a partition, forwards, backwards, by range and by prefix',
    [
      ...rows,
      query('pk = :p', { values: { ':p': 'p' } }),
      query('pk = :p', { values: { ':p': 'p' }, backwards: true, limit: 3 }),
      query('pk = :p AND sk BETWEEN :a AND :b', { values: { ':p': 'p', ':a': 's2', ':b': 's4' } }),
      query('pk = :p AND begins_with(sk, :s)', { values: { ':p': 'p', ':s': 's6' } }),
      query('pk = :p AND sk > :a', { values: { ':p': 'p', ':a': 's4' }, count: true }),
      query('pk = :p', { values: { ':p': 'absent' } }),
    ],
    [],
  ],
  [
    'pages end at the limit, before the filter',
    [
      ...rows,
      query('pk = :p', { values: { ':p': 'p', ':n': 3 }, filter: 'n > :n', limit: 4 }),
      query('pk = :p', { values: { ':p': 'p' }, from: { pk: 'p', sk: 's3' }, limit: 3 }),
      query('pk = :p', { values: { ':p': 'p' }, from: { pk: 'p', sk: 's4' }, limit: 3 }),
      query('pk = :p', { values: { ':p': 'p' }, from: { pk: 'p', sk: 's3x' }, backwards: true }),
      query('pk = :p', { values: { ':p': 'p' }, projection: 'n', consistent: true }),
    ],
    [],
  ],
  [
    'pages end at one megabyte',
    [
      ...Array.from({ length: 4 }, (_, n) => put({ pk: 'p', sk: `s${n}`, big: 'x'.repeat(390 * 1_024) })),
      query('pk = :p', { values: { ':p': 'p' }, projection: 'sk', from: { pk: 'p', sk: 's2' } }),
    ],
    [],
  ],
  [
    'an index holds what its projection says of items that have its keys',
    [
      ...rows,
      put({ pk: 'p', sk: 'plain' }),
      query('listShard = :l', { index: 'byList', values: { ':l': 'L' }, limit: 2 }),
      query('listShard = :l AND listKey > :k', { index: 'byList', values: { ':l': 'L', ':k': 'k7' } }),
      query('dueShard = :d AND dueAt <= :at', {
        index: 'byDue',
        values: { ':d': 'D#01', ':at': '2027-01' },
      }),
      scan({ index: 'byDue', count: true }),
    ],
    [],
  ],
  [
    'what a query may not be',
    [
      query('sk = :p', { values: { ':p': 'p' } }),
      query('pk > :p', { values: { ':p': 'p' } }),
      query('pk = :p AND n = :p', { values: { ':p': 'p' } }),
      query('pk = :p OR sk = :p', { values: { ':p': 'p' } }),
      query('listShard = :l', { index: 'byList', values: { ':l': 'L' }, consistent: true }),
      query('listShard = :l', { index: 'byNothing', values: { ':l': 'L' } }),
    ],
    Array.from({ length: 6 }, () => invalid),
  ],
];
