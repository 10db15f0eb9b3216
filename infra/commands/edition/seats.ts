import { epochMs } from '../../../shared/domain/instant.ts';
import { type Bookable, bookableSessions, type Schedule } from '../../../shared/domain/sessions.ts';
import type { EditionDraft, EventDraft } from './draft.ts';
import { type Problem, pathTo } from './problems.ts';
import { twice } from './references.ts';
import { scheduleOf } from './schedule.ts';

/** An event and its sessions are written in one transaction, which holds 100 items. */
const SESSIONS_PER_EVENT_MAX = 90;

type Say = (path: readonly PropertyKey[], wrong: string, mend: string) => readonly Problem[];

/** Seats, places and the rules of registration agree with each other. */
export function checkSeats(draft: EditionDraft): readonly Problem[] {
  const events = draft.events ?? [];
  const sessions = events.flatMap((event, at) =>
    ((event && sessionsOf(event)) ?? []).map(({ id }) => ({
      path: pathTo('events', at, 'timings'),
      value: id,
    })),
  );
  return [
    ...events.flatMap((event, at) => (event === undefined ? [] : checkEvent(event, at, draft))),
    ...twice(sessions).filter(({ path }) => !sameIdTwice(draft, path)),
  ];
}

function checkEvent(event: EventDraft, at: number, draft: EditionDraft): readonly Problem[] {
  const say: Say = (path, wrong, mend) => [{ path: pathTo('events', at, ...path), wrong, mend }];
  return [
    ...checkPlace(event, draft, say),
    ...checkSlots(event, say),
    ...checkTotals(event, say),
    ...checkParty(event, say),
    ...checkRegistration(event, say),
  ];
}

function checkPlace(event: EventDraft, { venues }: EditionDraft, say: Say): readonly Problem[] {
  const { attendanceMode: mode, venue, timings = [] } = event;
  if (mode === undefined) return [];
  const room = venues?.find((place) => place?.slug !== undefined && place.slug === venue);
  const onlineSeats = timings.flatMap((timing, index) =>
    timing?.onlineCapacity === undefined ? [] : [index],
  );
  return [
    ...(mode !== 2 && absent(event, 'venue')
      ? say(['venue'], `is missing for attendanceMode ${mode}`, 'Name the venue')
      : []),
    ...(mode !== 1 && absent(event, 'onlineAccessLink')
      ? say(
          ['onlineAccessLink'],
          `is missing for attendanceMode ${mode}`,
          'Write the https address people connect to',
        )
      : []),
    ...(mode === 3
      ? []
      : onlineSeats.flatMap((index) =>
          say(
            ['timings', index, 'onlineCapacity'],
            `is not possible with attendanceMode ${mode}`,
            'Write attendanceMode 3, or remove it',
          ),
        )),
    ...(mode === 3 && timings.length > 0 && onlineSeats.length === 0
      ? say(
          ['timings', 0, 'onlineCapacity'],
          'is missing for attendanceMode 3',
          'Write how many may follow online',
        )
      : []),
    ...(mode === 2 || room?.safetyCapacity === undefined
      ? []
      : timings.flatMap((timing, index) =>
          (timing?.capacity ?? 0) > (room.safetyCapacity ?? 0)
            ? say(
                ['timings', index, 'capacity'],
                `${timing?.capacity} is more than the venue may hold`,
                `At most ${room.safetyCapacity}, the safetyCapacity of ${room.slug}`,
              )
            : [],
        )),
  ];
}

function checkSlots(event: EventDraft, say: Say): readonly Problem[] {
  const { bookBySlot, slotMinutes, sessionPolicy } = event.registration ?? {};
  if (!bookBySlot) return [];
  const at = ['registration', 'slotMinutes'];
  if (event.registration !== undefined && absent(event.registration, 'slotMinutes'))
    return say(at, 'is missing for bookBySlot', 'Write how many minutes a slot lasts');
  const schedule = scheduleOf(event);
  return [
    ...(sessionPolicy === 'all-sessions'
      ? say(
          ['registration', 'sessionPolicy'],
          'is not possible with bookBySlot',
          'Write one-session or any-sessions',
        )
      : []),
    ...(schedule?.timings ?? []).flatMap((timing, index) => {
      const slots = slotCount(timing, slotMinutes ?? Number.NaN);
      if (timing.onlineCapacity !== undefined)
        return say(['timings', index, 'onlineCapacity'], 'is not possible with bookBySlot', 'Remove it');
      if (Number.isNaN(slots) || slots <= 0) return [];
      if (!Number.isInteger(slots))
        return say(
          at,
          `${slotMinutes} does not divide the timing into whole slots`,
          'Choose another length or end',
        );
      return slots === timing.capacity
        ? []
        : say(
            ['timings', index, 'capacity'],
            `${timing.capacity} is not the number of slots`,
            `Write ${slots}: one person for each slot of ${slotMinutes} minutes`,
          );
    }),
  ];
}

