import type { DynamoDBRecord } from 'aws-lambda';
import type { Item } from '../../shared/store/item.ts';
import { aChange } from '../support/stream.ts';
import type { Choices } from './choices.ts';
import { idOf } from './stand-in/shape.ts';
import type { Change } from './stand-in/table.ts';
import type { Attributes } from './stand-in/wire.ts';

const BATCH = 3;
/** One batch in so many is delivered again though it was followed, or never delivered. */
const ONE_IN = 12;

type Delivery = {
  readonly records: readonly DynamoDBRecord[];
  /** How many of the records were followed. */
  readonly done: (followed: number) => void;
  readonly failed: () => void;
};

/** The table's stream: each item's changes in order, again after a failure; items in any order and some batches twice. */
export function changeFeed(changes: readonly Change[], choices: Choices) {
  const pending = new Map<string, Change[]>();
  const underWay = new Set<string>();
  let read = changes.length;

  function ready(): string[] {
    for (const change of changes.slice(read)) {
      const id = idOf(change.place);
      pending.set(id, [...(pending.get(id) ?? []), change]);
    }
    read = changes.length;
    return [...pending.keys()].filter((id) => !underWay.has(id));
  }

  function next(): Delivery {
    const batch: Change[] = [];
    const candidates = ready();
    const wanted = 1 + choices.choose(BATCH);
    while (batch.length < wanted && candidates.length > 0) {
      const [id = ''] = candidates.splice(choices.choose(candidates.length), 1);
      underWay.add(id);
      batch.push(...(pending.get(id) ?? []).slice(0, 1 + choices.choose(2)));
    }
    const end = () => {
      for (const { place } of batch) underWay.delete(idOf(place));
    };
    return {
      records: batch.map(({ before, after, sequence }) =>
        aChange(before && imageOf(before), after && imageOf(after), String(sequence)),
      ),
      done(followed) {
        end();
        if (choices.choose(ONE_IN) === 1) return;
        for (const { place } of batch.slice(0, followed)) forget(idOf(place));
      },
      failed: end,
    };
  }

  function forget(id: string): void {
    const [, ...left] = pending.get(id) ?? [];
    if (left.length > 0) pending.set(id, left);
    else pending.delete(id);
  }

  return {
    waiting: (): boolean => ready().length > 0,
    next,
    /** The consumer was down for longer than records live. */
    lose(): void {
      for (const id of ready()) pending.delete(id);
    },
  };
}

const imageOf = (item: Attributes): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      'BS' in value
        ? { BS: value.BS.map((one) => new Uint8Array(Buffer.from(one, 'base64'))) }
        : (value as Item[string]),
    ]),
  );
