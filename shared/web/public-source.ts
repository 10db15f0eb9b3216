import type { Logger } from '@aws-lambda-powertools/logger';
import type { EventSlug } from '../domain/ids.ts';
import type { Clock, Instant } from '../domain/instant.ts';
import type { EventDetails, Session } from '../domain/programme.ts';
import { readHeads } from '../seats/blocks.ts';
import { cached } from '../store/cached.ts';
import { type Store, within } from '../store/client.ts';
import { cachedProgramme, type Programme } from '../store/programme.ts';
import { choicesOf, overallStanding, type Seats } from './availability.ts';

const SEATS_CACHED_SECONDS = 2; // the ledger decides anyway; a crowd on one page reads its blocks once

export type Source = {
  readonly programme: () => Promise<Programme | undefined>;
  /** Seats left, about; empty when they cannot be read in time, which no page fails for. */
  readonly seatsOf: (event: EventDetails) => Promise<Seats>;
  /** Those of an event that has none to give come with all others: there may be seats elsewhere. */
  readonly seatsAround: (event: EventDetails, now: Instant) => Promise<Seats>;
  readonly allSeats: () => Promise<Seats>;
};

type Dependencies = {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly timeLimit: () => AbortSignal;
};

/** Everything public, read at most every few seconds per environment. */
export function publicSource({ store, clock, logger, timeLimit }: Dependencies): Source {
  const programme = cachedProgramme(store, clock);
  const read = (sessions: readonly Session[]): Promise<Seats> =>
    readHeads(within(store, timeLimit()), sessions).catch((error: unknown) => {
      logger.warn('seats left could not be read', {
        reason: error instanceof Error ? error.name : 'unknown',
      });
      return new Map();
    });
  const ofEvent = cached(clock, SEATS_CACHED_SECONDS, async (slug: EventSlug) =>
    read((await programme())?.sessions.get(slug) ?? []),
  );
  const ofAll = cached(clock, SEATS_CACHED_SECONDS, async (_: 'all') =>
    read([...((await programme())?.sessions.values() ?? [])].flat()),
  );
  return {
    programme,
    seatsOf: ({ slug }) => ofEvent(slug),
    allSeats: () => ofAll('all'),
    seatsAround: async (event, now) => {
      const own = await ofEvent(event.slug);
      const sessions = (await programme())?.sessions.get(event.slug) ?? [];
      if (overallStanding(choicesOf(event, sessions, own, now)) === 'open') return own;
      return new Map([...(await ofAll('all')), ...own]);
    },
  };
}

export const publishedEvent = (
  programme: Programme | undefined,
  slug: string | undefined,
): EventDetails | undefined => programme?.events.find((event) => event.slug === slug && event.published);
