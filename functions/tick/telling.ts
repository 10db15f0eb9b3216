import { plus } from '../../shared/domain/instant.ts';
import { tellOfChange } from '../../shared/seats/tell-change.ts';
import type { Store } from '../../shared/store/client.ts';
import { noteTold } from '../../shared/store/told.ts';
import type { Watch } from './open-sessions.ts';

/** The list lags, and so may what people saw when they registered: for so long everybody is looked up again. */
const LOOKED_UP_AGAIN = { minutes: 3 };

/** Whoever has not been told that their session moved or is cancelled, because a trigger was lost or the telling died. */
export const tellingOfChanges =
  (store: Store): Watch =>
  async ({ event, session }, now) => {
    const { rev, told } = session;
    const all = told?.rev === rev ? now >= plus(told.at, LOOKED_UP_AGAIN) : rev === 0;
    if (all) return;
    await tellOfChange(store, { session, event }, now);
    if (told?.rev !== rev) await noteTold(store, session, now);
  };
