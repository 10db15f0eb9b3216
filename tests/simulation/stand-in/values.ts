import { canonicalNumber, compareNumbers, numberSize } from './numbers.ts';
import { invalid } from './refusal.ts';
import type { Attributes, Value } from './wire.ts';

export type Tag = 'S' | 'N' | 'B' | 'BOOL' | 'NULL' | 'M' | 'L' | 'SS' | 'NS' | 'BS';

export const tagOf = (value: Value): Tag => Object.keys(value)[0] as Tag;
export const setMembers = (value: Value): readonly string[] | undefined =>
  'SS' in value ? value.SS : 'NS' in value ? value.NS : 'BS' in value ? value.BS : undefined;
export const asSet = (tag: Tag, members: readonly string[]): Value =>
  tag === 'SS' ? { SS: members } : tag === 'NS' ? { NS: members } : { BS: members };

/** One form for one value: numbers without superfluous digits; refuses what DynamoDB refuses. */
export function canonical(value: Value): Value {
  if (Object.keys(value).length !== 1)
    throw invalid('Supplied AttributeValue must contain exactly one of the supported datatypes');
  if ('N' in value) return { N: canonicalNumber(value.N) };
  if ('M' in value) return { M: canonicalAttributes(value.M) };
  if ('L' in value) return { L: value.L.map(canonical) };
  const members = setMembers(value);
  if (members === undefined) return value;
  const unique = [...new Set('NS' in value ? members.map(canonicalNumber) : members)];
  if (unique.length === 0)
    throw invalid('One or more parameter values were invalid: An set may not be empty');
  if (unique.length < members.length)
    throw invalid('One or more parameter values were invalid: Input collection contains duplicates');
  return asSet(tagOf(value), unique);
}

export const canonicalAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, canonical(value)]));

export function equal(one: Value, other: Value): boolean {
  if (one === other) return true;
  if (tagOf(one) !== tagOf(other)) return false;
  if ('M' in one && 'M' in other) return equalAttributes(one.M, other.M);
  if ('L' in one && 'L' in other)
    return one.L.length === other.L.length && one.L.every((value, at) => equal(value, other.L[at] ?? value));
  const [mine, theirs] = [setMembers(one), setMembers(other)];
  if (mine !== undefined && theirs !== undefined)
    return mine.length === theirs.length && mine.every((member) => theirs.includes(member));
  return Object.values(one)[0] === Object.values(other)[0];
}

export const equalAttributes = (one: Attributes, other: Attributes): boolean =>
  one === other ||
  (Object.keys(one).length === Object.keys(other).length &&
    Object.entries(one).every(([name, value]) => {
      const there = other[name];
      return there !== undefined && equal(value, there);
    }));

/** Below, at or above zero; undefined where the two cannot be ordered. */
export function order(one: Value, other: Value): number | undefined {
  if ('S' in one && 'S' in other) return orderText(one.S, other.S);
  if ('N' in one && 'N' in other) return compareNumbers(one.N, other.N);
  if ('B' in one && 'B' in other) return Buffer.compare(bytes(one.B), bytes(other.B));
  return undefined;
}

const astral = /[\ud800-\udfff]/;
/** By UTF-8 bytes, which differs from JavaScript's order beyond the basic plane only. */
export function orderText(one: string, other: string): number {
  if (one === other) return 0;
  if (astral.test(one) || astral.test(other)) return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one < other ? -1 : 1;
}

export const bytes = (base64: string): Buffer => Buffer.from(base64, 'base64');

const textSize = (text: string): number => Buffer.byteLength(text);
const CONTAINER_OVERHEAD = 3;

/** Bytes, as items are billed and limited: names, values and the overhead of documents. */
export const itemSize = (item: Attributes): number =>
  Object.entries(item).reduce((total, [name, value]) => total + textSize(name) + valueSize(value), 0);

function valueSize(value: Value): number {
  if ('S' in value) return textSize(value.S);
  if ('N' in value) return numberSize(value.N);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('M' in value) return CONTAINER_OVERHEAD + Object.keys(value.M).length + itemSize(value.M);
  if ('L' in value) return CONTAINER_OVERHEAD + value.L.reduce((total, one) => total + 1 + valueSize(one), 0);
  if ('SS' in value) return value.SS.reduce((total, one) => total + textSize(one), 0);
  if ('NS' in value) return value.NS.reduce((total, one) => total + numberSize(one), 0);
  if ('BS' in value) return value.BS.reduce((total, one) => total + Buffer.byteLength(one, 'base64'), 0);
  return 1;
}

/** What `size()` says; undefined for what has none. */
export function sizeOf(value: Value): number | undefined {
  if ('S' in value) return textSize(value.S);
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('M' in value) return Object.keys(value.M).length;
  if ('L' in value) return value.L.length;
  return setMembers(value)?.length;
}
