import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { toItem } from '../../shared/store/item.ts';
import { keys } from '../../shared/store/table.ts';
import { anEvent, aSession } from '../support/edition.ts';
import { storeProgramme } from '../support/programme.ts';
import { clientOver } from './stand-in/http.ts';
import { answerAtOnce, type StandIn } from './stand-in/stand-in.ts';
import type { Attributes } from './stand-in/wire.ts';

export const LARGEST_PARTY = 6;

export type Plan = {
  /** For each session the seats of each of its blocks: small ones, so that blocks matter. */
  readonly seats: readonly (readonly number[])[];
  readonly list: 'none' | 'offer' | 'automatic';
  /** Whether addresses are confirmed first. */
  readonly verifies: boolean;
};
export type Town = { readonly event: EventDetails; readonly sessions: readonly Session[] };

/** One event with its sessions, open for registration. */
export async function openTown(service: StandIn, { seats, list, verifies }: Plan): Promise<Town> {
  const { tableName } = service.table.shape;
  const db = new DynamoDBClient(clientOver(answerAtOnce(service)));
  const store = { db, tableName, pause: async () => {} };
  const sessions = seats.map((blocks, index) =>
    aSession({
      id: `atelier-ia--s${index + 1}`,
      capacity: blocks.reduce((sum, each) => sum + each, 0),
      blocks: blocks.length,
    }),
  );
  const event = anEvent({
    registration: {
      maxPartySize: LARGEST_PARTY,
      verifyAddress: verifies,
      waitlist: list !== 'none',
      ...(list !== 'none' && { waitlistPolicy: list }),
    },
  });
  await storeProgramme(store, [event, ...sessions]);
  for (const [index, { id, capacity }] of sessions.entries()) {
    await createBlocks(store, id, capacity);
    seats[index]?.forEach((lim, block) => {
      const place = keys.block(id, block);
      service.table.write(place, toItem({ ...place, lim, phase: 'open' }) as Attributes);
    });
  }
  return { event, sessions };
}
