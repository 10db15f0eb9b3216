import type { SessionId } from '../../shared/domain/ids.ts';
import type { Clock } from '../../shared/domain/instant.ts';
import type { Edition } from '../../shared/domain/programme.ts';
import { cached } from '../../shared/store/cached.ts';
import type { Store } from '../../shared/store/client.ts';
import { type Booking, findBooking, findEdition } from '../../shared/store/programme.ts';

const REMEMBERED_SECONDS = 5; // a surge on one session reads its three items once per environment
const SESSION_ID_MAX_LENGTH = 200; // far above any of ours, far below the 1,024 bytes of a sort key

export type Asked = Booking & { readonly edition: Edition };
export type Bookings = (id: SessionId) => Promise<Asked | undefined>;

/** The session somebody asks for with its event and edition, without reading the whole programme. */
export const cachedBookings = (store: Store, clock: Clock): Bookings =>
  cached(clock, REMEMBERED_SECONDS, async (id) => {
    if (id.length > SESSION_ID_MAX_LENGTH) return undefined;
    const [booking, edition] = await Promise.all([findBooking(store, id), findEdition(store)]);
    return booking && edition && { ...booking, edition };
  });
