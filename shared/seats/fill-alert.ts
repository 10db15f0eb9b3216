import { type Fill, fillMail, judgeFill, stepToTell } from '../domain/fill.ts';
import type { SessionId } from '../domain/ids.ts';
import type { Instant } from '../domain/instant.ts';
import type { Session } from '../domain/programme.ts';
import { findAlert, flipLatches } from '../store/alerts.ts';
import type { Store } from '../store/client.ts';
import { findEvent, findOrganisation, findSession } from '../store/programme.ts';
import type { Block } from '../store/table.ts';
import { readBlocks } from './blocks.ts';

export const fillOf = ({ capacity }: Pick<Session, 'capacity'>, blocks: readonly Block[]): Fill => ({
  people: blocks.reduce((sum, { claims }) => sum + claims.size, 0),
  capacity,
});

/**
 * Owes the organiser what is to be told of how full a session is now; may be run by anybody, any number of times, side
 * by side. The latches are read before the seats: whoever looked at older seats than the last flip writes nothing.
 */
export async function alertOrganiser(store: Store, id: SessionId, now: Instant): Promise<void> {
  for (;;) {
    const alert = await findAlert(store, id);
    const session = await findSession(store, id, { consistent: true });
    if (session === undefined) return;
    const fill = fillOf(session, await readBlocks(store, session, true));
    const { latches, crossed } = judgeFill(alert.latches, fill);
    if (latches === alert.latches) return;
    const step = stepToTell(crossed, crossed.length === 0 ? undefined : await choiceFor(store, session));
    const mail = step && fillMail({ step, epoch: latches[step]?.epoch ?? 0 });
    if (await flipLatches(store, alert, latches, mail, now)) return;
  }
}

async function choiceFor(store: Store, { event: slug }: Session) {
  const event = await findEvent(store, slug);
  const organisation = event && (await findOrganisation(store, event.organiser));
  return organisation?.alerts;
}
