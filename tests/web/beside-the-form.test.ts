import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { anEvent, aSession } from '../support/edition.ts';
import { afternoon, morning, type Shown, show } from '../support/event-page.ts';

describe('an event without a seat to give', () => {
  const other = anEvent({
    slug: 'autre',
    uid: 2,
    title: { fr: 'Un autre atelier' },
    registration: { closesAt: instant('2027-11-20T08:00:00+01:00') },
  });
  const elsewhere = aSession({
    id: 'autre--s1',
    event: 'autre',
    at: ['2027-11-20T09:00:00+01:00', '2027-11-20T10:30:00+01:00'],
  });
  const beside = ({ left = 5, ...shown }: Shown & { left?: number | undefined }) =>
    show({ ...shown, others: [[other, elsewhere]], free: { [elsewhere.id]: left, ...shown.free } });
  const full = { free: { [morning.id]: 0 } };

  it.each<[string, Shown]>([
    ['full', full],
    ['closed', { at: instant('2027-11-08T08:00:00+01:00') }],
    ['past', { at: instant('2027-11-08T10:30:00+01:00') }],
    ['cancelled', { event: anEvent({ status: 'cancelled' }) }],
    ['postponed', { event: anEvent({ status: 'postponed' }) }],
    [
      'refused for want of seats',
      { ...full, form: { values: {}, errors: [], refusal: { code: 'sold_out', seatsLeft: 0 } } },
    ],
    ['refused as closed', { form: { values: {}, errors: [], refusal: { code: 'closed' } } }],
    ['refused as cancelled', { form: { values: {}, errors: [], refusal: { code: 'cancelled' } } }],
  ])('that is %s leads to another with seats', (_, shown) => {
    expect(beside(shown)).toMatch(/Il reste des places ailleurs.*href="\/evenements\/autre".*Plus que 5/);
  });

  it.each<[string, Shown]>([
    ['that has seats', {}],
    ['not open yet', { at: instant('2027-10-04T08:59:59+02:00') }],
    ['by application', { event: anEvent({ registration: { mode: 'approval' } }) }],
    [
      'whose form only needs correcting',
      { form: { values: {}, errors: [{ field: 'email', code: 'invalid' }] } },
    ],
  ])('%s leads nowhere else', (_, shown) => {
    expect(beside(shown)).not.toContain('Il reste des places ailleurs');
  });

  it('offers nothing that is full too, or whose seats are not known', () => {
    expect(beside({ ...full, left: 0 })).not.toContain('ailleurs');
    expect(show({ ...full, others: [[other, elsewhere]] })).not.toContain('ailleurs');
  });

  it('offers only what has room for all who wanted to come', () => {
    const refused = (partySize: string) => ({
      ...full,
      left: 2,
      form: { values: { partySize }, errors: [], refusal: { code: 'sold_out' as const, seatsLeft: 0 } },
    });
    expect(beside(refused('2'))).toContain('<a href="#ailleurs">');
    expect(beside(refused('3'))).not.toContain('ailleurs');
    expect(beside(refused('beaucoup'))).toContain('ailleurs');
  });
});

describe('a session without a seat while another of the event has some', () => {
  const overlapping = anEvent({
    slug: 'autre',
    registration: { closesAt: instant('2027-11-20T08:00:00+01:00') },
  });
  const at = ['2027-11-08T14:30:00+01:00', '2027-11-08T16:00:00+01:00'] as const;
  const elsewhere = aSession({ id: 'autre--s1', event: 'autre', at });
  const refused = (session: string) =>
    show({
      sessions: [morning, afternoon],
      others: [[overlapping, elsewhere]],
      free: { [session]: 0, [elsewhere.id]: 5 },
      form: { values: { session }, errors: [], refusal: { code: 'sold_out', seatsLeft: 0 } },
    });

  it('leads once to another event, and not to one at the time of the session that was chosen', () => {
    expect(refused(morning.id).match(/href="\/evenements\/autre"/g)).toHaveLength(1);
    expect(refused(afternoon.id)).not.toContain('href="/evenements/autre"');
  });
});

describe('the long description', () => {
  it('is shown as the organiser set it, marked where it is in the other language', () => {
    const event = anEvent({ longDescription: { fr: 'Un **robot**.' } });
    expect(show({ event })).toContain('<div><p>Un <strong>robot</strong>.</p></div>');
    expect(show({ event, language: 'en' })).toContain('<div lang="fr"><p>');
    expect(show()).not.toContain('En détail');
  });
});

describe('what the page tells programs', () => {
  it('is where it is, in each language, for search engines and previews', () => {
    const page = show({ language: 'en' });
    for (const text of [
      '<link rel="canonical" href="http://localhost:3000/en/evenements/atelier-ia"/>',
      '<link rel="alternate" hreflang="fr" href="http://localhost:3000/evenements/atelier-ia"/>',
      '<link rel="alternate" hreflang="en" href="http://localhost:3000/en/evenements/atelier-ia"/>',
      '<link rel="alternate" hreflang="x-default" href="http://localhost:3000/evenements/atelier-ia"/>',
      '<link rel="alternate" type="text/calendar" href="/evenements/atelier-ia/agenda.ics"/>',
      '<meta property="og:title" content="AI workshop: faster quotes"/>',
      '<meta property="og:description" content="Bring a recent quote."/>',
      '<meta property="og:url" content="http://localhost:3000/en/evenements/atelier-ia"/>',
      '<meta property="og:type" content="website"/>',
      '<meta property="og:locale" content="en_GB"/>',
      '<meta property="og:locale:alternate" content="fr_FR"/>',
      '<meta property="og:site_name" content="Open du numérique: trial edition"/>',
    ])
      expect(page).toContain(text);
    expect(page).not.toContain('noindex');
  });

  it('cannot end the element it stands in', () => {
    const page = show({ data: { name: '</script><img src=x onerror=alert(1)>' } });
    expect(page).not.toContain('<img');
    const [, json = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/.exec(page) ?? [];
    expect(JSON.parse(json)).toEqual({ name: '</script><img src=x onerror=alert(1)>' });
  });

  it('is nothing while a form comes back: that page is its sender’s', () => {
    const page = show({ form: { values: {}, errors: [] } });
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    expect(page).not.toMatch(/canonical|og:|ld\+json/);
  });
});
