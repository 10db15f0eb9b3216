import { type FillAlert, fillAlertIn, outOfDateAlert } from '../../shared/domain/fill.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { beginOf } from '../../shared/domain/programme.ts';
import { type AlertContext, alertContextOf, fillAlertMail } from '../../shared/mail/fill-alert.ts';
import { readBlocks } from '../../shared/seats/blocks.ts';
import { fillOf } from '../../shared/seats/fill-alert.ts';
import { type Alert, findAlert } from '../../shared/store/alerts.ts';
import { findSession } from '../../shared/store/programme.ts';
import { alertIn, keys } from '../../shared/store/table.ts';
import { listWaiting } from '../../shared/store/waiting.ts';
import type { FindDebtor } from './debtors.ts';

/** What a session's alerts owe goes to its organiser, with the numbers of now and no name. */
export const owingAlert: FindDebtor = async (sources, owner, now) => {
  const id = alertIn(keys.owner(owner));
  if (id === undefined) return undefined;
  const alert = await findAlert(sources.store, id);
  return {
    ...alert,
    write: async (mail) => {
      const told = fillAlertIn(mail);
      if (told === undefined) return { outOfDate: 'not an alert' };
      const session = await findSession(sources.store, id, { consistent: true });
      const context = alertContextOf(await sources.programme(), session, sources.siteUrl);
      const reason = outOfDate(alert, told, context, now);
      if (reason !== undefined) return { outOfDate: reason };
      const fill = fillOf(context.session, await readBlocks(sources.store, context.session, true));
      const waiting = await listWaiting(sources.store, id);
      const people = waiting.reduce((sum, { partySize }) => sum + partySize, 0);
      return fillAlertMail(context, { ...told, fill, waiting: people });
    },
  };
};

function outOfDate(
  { latches }: Alert,
  told: FillAlert,
  { session, event, organisation }: AlertContext,
  now: Instant,
): string | undefined {
  if (event.status === 'cancelled' || event.status === 'postponed') return `the event is ${event.status}`;
  if (now >= beginOf(session)) return 'the session has begun';
  return outOfDateAlert(latches, told, organisation.alerts);
}
