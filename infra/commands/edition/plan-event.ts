import { isDeepStrictEqual } from 'node:util';
import type { Standing } from '../../../shared/domain/change.ts';
import type { EventDetails, Session } from '../../../shared/domain/programme.ts';
import { blockLimits } from '../../../shared/domain/seats.ts';
import { type Bookable, bookableSessions } from '../../../shared/domain/sessions.ts';
import type { Change } from '../../../shared/store/edition.ts';
import type { StoredProgramme } from '../../../shared/store/programme.ts';
import { keys } from '../../../shared/store/table.ts';
import { type Fate, fate, type Kind } from './fate.ts';
import { type Problem, pathTo } from './problems.ts';
import { scheduleOf } from './schedule.ts';
import type { EditionFile, EventInFile } from './schema.ts';
import { eventOf } from './translation.ts';

/** What is done together: seats before the session that names them, blocks before the pages that speak of them. */
export type Step = {
  readonly seats: readonly Session[];
  readonly closing: readonly Session[];
  readonly reopening: readonly Session[];
  readonly resizing: readonly Resizing[];
  readonly changes: readonly Change[];
};

export type Resizing = { readonly session: Session; readonly from: number };

type EventPlan = {
  readonly step: Step;
  readonly fates: readonly (readonly [Kind, Fate])[];
  readonly refused: readonly Problem[];
  /** The ids of all sessions that the file speaks of. */
  readonly wanted: readonly string[];
  readonly sessions: readonly Session[];
  /** Sessions that stood before and whose people have to be told of a change, as they will be. */
  readonly moved: readonly Standing[];
};

/** An event and its sessions: one transaction, so that a move is never half told. */
export function planEvent(
  file: EventInFile,
  at: number,
  { events }: EditionFile,
  stored: StoredProgramme,
): EventPlan {
  const details = eventOf(file);
  const schedule = scheduleOf(file);
  if (schedule === undefined) throw new Error(`Event ${file.slug} was not validated`);
  const before = stored.events.filter(({ uid }) => uid === file.uid);
  const previous = before.find(({ slug }) => slug === details.slug) ?? before[0];
  const standing = new Map(
    [...stored.sessions.values()].flat().map((session) => [session.id as string, session]),
  );
  const ofOthers = (session: Session): boolean =>
    stored.events.some(({ slug, uid }) => slug === session.event && uid !== file.uid);

  const bookable = bookableSessions(schedule, new Set(standing.keys()));
  const strangers = bookable.filter(({ id }) => standing.has(id) && ofOthers(standing.get(id) as Session));
  const pairs = bookable
    .filter((wanted) => !strangers.includes(wanted))
    .map((wanted) => {
      const existing = standing.get(wanted.id);
      return { existing, session: sessionAs(wanted, existing, details, previous) };
    });
  const added = pairs.filter(({ existing }) => existing === undefined).map(({ session }) => session);
  const mine = [...before.flatMap(({ slug }) => stored.sessions.get(slug) ?? []), ...added];
  const retired = before.filter(
    ({ slug }) => slug !== details.slug && !events.some((other) => other.slug === slug),
  );
  const eventFate = fate(details, previous);
  const left = before
    .flatMap(({ slug }) => stored.sessions.get(slug) ?? [])
    .filter(({ id }) => !bookable.some((wanted) => wanted.id === id))
    .map((existing) => ({
      existing,
      session: existsOtherwise(details, previous) ? { ...existing, rev: existing.rev + 1 } : existing,
    }));

  return {
    step: {
      seats: added,
      closing: details.status === 'cancelled' ? mine : [],
      resizing: pairs.flatMap(({ session, existing }) =>
        existing === undefined || existing.capacity === session.capacity
          ? []
          : [{ session, from: existing.capacity }],
      ),
      reopening: previous?.status === 'cancelled' && details.status !== 'cancelled' ? mine : [],
      changes: [
        ...(eventFate === 'unchanged'
          ? []
          : [{ kind: 'put', key: keys.event(details.slug), value: details } as const]),
        ...retired.map(({ slug }): Change => ({ kind: 'remove', key: keys.event(slug) })),
        ...[...pairs, ...left].flatMap(({ session, existing }) => changeOf(session, existing)),
      ],
    },
    fates: [
      ['events', eventFate],
      ...pairs.map(({ session, existing }) => ['sessions', fate(session, existing)] as const),
    ],
    refused: [
      ...strangers.map(({ id }) => ({
        path: pathTo('events', at, 'timings'),
        wrong: `session ${id} belongs to another event already`,
        mend: 'Give the timing an id of its own, or the event the uid it had',
      })),
    ],
    wanted: bookable.map(({ id }) => id),
    sessions: pairs.map(({ session }) => session),
    moved: [...pairs, ...left]
      .filter(({ session, existing }) => existing !== undefined && session.rev > existing.rev)
      .map(({ session }) => ({ session, event: details })),
  };
}

function sessionAs(
  { id, timings, online, capacity }: Bookable,
  existing: Session | undefined,
  details: EventDetails,
  previous: EventDetails | undefined,
): Session {
  const { blocks, plan, rev } = existing ?? { blocks: blockLimits(capacity).length, rev: 0 };
  const changed =
    existing !== undefined &&
    (!isDeepStrictEqual(existing.timings, timings) ||
      existing.online !== online ||
      (previous !== undefined && placeOf(previous, online) !== placeOf(details, online)) ||
      existsOtherwise(details, previous));
  return {
    ...existing,
    id,
    event: details.slug,
    timings,
    online,
    capacity,
    blocks,
    plan,
    rev: rev + (changed ? 1 : 0),
  };
}

/** Cancelled, put off, or taking place after all. */
const existsOtherwise = (details: EventDetails, previous: EventDetails | undefined): boolean =>
  previous !== undefined && existenceOf(previous) !== existenceOf(details);

const existenceOf = ({ status }: EventDetails): 'cancelled' | 'postponed' | 'takes place' =>
  status === 'cancelled' || status === 'postponed' ? status : 'takes place';

const placeOf = ({ venue, onlineAccessLink }: EventDetails, online: boolean): string | undefined =>
  online ? onlineAccessLink : venue;

const changeOf = (session: Session, existing: Session | undefined): readonly Change[] => {
  if (existing === undefined) return [{ kind: 'add-session', session }];
  return fate({ ...session, capacity: existing.capacity }, existing) === 'unchanged'
    ? []
    : [{ kind: 'change-session', session, seenRev: existing.rev }];
};
