import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type Clock, epochMs } from '../../../shared/domain/instant.ts';
import { fromHome } from '../../../shared/domain/seats.ts';
import { readAll } from '../../../shared/store/batch.ts';
import type { Store } from '../../../shared/store/client.ts';
import { toItem } from '../../../shared/store/item.ts';
import { transact } from '../../../shared/store/transaction.ts';
import type { Design, Register, Request } from './design.ts';
import { partitionOf } from './partitions.ts';

/** A counter beside a registration in one transaction, spread over so many items. */
export const countersInTransactions = (count: number): Design => ({
  name: count === 1 ? 'one counter in a transaction' : `${count} counters in transactions`,
  async open(store, seats, clock) {
    const shares = Array.from({ length: count }, (_, n) => Math.floor((seats + n) / count));
    await Promise.all(shares.map((share, n) => put(store, { ...counterKey(n), taken: 0, seats: share })));
    return () =>
      rememberingSoldOut(clock, async (limited, request) => {
        const order = fromHome(partitionOf(`${request.person}`, count), count);
        let [at] = order;
        while (at !== undefined) {
          const refused = await transact(limited, [
            { Update: { ...taking, Key: toItem(counterKey(at)) } },
            { Put: registering(request) },
          ]);
          if (refused === 'done' || !refused.has(0)) return 'confirmed';
          at = count === 1 ? undefined : await withRoom(limited, order);
        }
        return 'sold-out';
      });
  },
});

async function withRoom(store: Store, order: readonly number[]): Promise<number | undefined> {
  const items = await readAll(store, order.map(counterKey), true);
  return order.find((n) => {
    const item = items.get(counterKey(n).pk);
    return Number(item?.taken?.N) < Number(item?.seats?.N);
  });
}

/** Read, compare, write: what is written first when nobody thinks of two people at once. */
export const readCheckWrite: Design = {
  name: 'read, check, write (wrong)',
  async open(store, seats) {
    await put(store, { ...counterKey(0), taken: 0, seats });
    return () => async (limited, request) => {
      const { db, tableName: TableName } = limited;
      const read = (key: object) =>
        db.send(new GetItemCommand({ TableName, Key: toItem(key), ConsistentRead: true }));
      const { Item: before } = await read(registrationKey(request));
      if (before !== undefined) return 'confirmed';
      const { Item: counter } = await read(counterKey(0));
      const taken = Number(counter?.taken?.N);
      if (taken >= seats) return 'sold-out';
      await db.send(new PutItemCommand({ TableName, Item: registering(request).Item }));
      await db.send(
        new UpdateItemCommand({
          TableName,
          Key: toItem(counterKey(0)),
          UpdateExpression: 'SET taken = :taken',
          ExpressionAttributeValues: toItem({ ':taken': taken + 1 }),
        }),
      );
      return 'confirmed';
    };
  },
};

/** As our own functions do: for a second nobody asks again of a session that was sold out. */
function rememberingSoldOut(clock: Clock, register: Register): Register {
  let soldOutAt = Number.NEGATIVE_INFINITY;
  return async (store, request) => {
    if (epochMs(clock()) - soldOutAt < 1_000) return 'sold-out';
    const answer = await register(store, request);
    if (answer === 'sold-out') soldOutAt = epochMs(clock());
    return answer;
  };
}

const taking = {
  UpdateExpression: 'SET taken = taken + :one',
  ConditionExpression: 'taken < seats',
  ExpressionAttributeValues: toItem({ ':one': 1 }),
};

const registering = (request: Request) => ({
  Item: toItem({ ...registrationKey(request), email: `personne.${request.person}@example.org` }),
  ConditionExpression: 'attribute_not_exists(pk)',
});

const counterKey = (n: number) => ({ pk: `COUNTER#${n}`, sk: 'COUNTER' });
const registrationKey = ({ person }: Request) => ({ pk: `REGISTRATION#${person}`, sk: 'REGISTRATION' });

export const put = ({ db, tableName: TableName }: Store, item: object) =>
  db.send(new PutItemCommand({ TableName, Item: toItem(item) }));
