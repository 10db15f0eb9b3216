import { type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import type { Store } from './client.ts';
import type { Item } from './item.ts';
import { reasonsOf } from './retry.ts';

/** The writes whose conditions failed, by position, with the items that made them fail where the write asked for them. */
export type Refusals = ReadonlyMap<number, Item | undefined>;

/**
 * All writes or none. Conflicts and throttling are retried by the client under one token, so that a write whose answer
 * was lost is not made twice; when they last they throw and never look like a refusal.
 */
export async function transact(
  { db, tableName: TableName }: Store,
  writes: readonly Write[],
): Promise<'done' | Refusals> {
  const TransactItems = writes.map((write): TransactWriteItem => {
    if ('Put' in write) return { Put: { TableName, ...write.Put } };
    return 'Update' in write
      ? { Update: { TableName, ...write.Update } }
      : { Delete: { TableName, ...write.Delete } };
  });
  try {
    await db.send(new TransactWriteItemsCommand({ TransactItems }));
    return 'done';
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'TransactionCanceledException') throw error;
    const refused = reasonsOf<Item>(error).flatMap(({ Code, Item }, position) =>
      Code === 'ConditionalCheckFailed' ? [[position, Item] as const] : [],
    );
    if (refused.length === 0) throw error;
    return new Map(refused);
  }
}

type Named<Kind extends 'Put' | 'Update' | 'Delete'> = Omit<
  NonNullable<TransactWriteItem[Kind]>,
  'TableName'
>;
/** One write of a transaction; the same objects serve the single-item commands. */
export type Write =
  | { readonly Put: Named<'Put'> }
  | { readonly Update: Named<'Update'> }
  | { readonly Delete: Named<'Delete'> };
