import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { EventSlug, SessionId } from '../domain/ids.ts';
import type { Clock } from '../domain/instant.ts';
import {
  beginOf,
  type Edition,
  type EventDetails,
  type Organisation,
  type Session,
  type Venue,
} from '../domain/programme.ts';
import { cached } from './cached.ts';
import type { Store } from './client.ts';
import { fromItem, type Item, toItem } from './item.ts';
import { editionItem, eventItem, organisationItem, sessionItem, venueItem } from './programme-items.ts';
import { type Key, keys, programmePartition, table } from './table.ts';

export type Programme = {
  readonly edition: Edition;
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly venues: ReadonlyMap<string, Venue>;
  /** Published or not, by the begin of their first session. */
  readonly events: readonly EventDetails[];
  /** By begin; online seats after the seats on site. */
  readonly sessions: ReadonlyMap<EventSlug, readonly Session[]>;
};

export type StoredProgramme = Omit<Programme, 'edition'> & { readonly edition: Edition | undefined };
export type Booking = { readonly event: EventDetails; readonly session: Session };
type Reading = { readonly consistent?: boolean };

const CACHED_SECONDS = 5; // an organiser who corrects a title does not look for it longer

/** Everything public in one query; undefined before the first import. */
export async function loadProgramme(store: Store, reading: Reading = {}): Promise<Programme | undefined> {
  const { edition, ...stored } = await loadStored(store, reading);
  return edition && { edition, ...stored };
}

/** The same, even while the first import has not come to its end and there is no edition yet. */
export async function loadStored(store: Store, reading: Reading = {}): Promise<StoredProgramme> {
  const items = await partition(store, programmePartition, reading);
  const edition = items.find(({ sk }) => sk?.S === keys.edition().sk);
  const named = <T>(prefix: string, read: (item: Item) => T) =>
    items.filter(({ sk }) => sk?.S?.startsWith(prefix)).map(read);

  const sessions = Map.groupBy(
    named('SESSION#', (item) => fromItem(sessionItem, item)).sort(byBegin),
    ({ event }) => event,
  );
  const firstBegin = ({ slug }: EventDetails) => sessions.get(slug)?.[0]?.timings[0].begin ?? '';
  return {
    edition: edition && fromItem(editionItem, edition),
    organisations: bySlug(named('ORGANISATION#', (item) => fromItem(organisationItem, item))),
    venues: bySlug(named('VENUE#', (item) => fromItem(venueItem, item))),
    events: named('EVENT#', (item) => fromItem(eventItem, item)).sort(
      (a, b) => inOrder(firstBegin(a), firstBegin(b)) || a.uid - b.uid,
    ),
    sessions,
  };
}

/** The programme as it was at most a few seconds ago. */
export const cachedProgramme = (store: Store, clock: Clock): (() => Promise<Programme | undefined>) => {
  const load = cached(clock, CACHED_SECONDS, () => loadProgramme(store));
  return () => load('programme');
};

export const findEvent = async (
  store: Store,
  slug: EventSlug,
  reading: Reading = {},
): Promise<EventDetails | undefined> => {
  const item = await get(store, keys.event(slug), reading);
  return item && fromItem(eventItem, item);
};

export const findSession = async (
  store: Store,
  id: SessionId,
  reading: Reading = {},
): Promise<Session | undefined> => {
  const item = await get(store, keys.session(id), reading);
  return item && fromItem(sessionItem, item);
};

export const findOrganisation = async (store: Store, slug: string): Promise<Organisation | undefined> => {
  const item = await get(store, keys.organisation(slug));
  return item && fromItem(organisationItem, item);
};

export const findEdition = async (store: Store): Promise<Edition | undefined> => {
  const item = await get(store, keys.edition());
  return item && fromItem(editionItem, item);
};

/** What a request to register is about: the session and the event whose rules hold for it. */
export async function findBooking(
  store: Store,
  id: SessionId,
  reading: Reading = {},
): Promise<Booking | undefined> {
  const session = await findSession(store, id, reading);
  const event = session && (await findEvent(store, session.event, reading));
  return session && event && { session, event };
}

/** Every item of a small partition, page by page. */
export async function partition(
  { db, tableName }: Store,
  pk: string,
  { consistent = false }: Reading = {},
): Promise<Item[]> {
  const items: Item[] = [];
  let next: Item | undefined;
  do {
    const page = await db.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': table.partitionKey },
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ConsistentRead: consistent,
        ExclusiveStartKey: next,
      }),
    );
    items.push(...(page.Items ?? []));
    next = page.LastEvaluatedKey;
  } while (next !== undefined);
  return items;
}

async function get(
  { db, tableName }: Store,
  key: Key,
  { consistent = false }: Reading = {},
): Promise<Item | undefined> {
  const command = new GetItemCommand({ TableName: tableName, Key: toItem(key), ConsistentRead: consistent });
  return (await db.send(command)).Item;
}

const bySlug = <T extends { readonly slug: string }>(things: readonly T[]): ReadonlyMap<string, T> =>
  new Map(things.map((thing) => [thing.slug, thing]));

const byBegin = (a: Session, b: Session): number =>
  inOrder(beginOf(a), beginOf(b)) || Number(a.online) - Number(b.online) || inOrder(a.id, b.id);

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
