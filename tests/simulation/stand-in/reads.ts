import { readUnits, type Usage } from './capacity.ts';
import { parseCondition } from './condition-parser.ts';
import { bind, project } from './documents.ts';
import { given, holds } from './evaluate.ts';
import { parseProjection } from './parser.ts';
import { checkPlaceholders } from './placeholders.ts';
import { invalid } from './refusal.ts';
import type { Condition } from './syntax.ts';
import type { Table } from './table.ts';
import { canonicalAttributes, itemSize, order } from './values.ts';
import type { Attributes, Names, ReadInput } from './wire.ts';

const PAGE_BYTES = 1_024 * 1_024;

export type Page = { readonly answer: object; readonly usage: Usage };

/** One page of a query, or of a scan where there is no key condition. */
export function readPage(table: Table, input: ReadInput, kind: 'query' | 'scan'): Page {
  const { shape } = table;
  const { ConsistentRead: consistent = false, Limit: limit = Number.POSITIVE_INFINITY } = input;
  const view = input.IndexName === undefined ? undefined : table.views.get(input.IndexName);
  if (input.IndexName !== undefined && view === undefined)
    throw invalid(`The table does not have the specified index: ${input.IndexName}`);
  if (view !== undefined && consistent)
    throw invalid('Consistent reads are not supported on global secondary indexes');
  if (limit < 1) throw invalid('Limit must be at least 1');

  const filter = optional(input.FilterExpression, parseCondition);
  const keyed = optional(input.KeyConditionExpression, parseCondition);
  const projection = optional(input.ProjectionExpression, parseProjection);
  if (kind === 'query' && keyed === undefined)
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified');
  checkPlaceholders(
    input,
    [filter, keyed, projection].flatMap((one) => one?.used ?? []),
  );
  const names = input.ExpressionAttributeNames ?? {};
  const values = canonicalAttributes(input.ExpressionAttributeValues ?? {});
  const scene = (item: Attributes) => ({ item, names, values });

  const keys = view?.index ?? shape;
  const partition = keyed && partitionOf(keyed.syntax, keys, names, values);
  const inOrder = [
    ...new Set([
      ...(kind === 'scan' ? [keys.partitionKey] : []),
      keys.sortKey,
      shape.partitionKey,
      shape.sortKey,
    ]),
  ];
  const direction = input.ScanIndexForward === false ? -1 : 1;
  const compare = (one: Attributes, other: Attributes) => direction * inKeyOrder(inOrder, one, other);

  const all = view ? view.items(partition) : table.items(partition, consistent);
  const start = input.ExclusiveStartKey;
  const candidates = all
    .filter((item) => keyed === undefined || holds(keyed.syntax, scene(item)))
    .filter((item) => start === undefined || compare(item, start) > 0)
    .sort(compare);

  const evaluated: Attributes[] = [];
  let size = 0;
  for (const item of candidates) {
    const grown = size + itemSize(item);
    if (evaluated.length >= limit || grown > PAGE_BYTES) break;
    evaluated.push(item);
    size = grown;
  }
  const found = evaluated.filter((item) => filter === undefined || holds(filter.syntax, scene(item)));
  const last = evaluated.at(-1);
  const more = last !== undefined && (evaluated.length === limit || evaluated.length < candidates.length);
  const keyAttributes = [...new Set([keys.partitionKey, keys.sortKey, shape.partitionKey, shape.sortKey])];
  const paths = projection?.syntax.map((path) => bind(path, names));
  return {
    answer: {
      Count: found.length,
      ScannedCount: evaluated.length,
      ...(input.Select !== 'COUNT' && {
        Items: paths === undefined ? found : found.map((item) => project(item, paths)),
      }),
      ...(more && {
        LastEvaluatedKey: project(
          last,
          keyAttributes.map((name) => [name]),
        ),
      }),
    },
    usage:
      view === undefined
        ? { table: readUnits(size, consistent), indexes: {} }
        : { table: 0, indexes: { [view.index.name]: readUnits(size, false) } },
  };
}

const optional = <Result>(text: string | undefined, read: (text: string) => Result): Result | undefined =>
  text === undefined ? undefined : read(text);

function inKeyOrder(names: readonly string[], one: Attributes, other: Attributes): number {
  for (const name of names) {
    const [a, b] = [one[name], other[name]];
    const ordered = a !== undefined && b !== undefined ? (order(a, b) ?? 0) : 0;
    if (ordered !== 0) return ordered;
  }
  return 0;
}

type KeyNames = { readonly partitionKey: string; readonly sortKey: string };

/** The partition a key condition names; refused unless it is that and at most one range of the sort key. */
function partitionOf(condition: Condition, keys: KeyNames, names: Names, values: Attributes): string {
  const parts = conjuncts(condition).map((part) => ({ part, name: attributeOf(part, names) }));
  const partitions = parts.filter(({ name }) => name === keys.partitionKey);
  const ranges = parts.filter(({ name }) => name === keys.sortKey);
  const [named] = partitions;
  if (named === undefined || partitions.length > 1 || ranges.length > 1 || ranges.length + 1 < parts.length)
    throw invalid('Query key condition not supported');
  const { part } = named;
  if (part.kind !== 'compare' || part.by !== '=' || part.right.kind !== 'value')
    throw invalid('Query key condition not supported');
  const value = given(part.right.name, { item: {}, names, values });
  if (!('S' in value)) throw invalid('Condition parameter type does not match schema type');
  return value.S;
}

const conjuncts = (condition: Condition): readonly Condition[] =>
  condition.kind === 'and' ? [...conjuncts(condition.left), ...conjuncts(condition.right)] : [condition];

function attributeOf(condition: Condition, names: Names): string | undefined {
  const operand =
    condition.kind === 'compare' && condition.by !== '<>'
      ? condition.left
      : condition.kind === 'between' || condition.kind === 'begins'
        ? condition.it
        : undefined;
  return operand?.kind === 'path' ? String(bind(operand.path, names)[0]) : undefined;
}
