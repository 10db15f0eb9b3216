import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import type { Store } from '../../shared/store/client.ts';
import { toItem } from '../../shared/store/item.ts';
import { type Key, keys } from '../../shared/store/table.ts';
import { edition, organiser, venue } from './edition.ts';

/** Stores the test edition with these events, each followed by its sessions. */
export async function storeProgramme(
  store: Store,
  ...entries: readonly (readonly [EventDetails, ...Session[]])[]
): Promise<void> {
  const put = (key: Key, value: object) =>
    store.db.send(new PutItemCommand({ TableName: store.tableName, Item: toItem({ ...value, ...key }) }));
  await put(keys.edition(), edition);
  await put(keys.organisation(organiser.slug), organiser);
  await put(keys.venue(venue.slug), venue);
  for (const [event, ...sessions] of entries) {
    await put(keys.event(event.slug), event);
    for (const session of sessions) await put(keys.session(session.id), session);
  }
}
