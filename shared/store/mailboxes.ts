import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { epochMs, type Instant, minus, plus } from '../domain/instant.ts';
import type { Language } from '../domain/language.ts';
import { emptyMailbox, type Mailbox, type MailboxKey } from '../domain/mailbox.ts';
import type { MessageId } from '../domain/registration.ts';
import type { Store } from './client.ts';
import { fromItem, succeeded, toItem } from './item.ts';
import { CATCH_UP, nextLook, type Owing } from './owing.ts';
import { dueShard, keys, mailboxItem, owners, table } from './table.ts';

/** The links are mailed to one address at most this often. */
const ASK_AGAIN_AFTER = { minutes: 10 };

/** Since it last learnt of a registration. */
const KEPT = { days: 365 };

type Stored = Mailbox & { readonly rev: number; readonly dueAt?: Instant | undefined };

/** Strongly consistent. */
export async function findMailbox(store: Store, key: MailboxKey): Promise<(Mailbox & Owing) | undefined> {
  const found = await find(store, key);
  return found && { ...found, owner: owners.mailbox(key) };
}

async function find({ db, tableName }: Store, key: MailboxKey): Promise<Stored | undefined> {
  const { Item } = await db.send(
    new GetItemCommand({
      TableName: tableName,
      Key: toItem(keys.owner(owners.mailbox(key))),
      ConsistentRead: true,
    }),
  );
  return Item && fromItem(mailboxItem, Item);
}

/**
 * Writes what `change` makes of a mailbox, which is created with its first change; made anew if somebody else changed
 * it meanwhile. Nothing is written for the same mailbox. Returns it as it stands after.
 */
export async function changeMailbox(
  store: Store,
  key: MailboxKey,
  now: Instant,
  change: (mailbox: Mailbox) => Mailbox,
): Promise<Mailbox> {
  for (;;) {
    const read = await find(store, key);
    const before = read ?? emptyMailbox;
    const after = change(before);
    if (after === before || (await write(store, key, read, after, now))) return after;
  }
}

function write(
  { db, tableName }: Store,
  key: MailboxKey,
  read: Stored | undefined,
  { registrations, counted, summaries, owed, suppressed, noReminders, gathered }: Mailbox,
  now: Instant,
): Promise<boolean> {
  // Marks are removed beside this by whoever sends: only those that are new are written.
  const marks = Object.entries(owed).filter(([mail]) => read?.owed[mail] === undefined);
  const dueAt = marks.length > 0 ? nextLook({ owed }, now) : undefined;
  const owes =
    read === undefined ? ['#owed = :owed'] : marks.map((_, index) => `#owed.#mail${index} = :mail${index}`);
  const values = marks.map(([, from], index) => [`:mail${index}`, from] as const);
  const names = marks.map(([mail], index) => [`#mail${index}`, mail] as const);
  return succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.owner(owners.mailbox(key))),
        UpdateExpression: `SET ${[
          '#rev = :rev, registrations = :registrations, counted = :counted, summaries = :summaries',
          '#expiresAt = :expiresAt',
          ...(suppressed === undefined ? [] : ['suppressed = :suppressed']),
          ...(noReminders === undefined ? [] : ['noReminders = :noReminders']),
          ...(gathered === undefined ? [] : ['gathered = :gathered']),
          ...owes,
          ...(dueAt === undefined ? [] : ['dueAt = :dueAt, dueShard = :dueShard']),
        ].join(', ')}`,
        ConditionExpression: read === undefined ? 'attribute_not_exists(pk)' : '#rev = :read',
        ExpressionAttributeNames: {
          '#rev': 'rev',
          '#expiresAt': table.timeToLive,
          ...(owes.length > 0 && { '#owed': 'owed' }),
          ...(read !== undefined && Object.fromEntries(names)),
        },
        ExpressionAttributeValues: toItem({
          ':rev': (read?.rev ?? 0) + 1,
          ':registrations': registrations,
          ':expiresAt': Math.floor(epochMs(plus(now, KEPT)) / 1_000),
          ':counted': counted,
          ':summaries': summaries,
          ':suppressed': suppressed,
          ':noReminders': noReminders,
          ':gathered': gathered,
          ...(read === undefined ? { ':owed': owed } : { ':read': read.rev, ...Object.fromEntries(values) }),
          ...(dueAt !== undefined && { ':dueAt': dueAt, ':dueShard': dueShard(owners.mailbox(key)) }),
        }),
      }),
    ),
  );
}

/** Owes a known mailbox its links; the same single call, which writes nothing, for one that is not or asked just now. */
export async function askForLinks(
  { db, tableName }: Store,
  key: MailboxKey,
  language: Language,
  now: Instant,
): Promise<void> {
  await succeeded(
    db.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: toItem(keys.owner(owners.mailbox(key))),
        UpdateExpression: 'SET #owed.#mail = :now, askedAt = :now, dueAt = :dueAt, dueShard = :dueShard',
        ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(askedAt) OR askedAt <= :before)',
        ExpressionAttributeNames: { '#owed': 'owed', '#mail': `A20#${now}#${language}` satisfies MessageId },
        ExpressionAttributeValues: toItem({
          ':now': now,
          ':before': minus(now, ASK_AGAIN_AFTER),
          ':dueAt': plus(now, CATCH_UP),
          ':dueShard': dueShard(owners.mailbox(key)),
        }),
      }),
    ),
  );
}
