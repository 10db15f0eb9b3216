import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RegistrationKey, Scope } from '../../shared/domain/ids.ts';
import { deriveKeys } from '../../shared/domain/keys.ts';
import {
  calendarUid,
  linkToken,
  readLinkToken,
  ticketCode,
  ticketPayload,
} from '../../shared/domain/ticket.ts';
import { testKeys } from '../support/edition.ts';

const registration = {
  scope: 'e27000010' as Scope,
  key: '00112233445566aa' as RegistrationKey,
  generation: 1,
  linkVersion: 1,
};
const { generation: _, ...link } = registration;

describe('a link', () => {
  it('leads back to its registration and version', () => {
    expect(readLinkToken(testKeys, linkToken(testKeys, registration))).toEqual(link);
  });

  it('carries a session as its scope as well', () => {
    const long = { ...link, scope: 'journee-de-la-donnee-communes--s1' as Scope, linkVersion: 65_535 };
    expect(readLinkToken(testKeys, linkToken(testKeys, long))).toEqual(long);
  });

  it('is not one of ours under another key, or with one character changed', () => {
    const token = linkToken(testKeys, registration);
    expect(readLinkToken(deriveKeys('another secret'), token)).toBeUndefined();
    for (let at = 0; at < token.length; at += 1) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      const read = readLinkToken(testKeys, changed);
      expect([at, read === undefined || linkToken(testKeys, read) === token]).toEqual([at, true]);
    }
  });

  it('is never found by guessing', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'ABCDEFabcdef0123456789-_'), maxLength: 200 }),
        (guess) => {
          expect(readLinkToken(testKeys, guess)).toBeUndefined();
        },
      ),
    );
  });
});

describe('a ticket', () => {
  it('has a code of six characters that can be read aloud', () => {
    expect(ticketCode(testKeys, registration)).toMatch(
      /^[2-9BCDFGHJKMNPQRSTVWXZ]{3}-[2-9BCDFGHJKMNPQRSTVWXZ]{3}$/,
    );
  });

  it('keeps its code while the registration lives and gets another in its next life', () => {
    const next = { ...registration, generation: 2 };
    expect(ticketCode(testKeys, registration)).toBe(ticketCode(testKeys, { ...registration }));
    expect(ticketCode(testKeys, next)).not.toBe(ticketCode(testKeys, registration));
    expect(ticketPayload(testKeys, next)).not.toBe(ticketPayload(testKeys, registration));
    expect(calendarUid(next, 's1')).not.toBe(calendarUid(registration, 's1'));
  });

  it('has a calendar identity that ends in its timing', () => {
    expect(calendarUid(registration, 'atelier--s2').split('@')[0]).toMatch(/atelier--s2$/);
  });
});
