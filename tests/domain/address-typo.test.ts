import { describe, expect, it } from 'vitest';
import { probableAddress } from '../../shared/domain/address-typo.ts';

const meant = (domain: string) => probableAddress(`lea@${domain}`);

describe('a slip in a frequent domain', () => {
  it.each([
    ['two letters swapped', 'gmial.com', 'gmail.com'],
    ['a letter dropped', 'gmal.com', 'gmail.com'],
    ['the last letter dropped', 'gmai.com', 'gmail.com'],
    ['a letter too many', 'hotmaill.fr', 'hotmail.fr'],
    ['another letter', 'orznge.fr', 'orange.fr'],
    ['capitals', 'GMIAL.com', 'gmail.com'],
    ['an ending nobody has', 'gmail.con', 'gmail.com'],
    ['a short ending', 'outlook.co', 'outlook.com'],
    ['the ending of a short name', 'sfr.ft', 'sfr.fr'],
    ['an ending turned around', 'free.rf', 'free.fr'],
    ['one slip in the name and one in the ending', 'yaho.cmo', 'yahoo.com'],
    ['the ending that says which of two is meant', 'hotmial.com', 'hotmail.com'],
    ['two slips in a long name', 'univ-loraime.fr', 'univ-lorraine.fr'],
    ['two slips in the shortest of the long names', 'gradnanci.eu', 'grandnancy.eu'],
    ['French instead of common', 'gmail.fr', 'gmail.com'],
  ])('is noticed: %s', (_, typed, expected) => {
    expect(meant(typed)).toBe(`lea@${expected}`);
  });

  it('keeps what stands before the @ as it was typed', () => {
    expect(probableAddress('Lea.Durand+open@gmial.com')).toBe('Lea.Durand+open@gmail.com');
  });
});

describe('a domain that is plausible as it stands', () => {
  it.each([
    'gmail.com',
    'Gmail.com',
    'hotmail.fr',
    'hotmail.com',
    'bbox.fr',
    'mail.com',
    'ymail.com',
    'email.com',
    'grange.fr',
    'tree.fr',
    'fred.fr',
    'box.fr',
    'afr.fr',
    'sfr.com',
    'live.be',
    'hotmail.be',
    'hotmail.it',
    'hotmail.ca',
    'hotmail.co.uk',
    'yahoo.gr',
    'outlook.kr',
    'live.fi',
    'orange.com',
    'laposte.fr',
    'etu.univ-lorraine.fr',
    'hormaul.com',
    'univ-loriane-x.fr',
    'grandnancy.fr',
    'example.org',
    'xn--caf-dma.fr',
  ])('is left alone: %s', (domain) => {
    expect(meant(domain)).toBeUndefined();
  });
});
