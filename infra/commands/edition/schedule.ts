import { type Instant, instant, minus } from '../../../shared/domain/instant.ts';
import type { AttendanceMode } from '../../../shared/domain/programme.ts';
import type { Schedule, SeatedTiming } from '../../../shared/domain/sessions.ts';
import { wallDate, wallOffset, wallTime } from '../../../shared/domain/time.ts';
import type { Draft, EditionDraft, EventDraft } from './draft.ts';
import { type Problem, pathTo } from './problems.ts';
import type { EditionFile } from './schema.ts';

export const attendanceModes: Record<1 | 2 | 3, AttendanceMode> = { 1: 'offline', 2: 'online', 3: 'mixed' };

/** Timings take place in order, within the edition and one after the other. */
export function checkTimes({ edition, events, forum }: EditionDraft): readonly Problem[] {
  return [
    ...before(edition?.startDate, edition?.endDate, 'edition.endDate', 'the edition begins', true),
    ...(events ?? []).flatMap((event, at) =>
      event === undefined ? [] : checkEventTimes(event, ['events', at], edition),
    ),
    ...(forum?.meetings?.slots ?? []).flatMap((slot, at) =>
      before(
        when(slot?.begin),
        when(slot?.end),
        pathTo('forum', 'meetings', 'slots', at, 'end'),
        'it begins',
      ),
    ),
    ...before(
      when(forum?.meetings?.windowBegin),
      when(forum?.meetings?.windowEnd),
      'forum.meetings.windowEnd',
      'the window begins',
    ),
    ...before(
      when(forum?.meetings?.requestOpensAt),
      when(forum?.meetings?.requestClosesAt),
      'forum.meetings.requestClosesAt',
      'requests open',
    ),
  ];
}

function checkEventTimes(
  { timings = [], startsAt, endsAt, registration }: EventDraft,
  path: readonly PropertyKey[],
  edition: Draft<EditionFile['edition']>,
): readonly Problem[] {
  const spans = timings.map((timing, at) => ({
    path: pathTo(...path, 'timings', at),
    begin: when(timing?.begin),
    end: when(timing?.end),
  }));
  const begins = spans.map(({ begin }) => begin);
  const ends = spans.map(({ end }) => end);
  const first = begins.includes(undefined) ? undefined : begins.toSorted()[0];
  const last = ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
  const at = (...steps: PropertyKey[]) => pathTo(...path, ...steps);

  return [
    ...spans.flatMap((span, index) => [
      ...before(span.begin, span.end, `${span.path}.end`, 'it begins'),
      ...outside(span.begin, edition, `${span.path}.begin`),
      ...outside(span.end && minus(span.end, { milliseconds: 1 }), edition, `${span.path}.end`),
      ...spans
        .slice(0, index)
        .filter((other) => overlap(span, other))
        .map((other) => ({
          path: span.path,
          wrong: `takes place at the same time as ${other.path}`,
          mend: 'Let one timing of an event end before the next begins',
        })),
    ]),
    ...same(when(startsAt), first, at('startsAt'), 'the first timing begins'),
    ...same(when(endsAt), last, at('endsAt'), 'the last timing ends'),
    ...before(
      when(registration?.opensAt),
      when(registration?.closesAt),
      at('registration', 'closesAt'),
      'registration opens',
    ),
    ...after(when(registration?.closesAt), last, at('registration', 'closesAt')),
  ];
}

/** Offsets that are not those of clocks in Paris that day: read as written, but somebody may have meant otherwise. */
export function offsetNotes({ events }: EditionDraft): readonly string[] {
  return (events ?? []).flatMap((event, at) =>
    (event?.timings ?? []).flatMap((timing, index) =>
      [timing?.begin, timing?.end].flatMap((text, which) => {
        const moment = when(text);
        const offset = /[+-]\d\d:\d\d$/.exec(text ?? '')?.[0];
        if (
          moment === undefined ||
          offset === undefined ||
          offset === '+00:00' ||
          offset === wallOffset(moment)
        )
          return [];
        const path = pathTo('events', at, 'timings', index, which === 0 ? 'begin' : 'end');
        return [
          `${path}: ${text} is ${wallTime(moment)} in Paris, where clocks are at ${wallOffset(moment)} that day`,
        ];
      }),
    ),
  );
}

/** What people could book, once everything it depends on can be read. */
export function scheduleOf({ timings, attendanceMode, registration }: EventDraft): Schedule | undefined {
  const seated = timings?.map((timing): SeatedTiming | undefined => {
    const [begin, end] = [when(timing?.begin), when(timing?.end)];
    return timing?.id === undefined ||
      begin === undefined ||
      end === undefined ||
      timing.capacity === undefined
      ? undefined
      : { id: timing.id, begin, end, capacity: timing.capacity, onlineCapacity: timing.onlineCapacity };
  });
  if (seated === undefined || attendanceMode === undefined || registration?.sessionPolicy === undefined)
    return undefined;
  if (seated.includes(undefined)) return undefined;
  return {
    timings: seated.filter((timing) => timing !== undefined),
    attendanceMode: attendanceModes[attendanceMode],
    sessionPolicy: registration.sessionPolicy,
    slotMinutes: registration.bookBySlot ? registration.slotMinutes : undefined,
  };
}

const when = (text: string | undefined): Instant | undefined =>
  text === undefined ? undefined : instant(text);

const before = (
  from: string | undefined,
  to: string | undefined,
  path: string,
  event: string,
  sameAllowed = false,
): readonly Problem[] =>
  from === undefined || to === undefined || from < to || (sameAllowed && from === to)
    ? []
    : [{ path, wrong: `is not after ${event}`, mend: `Write a later one, or correct when ${event}` }];

const after = (moment: Instant | undefined, last: Instant | undefined, path: string): readonly Problem[] =>
  moment === undefined || last === undefined || moment <= last
    ? []
    : [{ path, wrong: 'is after the last timing has ended', mend: 'Close registration by then' }];

const same = (
  written: Instant | undefined,
  meant: Instant | undefined,
  path: string,
  event: string,
): readonly Problem[] =>
  written === undefined || meant === undefined || written === meant
    ? []
    : [
        {
          path,
          wrong: `is not when ${event}`,
          mend: `Write the instant at which ${event}, or correct the timings`,
        },
      ];

const outside = (
  moment: Instant | undefined,
  edition: Draft<EditionFile['edition']>,
  path: string,
): readonly Problem[] => {
  const { startDate, endDate } = edition ?? {};
  if (moment === undefined || startDate === undefined || endDate === undefined || startDate > endDate)
    return [];
  const day = wallDate(moment);
  return startDate <= day && day <= endDate
    ? []
    : [
        {
          path,
          wrong: `${day} is outside the edition`,
          mend: `Choose a day from ${startDate} to ${endDate}`,
        },
      ];
};

type Span = { readonly begin: Instant | undefined; readonly end: Instant | undefined };
const overlap = (one: Span, other: Span): boolean =>
  one.begin !== undefined &&
  one.end !== undefined &&
  other.begin !== undefined &&
  other.end !== undefined &&
  one.begin < other.end &&
  other.begin < one.end;
