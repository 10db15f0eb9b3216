import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { RegistrationId, RegistrationKey, Scope, SessionId } from '../domain/ids.ts';
import { epochMs, type Instant, minus, plus } from '../domain/instant.ts';
import {
  type Arbiter,
  type Contact,
  type EndedStatus,
  isLive,
  isRegistration,
  type MessageId,
  messageId,
  type Registration,
} from '../domain/registration.ts';
import { readAll } from './batch.ts';
import type { Store } from './client.ts';
import { failedCondition, fromItem, setExpression, succeeded, toItem } from './item.ts';
import { CATCH_UP, type Owing, owedBesides } from './owing.ts';
import { dueShard, keys, listShard, owners, registrationItem, table } from './table.ts';
import type { Refusals } from './transaction.ts';

/** A person registered already is told so at most this often per session asked for. */
export const TELL_AGAIN_AFTER = { hours: 24 };

/** Done, or refused by what stands. */
export type Conditional = 'done' | Arbiter;

/** Strongly consistent; also finds the empty item that a fence may have left. */
export async function findArbiter(store: Store, id: RegistrationId): Promise<Arbiter | undefined> {
  const { Item } = await store.db.send(
    new GetItemCommand({
      TableName: store.tableName,
      Key: toItem(keys.registration(id)),
      ConsistentRead: true,
    }),
  );
  return Item === undefined ? undefined : fromItem(registrationItem, Item);
}

/** The same for many registrations of one scope, by key. */
export async function findArbiters(
  store: Store,
  scope: Scope,
  wanted: Iterable<RegistrationKey>,
): Promise<ReadonlyMap<RegistrationKey, Arbiter>> {
  const ids = [...new Set(wanted)].map((key) => keys.registration({ scope, key }));
  const found = [...(await readAll(store, ids, true)).values()].map((item) =>
    fromItem(registrationItem, item),
  );
  return new Map(found.map((arbiter) => [arbiter.key, arbiter]));
}

/** Strongly consistent. */
export async function findRegistration(store: Store, id: RegistrationId): Promise<Registration | undefined> {
  const found = await findArbiter(store, id);
  return found !== undefined && isRegistration(found) ? found : undefined;
}

/** The first write of a registration: refused, with what stands, if its key exists. */
export const putRegistration = (store: Store, registration: Registration): Promise<Conditional> =>
  doneOrStanding(store.db.send(new PutItemCommand({ TableName: store.tableName, ...putting(registration) })));

/** The same write for a transaction. */
export const putting = (registration: Registration) =>
  ({
    Item: toItem({
      ...keys.registration(registration),
      ...registration,
      ...listed(registration),
      ...forgotten(registration),
      ...due(registration, plus(registration.flippedAt, CATCH_UP)),
    }),
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) as const;

export type Patch = Partial<Omit<Registration, 'scope' | 'key' | 'rev'>> & { readonly flippedAt: Instant };

/** A change of status: refused, with what stands, unless status, `rev` and `next` are still as they were read. */
export const flip = (store: Store, read: Arbiter, patch: Patch): Promise<Conditional> =>
  doneOrStanding(
    store.db.send(new UpdateItemCommand({ TableName: store.tableName, ...flipping(read, patch) })),
  );

/** The same write for a transaction. */
export function flipping(read: Arbiter, patch: Patch) {
  const { owed, ...others } = patch;
  const { session, createdAt, keptUntil } = others;
  const more = isRegistration(read) && owed !== undefined ? owedBesides(read.owed, owed) : undefined;
  const update = setExpression(
    {
      ...others,
      ...(session && createdAt && listed({ session, key: read.key, createdAt })),
      ...(keptUntil && forgotten({ keptUntil })),
      ...(owed !== undefined && more === undefined && { owed }),
      rev: read.rev + 1,
      ...due(read, plus(patch.flippedAt, CATCH_UP)),
    },
    more && { to: 'owed', entries: more },
  );
  return {
    Key: toItem(keys.registration(read)),
    ...update,
    ConditionExpression: '#status = :readStatus AND #rev = :readRev AND #readNext = :readNext',
    ExpressionAttributeNames: {
      ...update.ExpressionAttributeNames,
      '#status': 'status',
      '#readNext': 'next',
    },
    ExpressionAttributeValues: {
      ...update.ExpressionAttributeValues,
      ...toItem({ ':readStatus': read.status, ':readRev': read.rev, ':readNext': read.next }),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
}

/** What stood in the way of a write of a registration in a transaction; undefined if that write was not refused. */
export const standingIn = (refusals: Refusals, position: number): Arbiter | undefined => {
  const item = refusals.get(position);
  return item && fromItem(registrationItem, item);
};

/** Ends a live registration and gives its seats up (withdraw.ts removes their claims); refused like a flip. */
export const giveUp = (
  store: Store,
  read: Registration,
  status: EndedStatus,
  mail: MessageId,
  now: Instant,
): Promise<Conditional> =>
  flip(store, read, {
    status,
    until: undefined,
    held: [],
    givenUp: [...read.givenUp, ...read.held.map((grant) => ({ ...grant, session: read.session }))],
    owed: { ...read.owed, [mail]: now },
    flippedAt: now,
  });

/**
 * Raises `next` to `past`, so that no writer that has not written yet can be granted a lower number; creates an
 * empty `void` item if there is none and never changes a status. Returns what stands.
 */
export async function fence(store: Store, id: RegistrationId, past: number): Promise<Arbiter> {
  try {
    const { Attributes } = await store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.registration(id)),
        UpdateExpression:
          'SET #next = :past, #status = if_not_exists(#status, :void), #rev = if_not_exists(#rev, :zero), ' +
          '#scope = :scope, #key = :key, #held = if_not_exists(#held, :none), givenUp = if_not_exists(givenUp, :none)',
        ConditionExpression: 'attribute_not_exists(#next) OR #next < :past',
        ExpressionAttributeNames: {
          '#next': 'next',
          '#status': 'status',
          '#rev': 'rev',
          '#scope': 'scope',
          '#key': 'key',
          '#held': 'held',
        },
        ExpressionAttributeValues: toItem({
          ':past': past,
          ':void': 'void',
          ':zero': 0,
          ':none': [],
          ':scope': id.scope,
          ':key': id.key,
        }),
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return fromItem(registrationItem, Attributes ?? {});
  } catch (error) {
    const failed = failedCondition(error);
    if (failed?.item === undefined) throw error;
    return fromItem(registrationItem, failed.item);
  }
}

/** Owes the person a word that the registration exists already, unless told within `TELL_AGAIN_AFTER`. */
export async function oweReminderOfExisting(
  store: Store,
  read: Registration,
  asked: SessionId,
  now: Instant,
): Promise<void> {
  if (!isLive(read.status)) return;
  await succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.registration(read)),
        UpdateExpression: 'SET #told.#asked = :now, #owed.#mail = :now, dueAt = :dueAt, dueShard = :dueShard',
        ConditionExpression:
          '#status = :status AND (attribute_not_exists(#told.#asked) OR #told.#asked <= :before)',
        ExpressionAttributeNames: {
          '#told': 'toldAgain',
          '#asked': asked,
          '#owed': 'owed',
          '#mail': messageId('A28', `${now}#${asked}`),
          '#status': 'status',
        },
        ExpressionAttributeValues: toItem({
          ':now': now,
          ':before': minus(now, TELL_AGAIN_AFTER),
          ':status': read.status,
          ':dueAt': plus(now, CATCH_UP),
          ':dueShard': dueShard(owners.registration(read)),
        }),
      }),
    ),
  );
}

