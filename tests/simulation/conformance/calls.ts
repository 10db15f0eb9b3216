import {
  BatchGetItemCommand,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Store } from '../../../shared/store/client.ts';
import { toItem } from '../../../shared/store/item.ts';

/** One call against a table, whichever it is. */
export type Call = (store: Store) => Promise<object>;
type Sent = { readonly $metadata?: unknown };

const send =
  (make: (TableName: string) => object): Call =>
  async ({ db, tableName }) => {
    const { $metadata: _, ...answer }: Sent = await db.send(make(tableName) as never);
    return answer;
  };

export const key = (name: string) => ({ pk: name, sk: 'it' });
const ReturnConsumedCapacity = 'INDEXES' as const;

type Values = Readonly<Record<string, unknown>>;
type Names = Record<string, string>;
type Expressions = {
  readonly if?: string;
  readonly names?: Names;
  readonly values?: Values;
  readonly returns?: 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW';
  readonly told?: boolean;
};

const settings = ({ if: condition, names, values, returns, told = true }: Expressions) => ({
  ...(condition !== undefined && { ConditionExpression: condition }),
  ...(names && { ExpressionAttributeNames: names }),
  ...(values && { ExpressionAttributeValues: toItem(values) }),
  ...(returns && { ReturnValues: returns }),
  ...(told && { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const }),
});

export const put = (item: Values, expressions: Expressions = {}): Call =>
  send(
    (TableName) =>
      new PutItemCommand({ TableName, ReturnConsumedCapacity, Item: toItem(item), ...settings(expressions) }),
  );
export const update = (name: string, expression: string | undefined, expressions: Expressions = {}): Call =>
  send(
    (TableName) =>
      new UpdateItemCommand({
        TableName,
        Key: toItem(key(name)),
        ReturnConsumedCapacity,
        ...(expression !== undefined && { UpdateExpression: expression }),
        ...settings(expressions),
      }),
  );
export const remove = (name: string, expressions: Expressions = {}): Call =>
  send(
    (TableName) =>
      new DeleteItemCommand({
        TableName,
        ReturnConsumedCapacity,
        Key: toItem(key(name)),
        ...settings(expressions),
      }),
  );
export const get = (name: string, projection?: string, names?: Names): Call =>
  send(
    (TableName) =>
      new GetItemCommand({
        TableName,
        Key: toItem(key(name)),
        ConsistentRead: true,
        ReturnConsumedCapacity,
        ...(projection !== undefined && { ProjectionExpression: projection }),
        ...(names && { ExpressionAttributeNames: names }),
      }),
  );
export const batchGet = (names: readonly string[]): Call =>
  send(
    (TableName) =>
      new BatchGetItemCommand({
        ReturnConsumedCapacity,
        RequestItems: { [TableName]: { Keys: names.map((name) => toItem(key(name))), ConsistentRead: true } },
      }),
  );

type Reading = {
  readonly index?: string;
  readonly filter?: string;
  readonly projection?: string;
  readonly names?: Names;
  readonly values?: Values;
  readonly limit?: number;
  readonly backwards?: boolean;
  readonly consistent?: boolean;
  readonly from?: Values;
  readonly count?: boolean;
};
const reading = ({ index, filter, projection, names, values, limit, backwards, ...more }: Reading) => ({
  ...(index !== undefined && { IndexName: index }),
  ...(filter !== undefined && { FilterExpression: filter }),
  ...(projection !== undefined && { ProjectionExpression: projection }),
  ...(names && { ExpressionAttributeNames: names }),
  ...(values && { ExpressionAttributeValues: toItem(values) }),
  ...(limit !== undefined && { Limit: limit }),
  ...(backwards && { ScanIndexForward: false }),
  ...(more.consistent && { ConsistentRead: true }),
  ...(more.from && { ExclusiveStartKey: toItem(more.from) }),
  ...(more.count && { Select: 'COUNT' as const }),
});
export const query = (condition: string, options: Reading = {}): Call =>
  send(
    (TableName) =>
      new QueryCommand({
        TableName,
        ReturnConsumedCapacity,
        KeyConditionExpression: condition,
        ...reading(options),
      }),
  );
export const scan = (options: Reading = {}): Call =>
  send((TableName) => new ScanCommand({ TableName, ReturnConsumedCapacity, ...reading(options) }));

type Acted = Expressions & { readonly name: string };
type Action =
  | { readonly put: Values; readonly if?: string; readonly names?: Names; readonly values?: Values }
  | (Acted & { readonly update: string })
  | (Acted & { readonly remove: true })
  | (Acted & { readonly check: true });

export const transact = (actions: readonly Action[], token?: string): Call =>
  send(
    (TableName) =>
      new TransactWriteItemsCommand({
        ReturnConsumedCapacity,
        ...(token !== undefined && { ClientRequestToken: token }),
        TransactItems: actions.map((action) => {
          const { ReturnValues: _, ...given } = settings(action) as ReturnType<typeof settings> & {
            ReturnValues?: unknown;
          };
          if ('put' in action) return { Put: { TableName, Item: toItem(action.put), ...given } };
          const Key = toItem(key(action.name));
          if ('update' in action)
            return { Update: { TableName, Key, UpdateExpression: action.update, ...given } };
          if ('remove' in action) return { Delete: { TableName, Key, ...given } };
          return { ConditionCheck: { TableName, Key, ConditionExpression: '', ...given } };
        }),
      }),
  );

/** The answer, or the name of the refusal with what it tells. */
export async function outcome(store: Store, call: Call): Promise<object> {
  try {
    return await call(store);
  } catch (error) {
    const { name, Item, CancellationReasons } = error as {
      name: string;
      Item?: object;
      CancellationReasons?: readonly { Code?: string; Item?: object }[];
    };
    const reasons = CancellationReasons?.map(({ Code, Item: item }) => ({ Code, ...(item && { item }) }));
    return { refused: name, ...(Item && { item: Item }), ...(reasons && { reasons }) };
  }
}
