import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../shared/domain/ids.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { EventDetails, EventStatus, Session } from '../../shared/domain/programme.ts';
import type { Head } from '../../shared/seats/blocks.ts';
import type { Seats } from '../../shared/web/availability.ts';
import { structuredData } from '../../shared/web/structured-data.ts';
import { anEvent, aProgramme, aSession, now } from '../support/edition.ts';

const head = (free: number, phase: Head['phase'] = 'open'): Head => ({ free, mostInOneBlock: free, phase });

type Told = {
  event?: EventDetails;
  sessions?: readonly [Session, ...Session[]];
  free?: Readonly<Record<string, number>>;
  seats?: Seats;
  at?: Instant;
  language?: 'fr' | 'en';
};
type Occasion = Record<string, unknown> & { offers: Record<string, unknown> };

const told = ({
  event = anEvent(),
  sessions = [aSession()],
  free = {},
  seats,
  at = now,
  language = 'fr',
}: Told = {}): readonly Occasion[] => {
  const shown = structuredData({
    language,
    programme: aProgramme([event, ...sessions]),
    event,
    seats: seats ?? new Map(sessions.map(({ id }) => [id as SessionId, head(free[id] ?? 20)])),
    now: at,
    siteUrl: 'https://open.example.org',
  });
  const data: { '@context': string; '@graph': Occasion[] } = JSON.parse(JSON.stringify(shown));
  expect(data['@context']).toBe('https://schema.org');
  return data['@graph'];
};
const page = 'https://open.example.org/evenements/atelier-ia';

