import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import type { Latches } from '../domain/fill.ts';
import type { SessionId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { MessageId } from '../domain/registration.ts';
import { readAll } from './batch.ts';
import type { Store } from './client.ts';
import { fromItem, succeeded, toItem } from './item.ts';
import { nextLook, type Owing } from './owing.ts';
import { dueShard, keys, owingItem, owners } from './table.ts';

const latch = z.optional(z.object({ raised: z.boolean(), epoch: z.int() }));
const latches: z.ZodMiniType<Latches> = z.object({ 50: latch, 80: latch, 95: latch, 100: latch });
const alertItem = z.extend(owingItem, { rev: z.int(), latches });

/** What an organiser was told of a session, as it was read; `rev` grows at each flip and is 0 before the first. */
export type Alert = Owing & { readonly rev: number; readonly latches: Latches };

/** Strongly consistent. */
export async function findAlert({ db, tableName }: Store, session: SessionId): Promise<Alert> {
  const owner = owners.alert(session);
  const { Item } = await db.send(
    new GetItemCommand({ TableName: tableName, Key: toItem(keys.owner(owner)), ConsistentRead: true }),
  );
  return { owner, ...(Item === undefined ? { rev: 0, latches: {}, owed: {} } : fromItem(alertItem, Item)) };
}

/** The latches of many sessions at once, which may lag; sessions that never filled are left out. */
export async function readLatches(
  store: Store,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, Latches>> {
  const keyOf = (session: SessionId) => keys.owner(owners.alert(session));
  const items = await readAll(store, sessions.map(keyOf), false);
  return new Map(
    sessions.flatMap((session) => {
      const item = items.get(keyOf(session).pk);
      return item === undefined ? [] : [[session, fromItem(alertItem, item).latches] as const];
    }),
  );
}

/** Flips latches and owes the mail that tells of it, in one write; false if somebody else flipped any meanwhile. */
export function flipLatches(
  { db, tableName }: Store,
  { owner, rev, owed }: Alert,
  latches: Latches,
  mail: MessageId | undefined,
  now: Instant,
): Promise<boolean> {
  const isNew = rev === 0;
  const marks = mail === undefined ? {} : { [mail]: now };
  const dueAt = mail && nextLook({ owed: { ...owed, ...marks } }, now);
  return succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.owner(owner)),
        UpdateExpression: `SET ${[
          '#rev = :rev, latches = :latches',
          ...(isNew ? ['#owed = :owed'] : []),
          ...(!isNew && mail ? ['#owed.#mail = :now'] : []),
          ...(dueAt ? ['dueAt = :dueAt, dueShard = :dueShard'] : []),
        ].join(', ')}`,
        ConditionExpression: isNew ? 'attribute_not_exists(pk)' : '#rev = :read',
        ExpressionAttributeNames: {
          '#rev': 'rev',
          ...((isNew || mail) && { '#owed': 'owed' }),
          ...(!isNew && mail && { '#mail': mail }),
        },
        ExpressionAttributeValues: toItem({
          ':rev': rev + 1,
          ':latches': latches,
          ...(isNew ? { ':owed': marks } : { ':read': rev, ...(mail && { ':now': now }) }),
          ...(dueAt && { ':dueAt': dueAt, ':dueShard': dueShard(owner) }),
        }),
      }),
    ),
  );
}
