import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { dayAndHour, hours, plural } from '../../shared/text/format.ts';
import { french, plainSpaces, unbroken } from '../../shared/text/typography.ts';

describe('French typography', () => {
  it.each([
    [french`Venez-vous toujours ?`, 'Venez-vous toujours\u202f?'],
    [french`Bonjour ! Merci ; à bientôt`, 'Bonjour\u202f! Merci\u202f; à bientôt'],
    [french`Annulé : tout`, 'Annulé\u00a0: tout'],
    [french`« Mes inscriptions »`, '«\u202fMes inscriptions\u202f»'],
    [french`à 14 h 30, ou 9 h`, 'à 14\u00a0h\u00a030, ou 9\u00a0h'],
    [french`50 % des 1 200 places`, '50\u00a0% des 1\u202f200 places'],
    [french`rempli à ${80} %`, 'rempli à 80\u00a0%'],
    [french`l'agenda d'Essey`, 'l’agenda d’Essey'],
    [french`https://exemple.fr : ici`, 'https://exemple.fr\u00a0: ici'],
  ])('typesets %j', (sentence, expected) => {
    expect(sentence).toBe(expected);
  });

  it('leaves names and titles as people wrote them', () => {
    expect(french`Bonjour ${"D'Arc ; ici"},`).toBe("Bonjour D'Arc ; ici,");
  });

  it('has only spaces that old fonts know in plain text', () => {
    expect(plainSpaces(french`« Oui ! »`)).toBe('«\u00a0Oui\u00a0!\u00a0»');
  });
});

describe('days and hours', () => {
  const closing = instant('2027-12-01T17:30:00+01:00');

  it('are written out, the first of the month in its own way', () => {
    expect(dayAndHour(closing, 'fr')).toBe('mercredi 1er décembre 2027 à 17\u00a0h\u00a030');
    expect(dayAndHour(closing, 'en')).toBe('Wednesday 1 December 2027, 5:30\u00a0pm');
  });

  it.each([
    [
      '2027-11-08T14:00:00+01:00',
      '2027-11-08T16:30:00+01:00',
      'de\u00a014\u00a0h\u00a0à\u00a016\u00a0h\u00a030',
      '2\u00a0pm\u00a0to\u00a04:30\u00a0pm',
    ],
    [
      '2027-11-08T00:00:00+01:00',
      '2027-11-08T00:05:00+01:00',
      'de\u00a0minuit\u00a0à\u00a00\u00a0h\u00a005',
      'midnight\u00a0to\u00a012:05\u00a0am',
    ],
    [
      '2027-11-08T11:00:00+01:00',
      '2027-11-08T12:00:00+01:00',
      'de\u00a011\u00a0h\u00a0à\u00a012\u00a0h',
      '11\u00a0am\u00a0to\u00a0midday',
    ],
  ])('from %s to %s', (begin, end, fr, en) => {
    expect(hours(instant(begin), instant(end), 'fr')).toBe(fr);
    expect(hours(instant(begin), instant(end), 'en')).toBe(en);
  });

  it.each([
    ['2027-03-28T00:59:59Z', '1\u00a0h\u00a059'],
    ['2027-03-28T01:00:00Z', '3\u00a0h'],
    ['2027-10-31T00:59:59Z', '2\u00a0h\u00a059'],
    ['2027-10-31T01:00:00Z', '2\u00a0h'],
  ])('are those of Paris across the clock changes: %s', (moment, hour) => {
    expect(dayAndHour(instant(moment), 'fr')).toContain(`à ${hour}`);
  });
});

it.each([
  [0, '0\u00a0place', '0\u00a0seats'],
  [1, '1\u00a0place', '1\u00a0seat'],
  [2, '2\u00a0places', '2\u00a0seats'],
  [1200, '1\u202f200\u00a0places', '1,200\u00a0seats'],
])('%i seats are counted in each language', (count, fr, en) => {
  expect(plural(count, 'place', 'places', 'fr')).toBe(fr);
  expect(plural(count, 'seat', 'seats', 'en')).toBe(en);
});

describe('what an organiser wrote in French', () => {
  it.each([
    ['Atelier « IA » : pour qui ?', 'Atelier «\u202fIA\u202f»\u00a0: pour qui\u202f?'],
    ['Enfin ! Venez ; merci', 'Enfin\u202f! Venez\u202f; merci'],
    ['https://exemple.fr:3000/?q=1', 'https://exemple.fr:3000/?q=1'],
    ['Sans espace: comme écrit?', 'Sans espace: comme écrit?'],
  ])('%s keeps its words and gains no line that begins with punctuation', (text, shown) => {
    expect(unbroken(text)).toBe(shown);
  });
});