describe('an event for search engines', () => {
  it('says what, when, where, by whom and that it is free', () => {
    expect(told({ event: anEvent({ age: { min: 8, max: 12 } }) })).toEqual([
      {
        '@type': 'Event',
        name: 'Atelier IA : vos devis plus vite',
        description: 'Apporter un devis récent.',
        url: page,
        startDate: '2027-11-08T09:00:00+01:00',
        endDate: '2027-11-08T10:30:00+01:00',
        eventStatus: 'https://schema.org/EventScheduled',
        eventAttendanceMode: 'https://schema.org/OfflineEventAttendanceMode',
        location: [
          {
            '@type': 'Place',
            name: 'Médiathèque du Parc',
            address: {
              '@type': 'PostalAddress',
              streetAddress: '3 rue des Tilleuls',
              postalCode: '54000',
              addressLocality: 'Nancy',
              addressCountry: 'FR',
            },
            geo: { '@type': 'GeoCoordinates', latitude: 48.69, longitude: 6.18 },
          },
        ],
        organizer: { '@type': 'Organization', name: 'Club des artisans', email: 'artisans@example.org' },
        superEvent: {
          '@type': 'Festival',
          name: 'Open du numérique : édition d’essai',
          startDate: '2027-11-06',
          endDate: '2027-12-01',
          url: 'https://open.example.org/',
        },
        isAccessibleForFree: true,
        typicalAgeRange: '8-12',
        inLanguage: ['fr'],
        maximumAttendeeCapacity: 20,
        maximumPhysicalAttendeeCapacity: 20,
        offers: {
          '@type': 'Offer',
          price: 0,
          priceCurrency: 'EUR',
          availability: 'https://schema.org/InStock',
          url: page,
          validFrom: '2027-10-04T09:00:00+02:00',
          validThrough: '2027-11-08T08:00:00+01:00',
        },
      },
    ]);
  });

  it('speaks English on the English page', () => {
    expect(told({ language: 'en' })[0]).toMatchObject({
      name: 'AI workshop: faster quotes',
      url: 'https://open.example.org/en/evenements/atelier-ia',
    });
  });

  it.each<[EventStatus, string]>([
    ['scheduled', 'EventScheduled'],
    ['rescheduled', 'EventRescheduled'],
    ['moved-online', 'EventMovedOnline'],
    ['postponed', 'EventPostponed'],
    ['cancelled', 'EventCancelled'],
  ])('that is %s is %s', (status, name) => {
    expect(told({ event: anEvent({ status }) })[0]?.eventStatus).toBe(`https://schema.org/${name}`);
  });

  it.each([
    [11, undefined],
    [10, 10],
    [0, 0],
  ])('with %i seats left gives the number %s', (left, number) => {
    const session = aSession();
    expect(told({ free: { [session.id]: left } })[0]?.remainingAttendeeCapacity).toBe(number);
  });

  it.each<[string, Told, string]>([
    ['with seats', {}, 'InStock'],
    ['without', { free: { [aSession().id]: 0 } }, 'SoldOut'],
    ['not open yet', { at: instant('2027-10-04T08:59:59+02:00') }, 'PreOrder'],
    ['closed', { at: instant('2027-11-08T08:00:00+01:00') }, 'OutOfStock'],
    ['cancelled', { event: anEvent({ status: 'cancelled' }) }, 'Discontinued'],
    ['by application', { event: anEvent({ registration: { mode: 'approval' } }) }, 'LimitedAvailability'],
    ['free to enter', { event: anEvent({ registration: { mode: 'none' } }) }, 'InStock'],
  ])('%s is offered as such', (_, asked, availability) => {
    expect(told(asked)[0]?.offers.availability).toBe(`https://schema.org/${availability}`);
  });

  it('leads to the organiser where registrations are taken there', () => {
    const event = anEvent({ registration: { mode: 'external', url: 'https://autre.example.org/' } });
    expect(told({ event })[0]?.offers.url).toBe('https://autre.example.org/');
  });

  it('of everybody’s age says nothing of ages, and of grown-ups where that begins', () => {
    expect(told()[0]).not.toHaveProperty('typicalAgeRange');
    expect(told({ event: anEvent({ age: { min: 16, max: 120 } }) })[0]?.typicalAgeRange).toBe('16-');
  });

  it('on site and online at once is one event in two places, with both capacities', () => {
    const event = anEvent({ attendanceMode: 'mixed', onlineAccessLink: 'https://visio.example.org/secret' });
    const online = aSession({ id: 'atelier-ia--s1-online', online: true, capacity: 100 });
    const occasions = told({ event, sessions: [aSession(), online] });
    expect(occasions).toHaveLength(1);
    expect(occasions[0]).toMatchObject({
      eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
      location: [{ '@type': 'Place' }, { '@type': 'VirtualLocation', url: page }],
      maximumAttendeeCapacity: 120,
      maximumPhysicalAttendeeCapacity: 20,
      maximumVirtualAttendeeCapacity: 100,
    });
    expect(JSON.stringify(occasions)).not.toContain('secret');
  });

  it('online is at no place, even where the organiser has one', () => {
    const [occasion] = told({
      event: anEvent({ attendanceMode: 'online' }),
      sessions: [aSession({ online: true })],
    });
    expect(occasion?.location).toEqual([{ '@type': 'VirtualLocation', url: page }]);
    expect(occasion).not.toHaveProperty('maximumPhysicalAttendeeCapacity');
  });

  it('with a waiting list has no seat left, whatever is free for those who wait', () => {
    const event = anEvent({ registration: { waitlist: true } });
    const [occasion] = told({ event, seats: new Map([[aSession().id, head(3, 'waiting')]]) });
    expect(occasion).toMatchObject({ remainingAttendeeCapacity: 0 });
    expect(occasion?.offers.availability).toBe('https://schema.org/SoldOut');
  });

  it('is one event for each session, and one for all the slots of a day', () => {
    const slots = ['09', '10'].map((hour) =>
      aSession({ id: `s${hour}`, at: [`2027-11-08T${hour}:00:00+01:00`, `2027-11-08T${hour}:30:00+01:00`] }),
    );
    const [first = aSession(), ...rest] = slots;
    expect(told({ sessions: [first, ...rest] })).toHaveLength(2);
    expect(
      told({ event: anEvent({ registration: { bookBySlot: true } }), sessions: [first, ...rest] }),
    ).toEqual([
      expect.objectContaining({
        startDate: '2027-11-08T09:00:00+01:00',
        endDate: '2027-11-08T10:30:00+01:00',
        maximumAttendeeCapacity: 40,
      }),
    ]);
  });

  it('over several days begins with the first and ends with the last', () => {
    const both = aSession({ andThen: ['2027-11-09T09:00:00+01:00', '2027-11-09T12:00:00+01:00'] });
    expect(told({ sessions: [both] })).toEqual([
      expect.objectContaining({
        startDate: '2027-11-08T09:00:00+01:00',
        endDate: '2027-11-09T12:00:00+01:00',
      }),
    ]);
  });
});
