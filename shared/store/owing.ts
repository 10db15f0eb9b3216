import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Owner } from '../domain/ids.ts';
import { type Instant, plus } from '../domain/instant.ts';
import type { MessageId } from '../domain/registration.ts';
import type { Store } from './client.ts';
import { fromItem, type Item, succeeded, toItem } from './item.ts';
import { dueShard, keys, owingItem } from './table.ts';

/** How long the stream and the queue have before `tick` looks after what is owed or unsettled. */
export const CATCH_UP = { minutes: 5 };

/** Each mail owed, by its identity, and the instant since (or, ahead, from) which it is. */
export type Owed = Readonly<Record<string, Instant>>;

/** An item that may owe mails, as it was read. */
export type Owing = {
  readonly owner: Owner;
  readonly owed: Owed;
  /** The earliest instant at which somebody must look at it. */
  readonly dueAt?: Instant | undefined;
  /** When somebody must look at it for another reason than a mail. */
  readonly otherwiseDue?: Instant | undefined;
};

/** What an item of any kind owes, read consistently. */
export async function findOwing({ db, tableName }: Store, owner: Owner): Promise<Owing | undefined> {
  const { Item } = await db.send(
    new GetItemCommand({ TableName: tableName, Key: toItem(keys.owner(owner)), ConsistentRead: true }),
  );
  return Item && { owner, ...fromItem(owingItem, Item) };
}

/** What an item owes by its image in the stream. */
export const owedIn = (image: Item | undefined): Owed =>
  image === undefined ? {} : fromItem(owingItem, image).owed;

/** The marks to be added to those that were read, some of which may have gone meanwhile; undefined if some are revoked. */
export const owedBesides = (read: Owed, wanted: Owed): Owed | undefined =>
  Object.keys(read).every((mail) => mail in wanted)
    ? Object.fromEntries(Object.entries(wanted).filter(([mail]) => !(mail in read)))
    : undefined;

/** When somebody must look at it next: a mail owed by now has some minutes to go by itself. */
export const nextLook = (
  { owed, otherwiseDue }: Pick<Owing, 'owed' | 'otherwiseDue'>,
  now: Instant,
): Instant | undefined =>
  [...Object.values(owed).map((from) => (from > now ? from : plus(now, CATCH_UP))), otherwiseDue]
    .filter((look) => look !== undefined)
    .sort()[0];

/** Removes one owed mark; nobody needs to look at the item again once it has no other reason. */
export async function settleOwed(store: Store, read: Owing, mail: MessageId): Promise<void> {
  if (Object.keys(read.owed).every((owed) => owed === mail)) {
    const due = dueAs(read.owner, read.otherwiseDue);
    const done = await update(store, read.owner, {
      expression: `${due.set} REMOVE ${['#owed.#mail', ...due.removed].join(', ')}`,
      condition: `attribute_exists(#owed.#mail) AND ${unchanged(read)}`,
      names: { '#mail': mail },
      values: { ...due.values, ...asRead(read) },
    });
    if (done) return;
  }
  await update(store, read.owner, {
    expression: 'REMOVE #owed.#mail',
    condition: 'attribute_exists(#owed)',
    names: { '#mail': mail },
  });
}

/** Lets one owed mail wait without keeping the others waiting. */
export const putOff = (
  store: Store,
  read: Owing,
  mail: MessageId,
  until: Instant,
  now: Instant,
): Promise<boolean> => setDue(store, read, nextLook({ ...read, owed: { ...read.owed, [mail]: until } }, now));

/** Names the next instant at which somebody must look at it, undefined for never; refused if more is owed or due meanwhile. */
export function setDue(store: Store, read: Owing, dueAt: Instant | undefined): Promise<boolean> {
  const due = dueAs(read.owner, dueAt);
  return update(store, read.owner, {
    expression: due.removed.length > 0 ? `REMOVE ${due.removed.join(', ')}` : due.set,
    condition: unchanged(read),
    values: { ...due.values, ...asRead(read) },
  });
}

const dueAs = (owner: Owner, dueAt: Instant | undefined) =>
  dueAt === undefined
    ? { set: '', removed: ['dueAt', 'dueShard'], values: {} }
    : {
        set: 'SET dueAt = :dueAt, dueShard = :dueShard',
        removed: [],
        values: { ':dueAt': dueAt, ':dueShard': dueShard(owner) },
      };

// Whatever gives a reason to look at an item names the instant anew.
const unchanged = ({ dueAt }: Owing): string =>
  `size(#owed) = :owing AND ${dueAt === undefined ? 'attribute_not_exists(dueAt)' : 'dueAt = :read'}`;
const asRead = ({ owed, dueAt }: Owing) => ({
  ':owing': Object.keys(owed).length,
  ...(dueAt !== undefined && { ':read': dueAt }),
});

type Update = {
  readonly expression: string;
  readonly condition: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, unknown>>;
};

const update = (
  { db, tableName }: Store,
  owner: Owner,
  { expression, condition, names, values }: Update,
): Promise<boolean> =>
  succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.owner(owner)),
        UpdateExpression: expression.trim(),
        ConditionExpression: condition,
        ExpressionAttributeNames: { '#owed': 'owed', ...names },
        ...(values && { ExpressionAttributeValues: toItem(values) }),
      }),
    ),
  );
