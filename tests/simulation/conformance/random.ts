import * as fc from 'fast-check';
import { type Call, get, key, put, query, remove, transact, update } from './calls.ts';
import { claim } from './claims.ts';

const name = fc.constantFrom('a', 'b');
const number = fc.integer({ min: -2, max: 3 });
const claims = fc
  .uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 })
  .map((bytes) => new Set(bytes.map(claim)));
const field = fc.constantFrom('n', 'label', 'claims', 'notes', 'notes.x', 'steps', 'steps[0]');
const value = fc.oneof(number, fc.constantFrom('x', 'é'), claims, fc.constantFrom({ x: 1 }, ['x', 2], true));

const condition = fc.oneof(
  fc.record({ if: field.map((path) => `attribute_exists(${path})`) }),
  fc.record({ if: field.map((path) => `attribute_not_exists(${path})`) }),
  fc
    .tuple(field, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), number)
    .map(([path, by, n]) => ({ if: `${path} ${by} :c`, values: { ':c': n } })),
  fc.tuple(field, number).map(([path, n]) => ({ if: `size(${path}) <= :c`, values: { ':c': n } })),
  fc.tuple(field, value).map(([path, it]) => ({ if: `contains(${path}, :c)`, values: { ':c': it } })),
  fc.constant({}),
);
type Condition = { readonly if?: string; readonly values?: Readonly<Record<string, unknown>> };

const change = fc.oneof(
  fc.tuple(field, value).map(([path, it]) => ({ by: `SET ${path} = :v`, values: { ':v': it } })),
  number.map((n) => ({ by: 'SET n = if_not_exists(n, :zero) + :v', values: { ':v': n, ':zero': 0 } })),
  number.map((n) => ({ by: 'SET m = n, n = :v REMOVE label', values: { ':v': n } })),
  number.map((n) => ({ by: 'ADD n :v', values: { ':v': n } })),
  claims.map((them) => ({ by: 'ADD claims :v', values: { ':v': them } })),
  claims.map((them) => ({ by: 'DELETE claims :v', values: { ':v': them } })),
  fc.constantFrom('n', 'claims', 'label', 'notes').map((path) => ({ by: `REMOVE ${path}`, values: {} })),
  fc.constant({ by: 'SET steps = list_append(steps, :v)', values: { ':v': ['y'] } }),
);
const returns = 'ALL_NEW';

const updated = fc.record({ name, change, condition });
type Updated = {
  readonly name: string;
  readonly change: { by: string; values: object };
  readonly condition: Condition;
};

const given = ({ change: { values }, condition: only }: Updated): Condition => {
  const all = { ...values, ...only.values };
  return { ...only, ...(Object.keys(all).length > 0 && { values: all }) };
};

/** Any call on two items: most conditions and types do not fit, which must be refused alike. */
export const calls: fc.Arbitrary<Call> = fc.oneof(
  fc
    .record({ name, n: number, claims, condition })
    .map(({ name: it, n, claims: them, condition: only }) =>
      put(
        { ...key(it), n, claims: them, notes: { x: n }, steps: [n], listShard: 'L', listKey: `${n}` },
        only,
      ),
    ),
  updated.map((it) => update(it.name, it.change.by, { ...given(it), returns })),
  fc
    .record({ name, condition })
    .map(({ name: it, condition: only }) => remove(it, { ...only, returns: 'ALL_OLD' })),
  fc
    .tuple(updated, updated)
    .map(([one, other]) =>
      transact([one, other].map((it) => ({ name: it.name, update: it.change.by, ...given(it) }))),
    ),
  name.map((it) => get(it)),
  fc.constant(query('listShard = :l', { index: 'byList', values: { ':l': 'L' } })),
);
