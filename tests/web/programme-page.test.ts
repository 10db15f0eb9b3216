import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { outcomePage } from '../../shared/web/outcome-page.tsx';
import { inOtherLanguage, languageOf } from '../../shared/web/paths.ts';
import { programmePage } from '../../shared/web/programme-page.tsx';
import { anEvent, aProgramme, aSession, now } from '../support/edition.ts';
import { siteUrl } from '../support/requests.ts';

const monday = aSession();
const wednesday = aSession({
  id: 'atelier-ia--s2',
  at: ['2027-11-10T14:00:00+01:00', '2027-11-10T15:30:00+01:00'],
});
const programme = aProgramme([anEvent(), monday, wednesday]);
const show = (at = now) => programmePage({ language: 'fr', programme, seats: new Map(), now: at, siteUrl });
const days = (page: string) => [...page.matchAll(/<h2 id="d([\d-]+)"/g)].map(([, date]) => date);

describe('the programme', () => {
  it.each([
    ['from today on', now, ['2027-11-08', '2027-11-10']],
    ['with today until its last minute', instant('2027-11-08T23:59:59+01:00'), ['2027-11-08', '2027-11-10']],
    ['without yesterday from midnight in Paris', instant('2027-11-09T00:00:00+01:00'), ['2027-11-10']],
  ])('is listed %s', (_, at, expected) => {
    expect(days(show(at))).toEqual(expected);
  });

  it('leads to each of its days and skips those between', () => {
    const page = show();
    expect(page).toContain('href="#d2027-11-08" aria-label="lundi 8 novembre, 1\u00a0rendez-vous"');
    expect(page).not.toContain('#d2027-11-09');
  });

  it('says of a postponed event that it is, not that people came too late', () => {
    const event = anEvent({ status: 'postponed' });
    const page = programmePage({
      language: 'fr',
      programme: aProgramme([event, monday]),
      seats: new Map(),
      now,
      siteUrl,
    });
    expect(page).toContain('<span class="seats none">Reporté</span>');
  });

  it('leads to its calendar and its data, and search engines to itself unless it is filtered', () => {
    const page = show();
    expect(page).toContain('<link rel="alternate" type="text/calendar" href="/programme.ics"/>');
    expect(page).toContain('<a href="/programme.ics">');
    expect(page).toContain('<a href="/programme.json">');
    expect(page).toContain('<link rel="canonical" href="http://localhost:3000/"/>');
    expect(page).not.toContain('noindex');
    const filters = { theme: 'ia' };
    const filtered = programmePage({ language: 'fr', programme, seats: new Map(), now, siteUrl, filters });
    expect(filtered).toContain('noindex');
    expect(filtered).not.toContain('canonical');
  });

  it('thanks people when it is over', () => {
    expect(show(instant('2027-12-02T09:00:00+01:00'))).toContain('Le programme est terminé');
  });

  it('lists an event of many slots as one span', () => {
    const slots = ['09', '10', '11', '12'].map((hour) =>
      aSession({
        id: `atelier-ia--s1-${hour}00`,
        at: [`2027-11-08T${hour}:00:00+01:00`, `2027-11-08T${hour}:30:00+01:00`],
      }),
    );
    const [first = monday, ...rest] = slots;
    const page = programmePage({
      language: 'fr',
      programme: aProgramme([anEvent(), first, ...rest]),
      seats: new Map(),
      now,
      siteUrl,
    });
    expect(page).toContain('9\u00a0h – 12\u00a0h\u00a030');
  });
});

describe('the outcome page', () => {
  const outcome = (sessionPolicy: 'any-sessions' | 'one-session') => {
    const event = anEvent({ registration: { sessionPolicy } });
    const whole = aProgramme([event, monday, wednesday]);
    return outcomePage({
      language: 'fr',
      programme: whole,
      event,
      outcome: 'confirmee',
      seats: new Map(),
      now,
    });
  };

  it('offers the other sessions only of an event where several may be booked', () => {
    expect(outcome('any-sessions')).toContain('S’inscrire à une autre séance');
    expect(outcome('one-session')).not.toContain('S’inscrire à une autre séance');
  });

  it('stays out of search engines', () => {
    expect(outcome('one-session')).toContain('<meta name="robots" content="noindex"');
  });
});

describe('addresses in two languages', () => {
  it.each([
    ['/', '/en'],
    ['/evenements/atelier-ia', '/en/evenements/atelier-ia'],
    ['/english-breakfast', '/en/english-breakfast'],
  ])('%s is %s in English, and back', (french, english) => {
    expect(inOtherLanguage(french)).toBe(english);
    expect(inOtherLanguage(english)).toBe(french);
    expect([languageOf(french), languageOf(english)]).toEqual(['fr', 'en']);
  });
});
