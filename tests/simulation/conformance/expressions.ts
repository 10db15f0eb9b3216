import { get, key, put, update } from './calls.ts';
import { type Case, fails, invalid, passes } from './case.ts';
import { asking, block, claim } from './claims.ts';

export const nested = {
  ...key('nested'),
  owed: { a: '1', b: '2' },
  steps: ['a', 'b', 'c'],
  deep: { steps: [{ n: 1 }] },
  n: 5,
};

export const expressions: readonly Case[] = [
  [
    'a claim is added while there is room, and the block is told when there is none',
    [
      put(block),
      update('block', 'ADD claims :party', asking(3)),
      update('block', 'ADD claims :party', asking(4)),
      get('block'),
    ],
    [passes, passes, fails, passes],
  ],
  [
    'a claim that stands is not added again',
    [put(block), update('block', 'ADD claims :party', asking(2)), get('block')],
    [passes, fails, passes],
  ],
  [
    'the size of an absent set fails the condition',
    [
      put({ ...key('a'), n: 1 }),
      update('a', 'SET n = :n', { if: 'size(claims) <= :n', values: { ':n': 2 } }),
      update('a', 'SET n = :n', { if: 'NOT size(claims) > :n', values: { ':n': 2 } }),
    ],
    [passes, fails, passes],
  ],
  [
    'a set disappears with its last element',
    [
      put(block),
      update('block', 'DELETE claims :them', {
        values: { ':them': new Set([claim(1)]) },
        returns: 'ALL_NEW',
      }),
      update('block', 'DELETE claims :them', {
        values: { ':them': new Set([claim(2)]) },
        returns: 'ALL_NEW',
      }),
      update('block', 'SET lim = :lim', { if: 'attribute_not_exists(claims)', values: { ':lim': 9 } }),
    ],
    [passes, passes, passes, passes],
  ],
  [
    'removing a claim from an absent item makes a ghost, unless it must exist',
    [
      update('ghost', 'DELETE claims :them', {
        if: 'attribute_exists(pk)',
        values: { ':them': new Set([claim(1)]) },
      }),
      get('ghost'),
      update('ghost', 'DELETE claims :them', { values: { ':them': new Set([claim(1)]) } }),
      get('ghost'),
    ],
    [fails, passes, passes, passes],
  ],
  [
    'adding to and removing from one set in one update is refused',
    [
      put(block),
      update('block', 'ADD claims :a DELETE claims :b', {
        values: { ':a': new Set([claim(7)]), ':b': new Set([claim(1)]) },
      }),
    ],
    [passes, invalid],
  ],
  [
    'conditions know no arithmetic',
    [put(block), update('block', 'SET lim = :n', { if: 'size(claims) <= lim - :n', values: { ':n': 1 } })],
    [passes, invalid],
  ],
  [
    'reserved words want a placeholder',
    [
      put({ ...key('a'), limit: 1, status: 'x' }),
      update('a', 'SET limit = :n', { values: { ':n': 1 } }),
      update('a', 'SET n = :n', { if: 'status = :n', values: { ':n': 'x' } }),
      update('a', 'SET #limit = :n', {
        names: { '#limit': 'limit' },
        values: { ':n': 2 },
        returns: 'ALL_NEW',
      }),
      get('a', 'status'),
    ],
    [passes, invalid, invalid, passes, invalid],
  ],
  [
    'placeholders are all defined and all used',
    [
      update('a', 'SET n = :n'),
      update('a', 'SET n = :n', { values: { ':n': 1, ':m': 2 } }),
      update('a', 'SET n = :n', { values: { ':n': 1 }, names: { '#x': 'x' } }),
      update('a', 'SET #n = :n', { values: { ':n': 1 } }),
      put(key('a'), { values: { ':n': 1 } }),
      get('a', '#x'),
    ],
    [invalid, invalid, invalid, invalid, invalid, invalid],
  ],
  [
    'an update of an absent item creates it, with old and new images told',
    [
      update('a', 'SET n = if_not_exists(n, :zero) + :one', {
        values: { ':zero': 0, ':one': 1 },
        returns: 'ALL_NEW',
      }),
      update('a', 'SET n = if_not_exists(n, :zero) + :one', {
        values: { ':zero': 0, ':one': 1 },
        returns: 'ALL_OLD',
      }),
      update('a', 'SET n = n - :one, m = :one', { values: { ':one': 1.5 }, returns: 'UPDATED_NEW' }),
      update('b', undefined),
      get('b'),
    ],
    [passes, passes, passes, passes, passes],
  ],
  [
    'an update of nested maps and lists',
    [
      put(nested),
      update('nested', 'SET owed.#c = :v REMOVE owed.a', {
        names: { '#c': 'c#1' },
        values: { ':v': 'x' },
        returns: 'ALL_NEW',
      }),
      update('nested', 'REMOVE steps[1]', { returns: 'ALL_NEW' }),
      update('nested', 'SET steps[2] = :v, deep.steps[0].n = deep.steps[0].n + :one', {
        values: { ':v': 'end', ':one': 1 },
        returns: 'ALL_NEW',
      }),
      update('nested', 'SET steps = list_append(:more, steps)', {
        values: { ':more': ['z'] },
        returns: 'ALL_NEW',
      }),
      update('nested', 'REMOVE owed.nothing', { returns: 'ALL_NEW' }),
      update('nested', 'SET n = n', {
        if: 'size(owed) = :one AND contains(steps, :v)',
        values: { ':one': 1, ':v': 'end' },
      }),
    ],
    [passes, passes, passes, passes, passes, passes, fails],
  ],
  [
    'a path that leads nowhere is invalid for an update',
    [
      put(nested),
      update('nested', 'SET nowhere.x = :v', { values: { ':v': 1 } }),
      update('nested', 'SET n = nowhere'),
      update('nested', 'SET x = nowhere + :v', { values: { ':v': 1 } }),
      update('nested', 'SET steps = list_append(steps, n)'),
      update('nested', 'ADD steps :v', { values: { ':v': 1 } }),
      update('nested', 'ADD n :v', { values: { ':v': 'text' } }),
      update('nested', 'SET owed.a = :v, owed = :m', { values: { ':v': 1, ':m': {} } }),
      update('nested', 'SET pk = :v', { values: { ':v': 'x' } }),
      update('nested', 'SET n = :v SET m = :v', { values: { ':v': 1 } }),
    ],
    [passes, ...Array.from({ length: 9 }, () => invalid)],
  ],
  [
    'every kind of condition',
    [
      put({ ...nested, name: 'Éloïse', bytes: claim(3), tags: new Set(['a', 'b']), none: null, yes: true }),
      ...[
        'n BETWEEN :one AND :nine AND #name >= :e',
        'n IN (:one, :nine)',
        'NOT n IN (:one, :nine) AND (n = :one OR n < :nine)',
        'begins_with(#name, :e) AND contains(#name, :e)',
        'begins_with(#name, :one)',
        'attribute_type(tags, :ss) AND contains(tags, :a)',
        'contains(tags, :one)',
        'absent <> :one',
        'absent = :one',
        'n <> #name',
        'n < #name',
        'size(#name) > :nine',
        'size(bytes) > :nine AND size(owed) < size(steps)',
        'attribute_exists(owed.a) AND attribute_not_exists(owed.zz)',
        'attribute_exists(steps[2]) AND attribute_not_exists(steps[3])',
        'NOT (n = :one) AND NOT attribute_exists(absent)',
        'owed = :owed',
        'size(n) = :one',
      ].map((condition) =>
        update('nested', 'REMOVE zzz', {
          if: condition,
          told: false,
          ...only(condition, {
            ':one': 1,
            ':nine': 9,
            ':e': 'É',
            ':ss': 'SS',
            ':a': 'a',
            ':owed': { b: '2', a: '1' },
          }),
        }),
      ),
    ],
    [
      passes,
      passes,
      fails,
      passes,
      passes,
      invalid,
      passes,
      fails,
      passes,
      fails,
      passes,
      fails,
      fails,
      passes,
      passes,
      passes,
      passes,
      passes,
      fails,
    ],
  ],
  [
    'bad syntax is invalid',
    [
      'n = ',
      'n == :one',
      'n = :one AND',
      '(n = :one',
      'foo(n)',
      'n',
      'attribute_exists(:one)',
      '((n = :one))',
    ].map((condition) => update('a', 'REMOVE b', { if: condition, ...only(condition, { ':one': 1 }) })),
    Array.from({ length: 8 }, () => invalid),
  ],
];

/** The placeholders a condition uses, and no other. */
function only(condition: string, values: Readonly<Record<string, unknown>>) {
  const used = Object.entries(values).filter(([name]) => new RegExp(`${name}\\b`).test(condition));
  return {
    ...(used.length > 0 && { values: Object.fromEntries(used) }),
    ...(condition.includes('#name') && { names: { '#name': 'name' } }),
  };
}
