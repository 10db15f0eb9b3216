import { table } from '../../../shared/store/table.ts';
import { invalid } from './refusal.ts';
import { canonicalAttributes, itemSize } from './values.ts';
import type { Attributes } from './wire.ts';

type KeyNames = { readonly partitionKey: string; readonly sortKey: string };
export type IndexShape = KeyNames & { readonly name: string; readonly keysOnly: boolean };
export type Shape = KeyNames & { readonly tableName: string; readonly indexes: readonly IndexShape[] };

export const ourTable = (tableName: string): Shape => ({
  tableName,
  partitionKey: table.partitionKey,
  sortKey: table.sortKey,
  indexes: [
    { ...table.byList, keysOnly: false },
    { ...table.byDue, keysOnly: true },
  ],
});

/** An item's place in its table. */
export type Place = { readonly pk: string; readonly sk: string };
export const idOf = ({ pk, sk }: Place): string => `${pk}\u0000${sk}`;

export const keyNames = ({ partitionKey, sortKey }: Shape): readonly string[] => [partitionKey, sortKey];

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
const PARTITION_KEY_BYTES = 2_048;
const SORT_KEY_BYTES = 1_024;
const ITEM_BYTES = 400 * 1_024;

const wrongKey = () => invalid('The provided key element does not match the schema');

/** The place a request names; refused unless it is exactly the key. */
export function placeOf(shape: Shape, key: Attributes): Place {
  if (Object.keys(key).length !== 2) throw wrongKey();
  return placeIn(shape, key);
}

export function placeIn(shape: Shape, item: Attributes): Place {
  const { [shape.partitionKey]: pk, [shape.sortKey]: sk } = item;
  if (pk === undefined || sk === undefined || !('S' in pk) || !('S' in sk)) throw wrongKey();
  if (pk.S === '' || sk.S === '') throw invalid('The AttributeValue for a key attribute cannot be empty');
  if (Buffer.byteLength(pk.S) > PARTITION_KEY_BYTES || Buffer.byteLength(sk.S) > SORT_KEY_BYTES)
    throw invalid('Size of a key has exceeded the maximum size limit');
  return { pk: pk.S, sk: sk.S };
}

/** An item as it may be stored. */
export function storable(shape: Shape, item: Attributes): Attributes {
  placeIn(shape, item);
  for (const { partitionKey, sortKey } of shape.indexes) {
    for (const name of [partitionKey, sortKey]) {
      const value = item[name];
      if (value !== undefined && (!('S' in value) || value.S === ''))
        throw invalid(`One or more parameter values were invalid: Type mismatch for Index Key ${name}`);
    }
  }
  if (itemSize(item) > ITEM_BYTES) throw invalid('Item size has exceeded the maximum allowed size');
  return item;
}

export const storableInput = (shape: Shape, item: Attributes): Attributes =>
  storable(shape, canonicalAttributes(item));

export const keyOf = (shape: Shape, { pk, sk }: Place): Attributes => ({
  [shape.partitionKey]: { S: pk },
  [shape.sortKey]: { S: sk },
});
