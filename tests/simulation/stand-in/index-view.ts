import { type IndexShape, idOf, keyOf, type Shape } from './shape.ts';
import type { Change } from './table.ts';
import type { Weather } from './weather.ts';
import type { Attributes } from './wire.ts';

const LAG_MS = 2_000; // an index follows its table within about two seconds

export type Views = ReadonlyMap<string, IndexView>;
export type IndexView = {
  readonly index: IndexShape;
  readonly items: (partition: string | undefined) => readonly Attributes[];
};

/** An index as it stands: behind the table by as much as the weather says. */
export function indexView(
  shape: Shape,
  index: IndexShape,
  changes: readonly Change[],
  weather: Weather,
): IndexView {
  const partitions = new Map<string, Map<string, Attributes>>();
  let seen = 0;

  function catchUp(): void {
    let overdue = seen;
    while ((changes[overdue]?.at ?? Number.POSITIVE_INFINITY) <= weather.now() - LAG_MS) overdue += 1;
    const pending = changes.length - overdue;
    const upTo = pending === 0 ? overdue : changes.length - weather.lag(pending);
    for (const change of changes.slice(seen, upTo)) follow(change);
    seen = Math.max(seen, upTo);
  }

  function follow({ place, before, after }: Change): void {
    const old = before && projected(shape, index, before);
    if (old !== undefined) partitions.get(partitionOf(index, old))?.delete(idOf(place));
    const image = after && projected(shape, index, after);
    if (image === undefined) return;
    const name = partitionOf(index, image);
    const partition = partitions.get(name) ?? new Map<string, Attributes>();
    partitions.set(name, partition);
    partition.set(idOf(place), image);
  }

  return {
    index,
    items(partition) {
      catchUp();
      const wanted = partition === undefined ? [...partitions.values()] : [partitions.get(partition)];
      return wanted.flatMap((items) => [...(items?.values() ?? [])]);
    },
  };
}

/** What an index holds of an item; undefined where the item lacks one of its keys. */
export function projected(shape: Shape, index: IndexShape, item: Attributes): Attributes | undefined {
  const { [index.partitionKey]: pk, [index.sortKey]: sk } = item;
  if (pk === undefined || sk === undefined) return undefined;
  if (!index.keysOnly) return item;
  const { [shape.partitionKey]: basePk, [shape.sortKey]: baseSk } = item;
  const base = keyOf(shape, { pk: textOf(basePk), sk: textOf(baseSk) });
  return { ...base, [index.partitionKey]: pk, [index.sortKey]: sk };
}

const partitionOf = (index: IndexShape, item: Attributes): string => textOf(item[index.partitionKey]);
const textOf = (value: Attributes[string] | undefined): string => (value && 'S' in value ? value.S : '');
