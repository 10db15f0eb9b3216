import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alternatives, overlap } from '../../shared/domain/alternatives.ts';
import { standingOf } from '../../shared/domain/booking.ts';
import { type Instant, instant, plus } from '../../shared/domain/instant.ts';
import type { EventDetails, Session } from '../../shared/domain/programme.ts';
import { anEvent, aSession, now } from '../support/edition.ts';

type Entry = readonly [event: EventDetails, ...sessions: Session[]];

const monday = (begin: string, end: string): [string, string] => [
  `2027-11-08T${begin}:00+01:00`,
  `2027-11-08T${end}:00+01:00`,
];
const wanted = aSession({ at: monday('09:00', '10:30') });

let uid = 0;
const another = (
  slug: string,
  {
    at = monday('14:00', '15:00'),
    ...change
  }: Parameters<typeof anEvent>[0] & { at?: [string, string] } = {},
): Entry => {
  uid += 1;
  return [
    anEvent({
      uid,
      slug,
      ...change,
      registration: { closesAt: instant('2027-12-01T00:00:00Z'), ...change.registration },
    }),
    aSession({ id: `${slug}--s1`, event: slug, at }),
  ];
};

type Asked = {
  entries: readonly Entry[];
  left?: Readonly<Record<string, number>>;
  party?: number;
  at?: Instant;
  event?: EventDetails;
  sessions?: readonly Session[];
};

const found = ({
  entries,
  left = {},
  party = 1,
  at = now,
  event = anEvent(),
  sessions = [wanted],
}: Asked) => {
  const listed: readonly Entry[] = [[event, wanted], ...entries];
  return alternatives(
    {
      events: listed.map(([one]) => one),
      sessions: new Map(listed.map(([one, ...itsSessions]) => [one.slug, itsSessions])),
    },
    ({ id }) => left[id] ?? 20,
    { event, sessions, party },
    at,
  );
};
const names = (asked: Asked) => found(asked).map(({ event }) => event.slug);

