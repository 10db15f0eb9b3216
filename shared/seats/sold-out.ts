import type { SessionId } from '../domain/ids.ts';
import { type Clock, epochMs } from '../domain/instant.ts';
import { refusalNow, registerOrJoin } from './join.ts';
import { fewestSeats, isRefusal, type register, storedAnswer } from './register.ts';
import type { Refused } from './take.ts';

const REMEMBERED_MS = 1_000; // for so long a seat given back may stay unseen where many were refused

type Remembered = { readonly at: number; readonly refused: Promise<Refused | undefined> };

/**
 * Registers, and remembers who refused: a session that has sold out costs one read and no write for each further
 * request, and one look a second at its blocks.
 */
export function registerRemembering(clock: Clock): typeof register {
  const refusing = new Map<SessionId, Remembered>();

  return async (store, session, application, now) => {
    const fewest = fewestSeats(application);
    const refused = application.list?.joins === true ? undefined : await recall();
    if (refused !== undefined) return (await storedAnswer(store, application)) ?? refused;
    const outcome = await registerOrJoin(store, session, application, now);
    if (isRefusal(outcome)) remember(Promise.resolve(outcome));
    return outcome;

    async function recall(): Promise<Refused | undefined> {
      const known = refusing.get(session.id);
      if (known === undefined) return undefined;
      const age = epochMs(clock()) - known.at;
      const fresh = 0 <= age && age < REMEMBERED_MS;
      const standing = await (fresh ? known : remember(look())).refused;
      if (standing?.kind !== 'full' || standing.seatsLeft < fewest) return standing;
      return undefined;
    }

    /** Whoever asks meanwhile waits for the same look. */
    function remember(refused: Promise<Refused | undefined>): Remembered {
      const remembered = { at: epochMs(clock()), refused };
      refusing.set(session.id, remembered);
      const forget = () => refusing.get(session.id) === remembered && refusing.delete(session.id);
      refused.then((standing) => standing === undefined && forget(), forget);
      return remembered;
    }

    function look(): Promise<Refused | undefined> {
      return refusalNow(store, session, fewest);
    }
  };
}