function checkTotals(event: EventDraft, say: Say): readonly Problem[] {
  const { capacity, totalCapacity } = event;
  const sessions = sessionsOf(event);
  const schedule = scheduleOf(event);
  if (sessions === undefined || schedule === undefined) return [];
  const each = schedule.timings.map((timing) => timing.capacity);
  const one = schedule.sessionPolicy === 'all-sessions' ? Math.min(...each) : Math.max(...each);
  const all = sessions.reduce((sum, session) => sum + session.capacity, 0);
  const meant = 'or correct the capacities of the timings';
  const withOnline = schedule.timings.filter(({ onlineCapacity }) => onlineCapacity !== undefined).length;
  return [
    ...(capacity !== undefined && capacity !== one
      ? say(['capacity'], `${capacity} is not what the timings say`, `Write ${one}, ${meant}`)
      : []),
    ...(totalCapacity !== undefined && totalCapacity !== all
      ? say(['totalCapacity'], `${totalCapacity} is not what the timings say`, `Write ${all}, ${meant}`)
      : []),
    ...(schedule.sessionPolicy === 'all-sessions' && withOnline > 0 && withOnline < schedule.timings.length
      ? say(
          ['timings'],
          'some have no onlineCapacity',
          'With all-sessions, write it for all timings or for none',
        )
      : []),
    ...(sessions.length > SESSIONS_PER_EVENT_MAX
      ? say(
          ['timings'],
          `make ${sessions.length} sessions`,
          `Split the event: at most ${SESSIONS_PER_EVENT_MAX}`,
        )
      : []),
  ];
}

function checkParty(event: EventDraft, say: Say): readonly Problem[] {
  const { maxPartySize, teamSize, audienceQuota = [] } = event.registration ?? {};
  const most = Math.max(...(sessionsOf(event) ?? []).map(({ capacity }) => capacity));
  const reserved = audienceQuota.reduce((sum, quota) => sum + (quota?.reserved ?? 0), 0);
  const known = Number.isFinite(most);
  return [
    ...(known && maxPartySize !== undefined && maxPartySize > most
      ? say(
          ['registration', 'maxPartySize'],
          `${maxPartySize} is more than a session has seats`,
          `At most ${most}`,
        )
      : []),
    ...(teamSize !== undefined && maxPartySize !== undefined && teamSize > maxPartySize
      ? say(['registration', 'teamSize'], `${teamSize} is more than maxPartySize`, `At most ${maxPartySize}`)
      : []),
    ...(known && reserved > most
      ? say(['registration', 'audienceQuota'], `${reserved} seats are reserved in all`, `At most ${most}`)
      : []),
  ];
}

function checkRegistration({ registration, age }: EventDraft, say: Say): readonly Problem[] {
  const { mode, groupOnly } = registration ?? {};
  return [
    ...(registration !== undefined && mode === 'external' && absent(registration, 'url')
      ? say(
          ['registration', 'url'],
          'is missing for mode external',
          'Write the https address where people register',
        )
      : []),
    ...(groupOnly !== undefined && mode !== undefined && groupOnly !== (mode === 'group')
      ? say(['registration', 'groupOnly'], 'contradicts the mode', 'Write mode group, or remove groupOnly')
      : []),
    ...(age?.min !== undefined && age.max !== undefined && age.min > age.max
      ? say(['age', 'max'], `${age.max} is less than age.min`, `At least ${age.min}`)
      : []),
  ];
}

/** Whether a key is not given; one that is given and refused by the schema has been reported already. */
const absent = <T extends object>(owner: T, key: keyof T): boolean => !(key in owner) || owner[key] === null;

/** What the event yields, unless its slots contradict its seats. */
function sessionsOf(event: EventDraft): readonly Bookable[] | undefined {
  const schedule = scheduleOf(event);
  if (schedule === undefined || (event.registration?.bookBySlot && !slotsAgree(schedule))) return undefined;
  return bookableSessions(schedule);
}

const slotsAgree = ({ timings, slotMinutes }: Schedule): boolean =>
  slotMinutes !== undefined && timings.every((timing) => slotCount(timing, slotMinutes) === timing.capacity);

const slotCount = ({ begin, end }: Schedule['timings'][number], slotMinutes: number): number =>
  (epochMs(end) - epochMs(begin)) / 60_000 / slotMinutes;

/** A timing id given twice is reported where it stands, not once more for the session it yields. */
const sameIdTwice = ({ events }: EditionDraft, path: string): boolean => {
  const ids = (events ?? []).flatMap((event) => (event?.timings ?? []).map((timing) => timing?.id));
  const here = events?.find((_, at) => pathTo('events', at, 'timings') === path)?.timings ?? [];
  return here.some((timing) => ids.filter((id) => id === timing?.id).length > 1);
};
