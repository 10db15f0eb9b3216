import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { bookableSessions, type Schedule, type SeatedTiming, slotsOf } from '../../shared/domain/sessions.ts';

const timing = (id: string, begin: string, end: string, seats: Partial<SeatedTiming> = {}): SeatedTiming => ({
  id,
  begin: instant(begin),
  end: instant(end),
  capacity: 20,
  ...seats,
});
const morning = timing('lab--s1', '2027-11-10T09:00+01:00', '2027-11-10T12:00+01:00');
const afternoon = timing('lab--s2', '2027-11-10T14:00+01:00', '2027-11-10T17:00+01:00', { capacity: 12 });

const sold = (schedule: Partial<Schedule>, known?: ReadonlySet<string>) =>
  bookableSessions(
    { timings: [morning, afternoon], attendanceMode: 'offline', sessionPolicy: 'one-session', ...schedule },
    known,
  ).map(({ id, capacity, online, timings }) => ({
    id,
    capacity,
    online,
    times: timings.map((time) => time.id),
  }));

describe('what people book', () => {
  it.each(['one-session', 'any-sessions'] as const)('is each timing by itself with %s', (sessionPolicy) => {
    expect(sold({ sessionPolicy })).toEqual([
      { id: 'lab--s1', capacity: 20, online: false, times: ['lab--s1'] },
      { id: 'lab--s2', capacity: 12, online: false, times: ['lab--s2'] },
    ]);
  });

  it('is all timings at once with all-sessions, as many seats as the smallest has', () => {
    expect(sold({ sessionPolicy: 'all-sessions' })).toEqual([
      { id: 'lab--s1', capacity: 12, online: false, times: ['lab--s1', 'lab--s2'] },
    ]);
  });

  it('keeps its id when the first of all timings moves behind the others', () => {
    const reordered = { sessionPolicy: 'all-sessions', timings: [afternoon, morning] } as const;
    expect(sold(reordered)[0]).toMatchObject({ id: 'lab--s2', times: ['lab--s1', 'lab--s2'] });
    expect(sold(reordered, new Set(['lab--s1']))[0]).toMatchObject({ id: 'lab--s1' });
  });

  it('has seats on site and seats online for a hybrid event', () => {
    expect(sold({ attendanceMode: 'mixed', timings: [{ ...morning, onlineCapacity: 150 }] })).toEqual([
      { id: 'lab--s1', capacity: 20, online: false, times: ['lab--s1'] },
      { id: 'lab--s1-online', capacity: 150, online: true, times: ['lab--s1'] },
    ]);
  });

  it('is online for an event that only takes place online', () => {
    expect(sold({ attendanceMode: 'online' }).every(({ online }) => online)).toBe(true);
  });

  it('is one seat per slot, named after its local start', () => {
    const slots = sold({ slotMinutes: 90, timings: [morning] });
    expect(slots).toEqual([
      { id: 'lab--s1-0900', capacity: 1, online: false, times: ['lab--s1-0900'] },
      { id: 'lab--s1-1030', capacity: 1, online: false, times: ['lab--s1-1030'] },
    ]);
  });
});

describe('slots', () => {
  it('are named after clocks in Paris in summer and in winter', () => {
    const names = (begin: string, end: string) => slotsOf(timing('s', begin, end), 30).map(({ id }) => id);
    expect(names('2027-10-30T09:00+02:00', '2027-10-30T10:00+02:00')).toEqual(['s-0900', 's-0930']);
    expect(names('2027-10-31T09:00+01:00', '2027-10-31T10:00+01:00')).toEqual(['s-0900', 's-0930']);
  });

  it('leave out a rest that is shorter than a slot', () => {
    expect(slotsOf(morning, 50).map(({ end }) => end)).toHaveLength(3);
    expect(slotsOf(morning, 60).at(-1)?.end).toBe(morning.end);
  });
});
