import { describe, expect, it } from 'vitest';
import type { EventSlug } from '../../shared/domain/ids.ts';
import { plus } from '../../shared/domain/instant.ts';
import { deriveKeys } from '../../shared/domain/keys.ts';
import { checkFormToken, issueFormToken, renewFormToken } from '../../shared/web/form-token.ts';
import { now, testKeys } from '../support/edition.ts';

const slug = 'atelier-ia' as EventSlug;
const token = issueFormToken(testKeys, slug, now);

describe('a form token', () => {
  it.each([
    ['half a second later', { milliseconds: 500 }, 'ok'],
    ['a moment earlier than a person can post', { milliseconds: 499 }, 'too-soon'],
    ['a day later to the millisecond', { hours: 24 }, 'ok'],
    ['more than a day later', { hours: 24, milliseconds: 1 }, 'expired'],
  ])('posted %s is %s', (_, later, state) => {
    expect(checkFormToken(testKeys, slug, token, plus(now, later))).toBe(state);
  });

  const minuteLater = plus(now, { minutes: 1 });
  it.each([
    ['of another event', issueFormToken(testKeys, 'autre' as EventSlug, now)],
    ['of another festival', issueFormToken(deriveKeys('1'.repeat(64)), slug, now)],
    ['with a later issue time', issueFormToken(testKeys, slug, now).replace(/^./, 'z')],
    ['cut short', token.slice(0, -1)],
    ['that is absent', ''],
    ['that is none', 'javascript:alert(1)'],
  ])('%s is invalid', (_, forged) => {
    expect(checkFormToken(testKeys, slug, forged, minuteLater)).toBe('invalid');
  });

  it('stays while it is good and is replaced once it is not', () => {
    const yesterday = plus(now, { hours: 24, milliseconds: 1 });
    expect(renewFormToken(testKeys, slug, token, minuteLater)).toBe(token);
    const renewed = renewFormToken(testKeys, slug, token, yesterday);
    expect(renewed).toBe(issueFormToken(testKeys, slug, yesterday));
    expect(renewFormToken(testKeys, slug, 'forged', now)).toBe(token);
  });
});
