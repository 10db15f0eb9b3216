import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { toItem } from '../../../shared/store/item.ts';
import { reasonsOf } from '../../../shared/store/retry.ts';
import { put } from './counters.ts';
import type { Design } from './design.ts';
import type { Strategy } from './direct-client.ts';

const facility = { pk: 'FACILITY', sk: 'FACILITY' };
const counter = { pk: 'RESERVATIONS', sk: 'DAY' };

/**
 * The calls of bcgov/parks-reso-api's `writePass` in their order: facility, duplicates by query, the day's counter
 * created “if it fails, so what”, then facility, counter and pass in one transaction that is not tried again.
 * Its captcha, its tokens and the size of its index are left out.
 */
export const reservationApi: Design = {
  name: 'a public reservation API’s way',
  async open(store, seats) {
    await put(store, { ...facility, isUpdating: false });
    await put(store, { ...counter, available: seats });
    return () =>
      async ({ db, tableName: TableName }, { person, id }) => {
        const ownPasses = `PASS#${person}`;
        await db.send(new GetItemCommand({ TableName, Key: toItem(facility) }));
        const { Count } = await db.send(
          new QueryCommand({
            TableName,
            KeyConditionExpression: 'pk = :passes',
            ExpressionAttributeValues: toItem({ ':passes': ownPasses }),
          }),
        );
        if (Count !== 0) return 'confirmed';
        const absent = { ConditionExpression: 'attribute_not_exists(sk)' };
        const created = { ...counter, available: seats };
        await db.send(new PutItemCommand({ TableName, Item: toItem(created), ...absent })).catch(() => {});
        const TransactItems = [
          {
            ConditionCheck: {
              TableName,
              Key: toItem(facility),
              ConditionExpression: 'isUpdating = :no',
              ExpressionAttributeValues: toItem({ ':no': false }),
            },
          },
          {
            Update: {
              TableName,
              Key: toItem(counter),
              UpdateExpression: 'SET available = available - :one',
              ConditionExpression: 'available >= :one',
              ExpressionAttributeValues: toItem({ ':one': 1 }),
            },
          },
          { Put: { TableName, Item: toItem({ pk: ownPasses, sk: id }), ...absent } },
        ];
        try {
          await db.send(new TransactWriteItemsCommand({ TransactItems }));
          return 'confirmed';
        } catch (error) {
          if (error instanceof Error && reasonsOf(error)[1]?.Code === 'ConditionalCheckFailed')
            return 'sold-out';
          throw error;
        }
      };
  },
  retries: asTheSdkDoes,
};

const SDK_ATTEMPTS = 3;
const SDK_THROTTLED_MS = 500;

/** The SDK's own: throttling twice again, conflicts never. */
function asTheSdkDoes(random: () => number): Strategy {
  return {
    acquireInitialRetryToken: async () => ({ getRetryCount: () => 0, getRetryDelay: () => 0 }),
    refreshRetryTokenForRetry: async (token, { error, errorType }) => {
      const retries = token.getRetryCount() + 1;
      if (retries >= SDK_ATTEMPTS || errorType === 'CLIENT_ERROR') throw error;
      return {
        getRetryCount: () => retries,
        getRetryDelay: () => random() * SDK_THROTTLED_MS * 2 ** retries,
      };
    },
    recordSuccess: () => {},
  };
}
