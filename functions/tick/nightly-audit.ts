import type { Logger } from '@aws-lambda-powertools/logger';
import type { SessionId } from '../../shared/domain/ids.ts';
import { epochMs } from '../../shared/domain/instant.ts';
import { audit } from '../../shared/seats/audit.ts';
import type { Store } from '../../shared/store/client.ts';
import { invariantViolated } from '../environment.ts';
import type { Watch } from './open-sessions.ts';

const AUDITED_IN_HOUR = 2; // UTC: the middle of the night in Paris, summer and winter
const EVERY_MINUTES = 10; // longer than any seat may be on its way, sweep included

/** Reports what two audits in a row find wrong with a session; one alone may have met somebody on the way. */
export function nightlyAudit(store: Store, logger: Logger): Watch {
  const seenBefore = new Map<SessionId, ReadonlySet<string>>();
  return async ({ session, scope }, now) => {
    const at = new Date(epochMs(now));
    if (at.getUTCHours() !== AUDITED_IN_HOUR || at.getUTCMinutes() % EVERY_MINUTES !== 0) return;
    const drifts = await audit(store, { session, scope });
    const before = seenBefore.get(session.id);
    for (const { kind, block, name } of drifts)
      if (before?.has(name)) logger.error(invariantViolated, { session: session.id, block, drift: kind });
    seenBefore.set(session.id, new Set(drifts.map(({ name }) => name)));
  };
}
