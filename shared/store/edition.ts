import * as z from 'zod/mini';
import type { Session } from '../domain/programme.ts';
import type { Store } from './client.ts';
import { fromItem, toItem } from './item.ts';
import { partition } from './programme.ts';
import { type Key, keptPartition, keys } from './table.ts';
import { transact, type Write } from './transaction.ts';

/** One write of an import; a session is changed only as it was seen, and never loses what others keep on it. */
export type Change =
  | { readonly kind: 'put'; readonly key: Key; readonly value: object }
  | { readonly kind: 'remove'; readonly key: Key }
  | { readonly kind: 'add-session'; readonly session: Session }
  | { readonly kind: 'change-session'; readonly session: Session; readonly seenRev: number };

const keptItem = z.object({ sk: z.string(), value: z.record(z.string(), z.unknown()) });

/** What earlier imports kept for later, by what it is about. */
export async function loadKept(store: Store): Promise<ReadonlyMap<string, object>> {
  const items = await partition(store, keptPartition, { consistent: true });
  return new Map(items.map((item) => fromItem(keptItem, item)).map(({ sk, value }) => [sk, value]));
}

/** All changes or none; `overtaken` when somebody else changed the same things meanwhile. */
export async function applyTogether(
  store: Store,
  changes: readonly Change[],
): Promise<'applied' | 'overtaken'> {
  return (await transact(store, changes.map(written))) === 'done' ? 'applied' : 'overtaken';
}

function written(change: Change): Write {
  switch (change.kind) {
    case 'put':
      return { Put: { Item: toItem({ ...change.value, ...change.key }) } };
    case 'remove':
      return { Delete: { Key: toItem(change.key) } };
    case 'add-session':
      return {
        Put: {
          Item: toItem({ ...change.session, ...keys.session(change.session.id) }),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      };
    case 'change-session':
      return {
        Update: {
          Key: toItem(keys.session(change.session.id)),
          UpdateExpression: 'SET #event = :event, #timings = :timings, #online = :online, #rev = :rev',
          ConditionExpression: '#rev = :seenRev',
          ExpressionAttributeNames: {
            '#event': 'event',
            '#timings': 'timings',
            '#online': 'online',
            '#rev': 'rev',
          },
          ExpressionAttributeValues: toItem({
            ':event': change.session.event,
            ':timings': change.session.timings,
            ':online': change.session.online,
            ':rev': change.session.rev,
            ':seenRev': change.seenRev,
          }),
        },
      };
  }
}
