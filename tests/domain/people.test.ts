import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scope } from '../../shared/domain/ids.ts';
import {
  addressKey,
  readAddress,
  readLine,
  registrationKey,
  shownAddress,
} from '../../shared/domain/people.ts';
import { testKeys } from '../support/edition.ts';

describe('an address', () => {
  it.each([
    ['lea@example.fr', 'lea@example.fr'],
    [' lea@example.fr ', 'lea@example.fr'],
    ['Lea.Durand+festival@Example.FR', 'Lea.Durand+festival@Example.FR'],
    ["o'brien@example.fr", "o'brien@example.fr"],
    ['jean@münchen.de', 'jean@xn--mnchen-3ya.de'],
    ['lea@\u212aiosque.fr', 'lea@kiosque.fr'],
    [`${'l'.repeat(64)}@example.fr`, `${'l'.repeat(64)}@example.fr`],
  ])('%j is written to as %j', (typed, address) => {
    expect(readAddress(typed)).toBe(address);
  });

  it.each([
    '',
    'lea',
    '@example.fr',
    'lea@',
    'lea@example',
    'lea@@example.fr',
    '.lea@example.fr',
    'lea.@example.fr',
    'l..a@example.fr',
    'lea@-example.fr',
    'lea@exa mple.fr',
    'lea@ex%61mple.fr',
    'lea@exam\u00adple.fr',
    'lea@example.fr\nx',
    'léa@example.fr',
    'lea@example.1',
    'lea@example.fr/x',
    'lea@example.fr?x',
    'lea@example.fr#x',
    'lea@example.fr\\x',
    'jean@münchen.de/x',
    `${'l'.repeat(65)}@example.fr`,
  ])('%j is none', (typed) => {
    expect(readAddress(typed)).toBeUndefined();
  });

  it('never lets a second recipient or a header through', () => {
    const parts = fc.constantFrom(
      'a',
      '@',
      'x.fr',
      ',',
      ';',
      ' ',
      '\r\n',
      '"',
      '<',
      '>',
      '\u0000',
      '%0a',
      '(',
      ':',
      '\\',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const address = readAddress(pieces.join(''));
        expect(
          address === undefined || /^[^\s,;<>"()\\:@\p{Cc}]+@[^\s,;<>"()\\:@\p{Cc}]+$/u.test(address),
        ).toBe(true);
      }),
    );
  });

  it('is shown with the letters people know', () => {
    expect(shownAddress('jean@xn--mnchen-3ya.de')).toBe('jean@münchen.de');
  });
});

describe('a line of text', () => {
  it.each(['O', 'Ng', 'O’Brien', "D'Arc--Dupont", '李', 'عمر', 'می\u200cخواهم', '👨‍👩‍👧‍👦', 'x'.repeat(100)])(
    '%j stays as it is',
    (name) => {
      expect(readLine(name)).toEqual({ line: name });
    },
  );

  it('is brought to one form of its accents', () => {
    expect(readLine('Le\u0301a')).toEqual({ line: 'Léa' });
  });

  it.each([
    ['nothing but spaces', ' \t ', 'empty'],
    ['a line break', 'Bob\r\nBcc: v@x.fr', 'control'],
    ['a turned-around word', 'abc\u202edef', 'control'],
    ['101 characters', 'x'.repeat(101), 'long'],
    ['more than 400 bytes', '👨‍👩‍👧‍👦'.repeat(17), 'long'],
    ['nine marks on one letter', `a${'\u0336'.repeat(9)}`, 'combining'],
  ])('is refused for %s', (_, typed, problem) => {
    expect(readLine(typed)).toEqual({ problem });
  });

  it('may carry eight marks on one letter', () => {
    expect(readLine(`x${'\u0336'.repeat(8)}`)).toHaveProperty('line');
  });
});

describe('a registration key', () => {
  const scope = 'e27000010' as Scope;
  const keyOf = (address: string, within = scope) => registrationKey(testKeys, within, addressKey(address));

  it('is the same for the same mailbox however its letters are cased', () => {
    expect(keyOf('Lea@Example.FR')).toBe(keyOf('lea@example.fr'));
    expect(keyOf('lea@example.fr')).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is another for another mailbox, another plus tag and another scope', () => {
    const keys = [
      keyOf('lea@example.fr'),
      keyOf('lea+1@example.fr'),
      keyOf('leo@example.fr'),
      keyOf('lea@example.fr', 'e2' as Scope),
    ];
    expect(new Set(keys).size).toBe(4);
  });
});
