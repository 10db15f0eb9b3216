import { table as names } from '../../../shared/store/table.ts';
import { indexView, type Views } from './index-view.ts';
import { idOf, type Place, type Shape } from './shape.ts';
import { equalAttributes } from './values.ts';
import type { Weather } from './weather.ts';
import type { Attributes } from './wire.ts';

export type Change = {
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly place: Place;
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
};

const { timeToLive } = names;
const STALE_READ_MS = 1_000; // an eventually consistent read is usually right within a second

export type Table = ReturnType<typeof createTable>;

/** The items and everything that follows from a write: the change for the stream, later the indexes. */
export function createTable(shape: Shape, weather: Weather) {
  const partitions = new Map<string, Map<string, Attributes>>();
  const lastChange = new Map<string, Change>();
  const changes: Change[] = [];
  const views: Views = new Map(
    shape.indexes.map((index) => [index.name, indexView(shape, index, changes, weather)]),
  );

  const standing = ({ pk, sk }: Place): Attributes | undefined => partitions.get(pk)?.get(sk);

  function readAt(place: Place, consistent: boolean): Attributes | undefined {
    if (!consistent) {
      const last = lastChange.get(idOf(place));
      if (last !== undefined && weather.now() - last.at < STALE_READ_MS && weather.stale())
        return last.before;
    }
    return standing(place);
  }

  return {
    shape,
    changes,
    views,
    standing,
    readAt,
    write(place: Place, after: Attributes | undefined): void {
      const before = standing(place);
      if (before === undefined ? after === undefined : after && equalAttributes(before, after)) return;
      const partition = partitions.get(place.pk) ?? new Map<string, Attributes>();
      partitions.set(place.pk, partition);
      if (after === undefined) partition.delete(place.sk);
      else partition.set(place.sk, after);
      const change = { sequence: changes.length, at: weather.now(), place, before, after };
      changes.push(change);
      lastChange.set(idOf(place), change);
    },
    /** What time to live may remove by now, sooner or later. */
    expired: (): readonly Place[] =>
      [...partitions].flatMap(([pk, items]) =>
        [...items].flatMap(([sk, { [timeToLive]: until }]) =>
          until !== undefined && 'N' in until && Number(until.N) * 1_000 < weather.now() ? [{ pk, sk }] : [],
        ),
      ),
    /** The items of one partition or of all, in no order. */
    items(pk: string | undefined, consistent: boolean): readonly Attributes[] {
      const keys = pk === undefined ? [...partitions.keys()] : [pk];
      return keys.flatMap((key) =>
        [...(partitions.get(key)?.keys() ?? [])]
          .map((sk) => readAt({ pk: key, sk }, consistent))
          .filter((item) => item !== undefined),
      );
    },
  };
}
