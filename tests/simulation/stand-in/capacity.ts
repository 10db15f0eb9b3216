import { projected } from './index-view.ts';
import type { Shape } from './shape.ts';
import { equalAttributes, itemSize } from './values.ts';
import type { Attributes } from './wire.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html
const WRITE_UNIT_BYTES = 1_024;
const READ_UNIT_BYTES = 4_096;

export type Usage = { readonly table: number; readonly indexes: Readonly<Record<string, number>> };

export const readUnits = (bytes: number, consistent: boolean): number =>
  Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5);

const writeUnits = (...images: readonly (Attributes | undefined)[]): number =>
  Math.max(1, ...images.map((image) => Math.ceil(image ? itemSize(image) / WRITE_UNIT_BYTES : 0)));

/** A transaction costs twice, though not in the indexes; a condition that failed costs what stands. */
export function writeUsage(
  shape: Shape,
  before: Attributes | undefined,
  after: Attributes | undefined,
  factor = 1,
): Usage {
  return {
    table: factor * writeUnits(before, after),
    indexes: Object.fromEntries(
      shape.indexes
        .map((index) => {
          const [old, now] = [before, after].map((item) => item && projected(shape, index, item));
          const moved =
            old !== undefined &&
            now !== undefined &&
            [index.partitionKey, index.sortKey].some((name) => !sameKey(old, now, name));
          if (old === undefined && now === undefined) return [index.name, 0] as const;
          if (moved) return [index.name, writeUnits(old) + writeUnits(now)] as const;
          const unchanged = old !== undefined && now !== undefined && equalAttributes(old, now);
          return [index.name, unchanged ? 0 : writeUnits(old, now)] as const;
        })
        .filter(([, units]) => units > 0),
    ),
  };
}

const sameKey = (one: Attributes, other: Attributes, name: string): boolean =>
  JSON.stringify(one[name]) === JSON.stringify(other[name]);

export function consumed(tableName: string, { table, indexes }: Usage, asked: string | undefined): object {
  if (asked === undefined || asked === 'NONE') return {};
  const inIndexes = Object.values(indexes).reduce((sum, units) => sum + units, 0);
  const listed = Object.entries(indexes).map(([name, CapacityUnits]) => [name, { CapacityUnits }]);
  return {
    ConsumedCapacity: {
      TableName: tableName,
      CapacityUnits: table + inIndexes,
      ...(asked === 'INDEXES' && {
        Table: { CapacityUnits: table },
        ...(listed.length > 0 && { GlobalSecondaryIndexes: Object.fromEntries(listed) }),
      }),
    },
  };
}