describe('alternatives', () => {
  it.each<[string, Entry, Partial<Asked>]>([
    ['that ends when the wanted one begins', another('avant', { at: monday('08:00', '09:00') }), {}],
    ['that begins when the wanted one ends', another('apres', { at: monday('10:30', '11:00') }), {}],
    ['with just as many seats as people come', another('juste'), { left: { 'juste--s1': 3 }, party: 3 }],
    ['that begins in a moment', another('bientot'), { at: instant('2027-11-08T13:59:59.999+01:00') }],
  ])('name an event %s', (_, entry, asked) => {
    expect(names({ entries: [entry], ...asked })).toEqual([entry[0].slug]);
  });

  it.each<[string, Entry, Partial<Asked>]>([
    ['that is still on when the wanted one begins', another('a', { at: monday('08:00', '09:01') }), {}],
    ['that begins before the wanted one ends', another('b', { at: monday('10:29', '11:00') }), {}],
    ['with one seat less than people come', another('c'), { left: { 'c--s1': 2 }, party: 3 }],
    ['that takes no party of that size', another('d'), { party: 5 }],
    ['that is full', another('e'), { left: { 'e--s1': 0 } }],
    ['that is just beginning', another('f'), { at: instant('2027-11-08T14:00:00+01:00') }],
    ['that is not published', another('g', { published: false }), {}],
    ['that is cancelled', another('h', { status: 'cancelled' }), {}],
    ['that is postponed', another('i', { status: 'postponed' }), {}],
    ['not open yet', another('j', { registration: { opensAt: plus(now, { milliseconds: 1 }) } }), {}],
    ['just closed', another('k', { registration: { closesAt: now } }), {}],
    ['that takes applications', another('l', { registration: { mode: 'approval' } }), {}],
    ['for school groups', another('m', { registration: { mode: 'group' } }), {}],
  ])('leave out an event %s', (_, entry, asked) => {
    expect(names({ entries: [entry], ...asked })).toEqual([]);
  });

  it('of a school group are for groups', () => {
    const group = anEvent({ registration: { mode: 'group' } });
    const entries = [another('classes', { registration: { mode: 'group' } }), another('atelier')];
    expect(names({ event: group, entries })).toEqual(['classes']);
  });

  it('begin with the same theme, then a public in common, then what is nearest in time', () => {
    const late = monday('20:00', '21:00');
    const entries = [
      another('autre-theme', { theme: 'cyber' }),
      another('autre-public', { audience: ['familles'] }),
      another('plus-tard', { at: late }),
      another('plus-tot'),
    ];
    expect(names({ entries })).toEqual(['plus-tot', 'plus-tard', 'autre-public']);
    expect(names({ entries: entries.slice(0, 2) })).toEqual(['autre-public', 'autre-theme']);
  });

  it('are the nearest in time, before or after; of two as near the earlier', () => {
    const entries = [
      another('deux-heures-apres', { at: monday('11:00', '12:00') }),
      another('deux-heures-avant', { at: monday('07:00', '08:00') }),
      another('lendemain', { at: ['2027-11-09T09:00:00+01:00', '2027-11-09T10:00:00+01:00'] }),
      another('semaines-avant', { at: ['2027-10-20T09:00:00+02:00', '2027-10-20T10:00:00+02:00'] }),
    ];
    expect(names({ entries })).toEqual(['deux-heures-avant', 'deux-heures-apres', 'lendemain']);
  });

  it('name one session of an event: the nearest that has room and leaves the wanted time free', () => {
    const [event, overlapping] = another('plusieurs', { at: monday('09:30', '10:00') });
    const full = aSession({ id: 'full', event: 'plusieurs', at: monday('11:00', '12:00') });
    const near = aSession({ id: 'near', event: 'plusieurs', at: monday('14:00', '15:00') });
    const far = aSession({ id: 'far', event: 'plusieurs', at: monday('19:00', '20:00') });
    const entry = [event, overlapping ?? far, full, far, near] as const;
    expect(found({ entries: [entry], left: { full: 0 } }).map(({ session }) => session.id)).toEqual(['near']);
  });

  it('overlap with none of the times of an event over several days', () => {
    const both = aSession({ andThen: ['2027-11-09T09:00:00+01:00', '2027-11-09T12:00:00+01:00'] });
    const second = another('second-jour', { at: ['2027-11-09T11:00:00+01:00', '2027-11-09T13:00:00+01:00'] });
    expect(names({ entries: [second], sessions: [both] })).toEqual([]);
    expect(names({ entries: [second], sessions: [wanted] })).toEqual(['second-jour']);
    const [event] = another('deux-jours');
    const dayBefore = ['2027-11-07T09:00:00+01:00', '2027-11-07T12:00:00+01:00'] as const;
    const course = aSession({ event: event.slug, at: dayBefore, andThen: monday('10:00', '12:00') });
    expect(names({ entries: [[event, course]], sessions: [wanted] })).toEqual([]);
  });

  it('are at most three, whatever the programme, all open with room, and nothing better is left out', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 12 }), fc.integer({ min: 1, max: 4 }), (drawn, party) => {
        const entries = drawn.map(({ theme, published, mode, starts, seats }, index): [Entry, number] => {
          const at: [Instant, Instant] = [
            plus(now, { hours: starts }),
            plus(now, { hours: starts, minutes: 90 }),
          ];
          return [another(`e${index}`, { theme, published, registration: { mode }, at }), seats];
        });
        const left = Object.fromEntries(entries.map(([[, session], seats]) => [session?.id ?? '', seats]));
        const sessions = [aSession({ at: [plus(now, { hours: 3 }), plus(now, { hours: 6 })] })];
        const offers = found({ entries: entries.map(([entry]) => entry), left, party, sessions });
        const suits = (event: EventDetails, session: Session) =>
          event.published &&
          standingOf(event, session, now) === 'open' &&
          (left[session.id] ?? 0) >= party &&
          !sessions.some((other) => overlap(other, session));
        const suitable = entries.filter(([[event, session]]) => session && suits(event, session));
        const themes = offers.map(({ event }) => event.theme === anEvent().theme);

        expect(offers.length).toBe(Math.min(3, suitable.length));
        expect(offers.every(({ event, session }) => suits(event, session))).toBe(true);
        expect(new Set(offers.map(({ event }) => event.slug)).size).toBe(offers.length);
        expect(themes).toEqual(themes.toSorted((one, other) => Number(other) - Number(one)));
        expect(themes.filter(Boolean).length).toBe(
          Math.min(3, suitable.filter(([[event]]) => event.theme === anEvent().theme).length),
        );
      }),
    );
  });
});

const anyEntry = fc.record({
  theme: fc.constantFrom('ia', 'cyber'),
  published: fc.boolean(),
  mode: fc.constantFrom('required', 'recommended', 'approval', 'none'),
  starts: fc.integer({ min: -2, max: 12 }),
  seats: fc.integer({ min: 0, max: 6 }),
});
