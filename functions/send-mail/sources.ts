import type { SessionId } from '../../shared/domain/ids.ts';
import type { Keys } from '../../shared/domain/keys.ts';
import type { Store } from '../../shared/store/client.ts';
import type { Programme } from '../../shared/store/programme.ts';

/** Where the content of mails comes from. */
export type Sources = {
  readonly store: Store;
  readonly keys: () => Promise<Keys>;
  readonly programme: () => Promise<Programme | undefined>;
  /** How many people wait for a seat, as it was at most a minute ago. */
  readonly peopleWaiting: (session: SessionId) => Promise<number>;
  /** Seats left in each session that is open, as they were at most a minute ago. */
  readonly seatsLeft: () => Promise<ReadonlyMap<SessionId, number>>;
  readonly siteUrl: string;
};
