import type { SessionId } from './ids.ts';
import { type Instant, plus } from './instant.ts';
import type { AttendanceMode, Session, SessionPolicy, Timing } from './programme.ts';
import { wallTime } from './time.ts';

/** An event as its organiser describes it: when it takes place, and how many may come each time. */
export type Schedule = {
  readonly timings: readonly SeatedTiming[];
  readonly attendanceMode: AttendanceMode;
  readonly sessionPolicy: SessionPolicy;
  /** One person per slot of so many minutes. */
  readonly slotMinutes?: number | undefined;
};
export type SeatedTiming = Timing & {
  readonly capacity: number;
  readonly onlineCapacity?: number | undefined;
};

export type Bookable = Pick<Session, 'id' | 'timings' | 'online' | 'capacity'>;

/** The seat pools that people book; `known` sessions keep their ids when timings change their order. */
export function bookableSessions(
  { timings, attendanceMode, sessionPolicy, slotMinutes }: Schedule,
  known: ReadonlySet<string> = new Set(),
): readonly Bookable[] {
  const online = attendanceMode === 'online';
  if (slotMinutes !== undefined) {
    return timings.flatMap((timing) =>
      slotsOf(timing, slotMinutes).map((slot) => bookable(slot.id, [slot], online, 1)),
    );
  }
  const pools = sessionPolicy === 'all-sessions' ? [timings] : timings.map((timing) => [timing]);
  return pools.flatMap((pool) => {
    const id = (pool.find((timing) => known.has(timing.id)) ?? pool[0])?.id;
    if (id === undefined) return [];
    const onlineSeats =
      attendanceMode === 'mixed' ? fewest(pool.map(({ onlineCapacity }) => onlineCapacity)) : undefined;
    return [
      bookable(id, pool, online, fewest(pool.map(({ capacity }) => capacity)) ?? 0),
      ...(onlineSeats === undefined ? [] : [bookable(`${id}-online`, pool, true, onlineSeats)]),
    ];
  });
}

/** The whole slots of a timing, named after their local start. */
export const slotsOf = ({ id, begin, end }: Timing, slotMinutes: number): readonly Timing[] => {
  const slots: Timing[] = [];
  for (
    let from = begin;
    plus(from, { minutes: slotMinutes }) <= end;
    from = plus(from, { minutes: slotMinutes })
  ) {
    slots.push({ id: `${id}-${slotName(from)}`, begin: from, end: plus(from, { minutes: slotMinutes }) });
  }
  return slots;
};

const slotName = (begin: Instant): string => wallTime(begin).replace(':', '');

const bookable = (id: string, timings: readonly Timing[], online: boolean, capacity: number): Bookable => {
  const [first, ...rest] = timings
    .map(({ id, begin, end }) => ({ id, begin, end }))
    .sort((a, b) => (a.begin < b.begin ? -1 : 1));
  if (first === undefined) throw new Error(`Session ${id} takes place at no time`);
  return { id: id as SessionId, timings: [first, ...rest], online, capacity };
};

/** Whether nobody can be at both. */
export const overlap = (one: Pick<Session, 'timings'>, other: Pick<Session, 'timings'>): boolean =>
  one.timings.some((a) => other.timings.some((b) => a.begin < b.end && b.begin < a.end));

const fewest = (seats: readonly (number | undefined)[]): number | undefined => {
  const given = seats.filter((count) => count !== undefined);
  return given.length === 0 ? undefined : Math.min(...given);
};
