import type { Latches } from '../../shared/domain/fill.ts';
import { type Instant, plus } from '../../shared/domain/instant.ts';
import { type EventDetails, endOf, scopeOf, takesRegistrations } from '../../shared/domain/programme.ts';
import { readPools } from '../../shared/seats/blocks.ts';
import type { Pool } from '../../shared/seats/sweep.ts';
import { readLatches } from '../../shared/store/alerts.ts';
import type { Store } from '../../shared/store/client.ts';
import { loadProgramme } from '../../shared/store/programme.ts';

/** What is done with each session that people may register for or hold seats in, on one reading of its blocks. */
export type Watch = (
  open: Pool & { readonly event: EventDetails; readonly latches: Latches },
  now: Instant,
) => Promise<void>;

/** A list that nobody could end while its session lasted is ended still. */
const LOOKED_AFTER = { days: 1 };

/**
 * Walks over the open sessions once, whoever wants to see them; answers what went wrong, which stops nobody else.
 * The programme is one query, the blocks and alerts half a read unit each: about 130 read units for fifty events.
 */
export async function watchOpenSessions(
  store: Store,
  now: Instant,
  watches: readonly Watch[],
): Promise<readonly unknown[]> {
  const programme = await loadProgramme(store);
  const open = (programme?.events ?? [])
    .filter(({ registration }) => takesRegistrations(registration) && registration.opensAt <= now)
    .flatMap((event) => (programme?.sessions.get(event.slug) ?? []).map((session) => ({ event, session })))
    .filter(({ session }) => now < plus(endOf(session), LOOKED_AFTER));
  const pools = await readPools(
    store,
    open.map(({ session }) => session),
    false,
  );
  const alerts = await readLatches(
    store,
    open.map(({ session }) => session.id),
  );
  const failures: unknown[] = [];
  for (const { event, session } of open) {
    const blocks = pools.get(session.id);
    if (blocks === undefined) continue;
    for (const watch of watches) {
      const latches = alerts.get(session.id) ?? {};
      const pool = { event, session, scope: scopeOf(event, session), blocks, latches };
      await watch(pool, now).catch((error: unknown) => failures.push(error));
    }
  }
  return failures;
}
