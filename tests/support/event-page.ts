import type { SessionId } from '../../shared/domain/ids.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Language } from '../../shared/domain/language.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import type { Head } from '../../shared/seats/blocks.ts';
import type { Seats } from '../../shared/web/availability.ts';
import { eventPage } from '../../shared/web/event-page.tsx';
import type { ReturnedForm } from '../../shared/web/form.ts';
import { structuredData } from '../../shared/web/structured-data.ts';
import { anEvent, aProgramme, aSession, now } from './edition.ts';
import { siteUrl } from './requests.ts';

export const head = (free: number, phase: Head['phase'] = 'open'): Head => ({
  free,
  mostInOneBlock: free,
  phase,
});
export const morning = aSession({ capacity: 20 });
export const afternoon = aSession({
  id: 'atelier-ia--s2',
  at: ['2027-11-08T14:00:00+01:00', '2027-11-08T15:30:00+01:00'],
});

export type Shown = {
  event?: EventDetails;
  sessions?: readonly Session[];
  free?: Readonly<Record<string, number>>;
  seats?: Seats;
  at?: Instant;
  language?: Language;
  form?: ReturnedForm;
  data?: object;
  others?: readonly (readonly [EventDetails, ...Session[]])[];
};

/** The page of an event, with 20 seats left unless told otherwise. */
export const show = ({
  event = anEvent(),
  sessions = [morning],
  free = {},
  seats,
  at = now,
  language = 'fr',
  form,
  data,
  others = [],
}: Shown = {}) => {
  const [first = morning, ...rest] = sessions;
  const heads = Object.entries(free).map(([id, left]) => [id as SessionId, head(left)] as const);
  const shown = {
    language,
    programme: aProgramme([event, first, ...rest], ...others),
    event,
    seats: seats ?? new Map([...sessions.map(({ id }) => [id, head(20)] as const), ...heads]),
    now: at,
  };
  return eventPage({
    ...shown,
    formToken: 'the-token',
    ...(form === undefined ? { siteUrl, data: data ?? structuredData({ ...shown, siteUrl }) } : { form }),
  });
};
