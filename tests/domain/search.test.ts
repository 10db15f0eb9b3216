import { describe, expect, it } from 'vitest';
import { type Candidate, type Filters, isFiltered, matches, relaxed } from '../../shared/domain/search.ts';
import { anEvent, edition, organiser, venue } from '../support/edition.ts';

const monday = '2027-11-08';
const tuesday = '2027-11-09';

const aCandidate = (change: Partial<Candidate> = {}): Candidate => ({
  event: anEvent({
    title: { fr: 'Réparer son cœur de réseau', en: 'Mending a home network' },
    description: { fr: 'Apportez l’ordinateur et vos câbles.' },
    keywords: { fr: ['Réemploi'], en: ['Reuse'] },
  }),
  venue,
  organiser,
  labels: [...edition.themes, ...edition.formats].map(({ label }) => label),
  sessions: [
    { day: monday, room: false },
    { day: tuesday, room: true },
  ],
  ...change,
});

describe('a search', () => {
  it.each([
    ['without accents', 'reparer'],
    ['in capitals', 'RÉPARER'],
    ['with accents typed apart from their letters', 're\u0301parer'],
    ['without the ligature', 'coeur'],
    ['after an elided article', 'ordinateur'],
    ['with an elided article', "l'ordinateur"],
    ['in the plural', 'ordinateurs reseaux'],
    ['by the beginning of a word', 'ordi'],
    ['in the other language', 'mending network'],
    ['by a keyword of the other language', 'reuse'],
    ['by theme', 'intelligence artificielle'],
    ['by format', 'workshop'],
    ['by organiser', 'artisans'],
    ['by venue', 'mediatheque'],
    ['by commune', 'nancy'],
    ['by words from different places', 'nancy câbles reuse'],
  ])('finds an event %s', (_, q) => expect(matches(aCandidate(), { q })).toBe(true));

  it.each([
    ['one word is missing', 'ordinateur toul'],
    ['letters only stand inside a word', 'dinateur'],
    ['a short word only stands inside another', 'ts'],
  ])('does not find it when %s', (_, q) => expect(matches(aCandidate(), { q })).toBe(false));
});

describe('a filter', () => {
  it.each<[string, Filters, Filters]>([
    ['theme', { theme: 'ia' }, { theme: 'cybersecurite' }],
    ['commune', { commune: '54395' }, { commune: '54528' }],
    ['audience', { audience: 'independants' }, { audience: 'familles' }],
    ['access', { access: 'mi' }, { access: 'hi' }],
    ['day', { day: monday }, { day: '2027-11-10' }],
    ['room', { free: '1', day: tuesday }, { free: '1', day: monday }],
  ])('by %s keeps what fits and nothing else', (_, fits, differs) => {
    expect(matches(aCandidate(), fits)).toBe(true);
    expect(matches(aCandidate(), differs)).toBe(false);
  });

  it('lets everything through when none is set, even an event without sessions or place', () => {
    expect(matches(aCandidate({ sessions: [], venue: undefined, organiser: undefined }), {})).toBe(true);
  });

  it('by commune leaves out what is only online', () => {
    expect(matches(aCandidate({ venue: undefined }), { commune: '54395' })).toBe(false);
  });

  it('must hold together with all the others', () => {
    expect(matches(aCandidate(), { theme: 'ia', q: 'nancy', access: 'mi', free: '1' })).toBe(true);
    expect(matches(aCandidate(), { theme: 'ia', q: 'nancy', access: 'vi', free: '1' })).toBe(false);
  });

  it('can be dropped, one at a time', () => {
    const less = relaxed({ q: 'nancy', theme: 'ia' });
    expect(less).toEqual([
      { dropped: 'q', filters: { theme: 'ia' } },
      { dropped: 'theme', filters: { q: 'nancy' } },
    ]);
    expect(less.map(({ filters }) => isFiltered(filters))).toEqual([true, true]);
    expect(isFiltered({ q: undefined })).toBe(false);
  });
});