/** Corrects how somebody is called and nothing else; refused once the registration has another status or generation. */
export function correctName(
  store: Store,
  read: Registration,
  { lastName, firstName }: Pick<Contact, 'lastName' | 'firstName'>,
): Promise<boolean> {
  const update = setExpression({ lastName, firstName });
  return succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.registration(read)),
        ...update,
        ConditionExpression: '#status = :status AND generation = :generation',
        ExpressionAttributeNames: { ...update.ExpressionAttributeNames, '#status': 'status' },
        ExpressionAttributeValues: {
          ...update.ExpressionAttributeValues,
          ...toItem({ ':status': read.status, ':generation': read.generation }),
        },
      }),
    ),
  );
}

/** Forgets what somebody needed in order to come, once that is over. */
export const forgetAccommodation = (store: Store, read: Registration): Promise<boolean> =>
  succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.registration(read)),
        UpdateExpression: 'REMOVE accommodation',
        ConditionExpression: 'generation = :generation',
        ExpressionAttributeValues: toItem({ ':generation': read.generation }),
      }),
    ),
  );

/** What a registration owes; seats given up are looked after besides. */
export const owing = (read: Registration, now: Instant): Owing => ({
  owner: owners.registration(read),
  owed: read.owed,
  dueAt: read.dueAt,
  otherwiseDue: [
    read.givenUp.length > 0 ? plus(now, CATCH_UP) : undefined,
    read.until,
    read.accommodation === undefined ? undefined : read.keptUntil.accommodation,
  ]
    .filter((moment) => moment !== undefined)
    .sort()[0],
});

/** Forgets the seats given up once their claims are gone from the blocks; refused if more were given up meanwhile. */
export const forgetGivenUp = (store: Store, read: Arbiter): Promise<boolean> =>
  succeeded(
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(keys.registration(read)),
        UpdateExpression: 'SET givenUp = :none',
        ConditionExpression: 'givenUp = :read',
        ExpressionAttributeValues: toItem({ ':none': [], ':read': read.givenUp }),
      }),
    ),
  );

const due = (id: RegistrationId, dueAt: Instant) => ({ dueAt, dueShard: dueShard(owners.registration(id)) });
const forgotten = ({ keptUntil }: Pick<Registration, 'keptUntil'>) => ({
  [table.timeToLive]: Math.floor(epochMs(keptUntil.registration) / 1_000),
});
const listed = ({ session, key, createdAt }: Listed) => ({
  listShard: listShard(session, key),
  listKey: `${createdAt}#${key}`,
});
type Listed = Pick<Registration, 'session' | 'key' | 'createdAt'>;

async function doneOrStanding(sent: Promise<unknown>): Promise<Conditional> {
  try {
    await sent;
    return 'done';
  } catch (error) {
    const item = failedCondition(error)?.item;
    if (item === undefined) throw error;
    return fromItem(registrationItem, item);
  }
}
