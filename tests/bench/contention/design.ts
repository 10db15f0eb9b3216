import type { Clock } from '../../../shared/domain/instant.ts';
import type { Store } from '../../../shared/store/client.ts';
import type { Strategy } from './direct-client.ts';

export type Answer = 'confirmed' | 'sold-out';
export type Request = {
  readonly person: number;
  /** Names the try: the same person may ask twice. */
  readonly id: string;
};
export type Register = (store: Store, request: Request) => Promise<Answer>;

/** A way to sell the seats of one session. */
export type Design = {
  readonly name: string;
  /** Makes the session; then execution environments for it, one at a time. */
  readonly open: (store: Store, seats: number, clock: Clock) => Promise<() => Register>;
  /** Where it does not try again as all the others do. */
  readonly retries?: (random: () => number) => Strategy;
};
