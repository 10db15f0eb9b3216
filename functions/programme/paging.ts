import type { Keys } from '../../shared/domain/keys.ts';
import type { EventDetails } from '../../shared/domain/programme.ts';
import type { Programme } from '../../shared/store/programme.ts';
import { EVENTS_PER_PAGE } from '../../shared/web/api/events.ts';
import { issueCursor, readCursor } from '../../shared/web/cursor.ts';

type Page = { readonly events: readonly EventDetails[]; readonly next?: string };
type Asked = {
  /** Names the list: a cursor is good for the filters it was made for. */
  readonly list: string;
  readonly limit: number;
  readonly next: string | undefined;
};

/** `GET /v1/events?limit=`: undefined for what is no number of events. */
export function readLimit(typed: string | null): number | undefined {
  if (typed === null || typed === '') return EVENTS_PER_PAGE;
  const limit = /^\d{1,3}$/.test(typed) ? Number(typed) : 0;
  return limit >= 1 && limit <= EVENTS_PER_PAGE ? limit : undefined;
}

/** Some of the events, in their order, going on where a cursor says, even if the event it stopped at is gone by now. */
export async function pageOf(
  events: readonly EventDetails[],
  { list, limit, next }: Asked,
  programme: Programme,
  keys: () => Promise<Keys>,
): Promise<Page | 'malformed'> {
  const position = positionIn(programme);
  const after = next === undefined ? '' : readCursor(await keys(), list, next);
  if (after === undefined) return 'malformed';
  const rest = events.filter((event) => position(event) > after);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  if (last === undefined || rest.length <= limit) return { events: shown };
  return { events: shown, next: issueCursor(await keys(), list, position(last)) };
}

/** Sorts as text like the programme does: by the begin of the first session, then by number. */
const positionIn =
  ({ sessions }: Programme) =>
  ({ slug, uid }: EventDetails): string =>
    `${sessions.get(slug)?.[0]?.timings[0].begin ?? ''} ${String(uid).padStart(12, '0')}`;
