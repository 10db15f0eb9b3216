import { timingSafeEqual } from 'node:crypto';
import { epochMs, type Instant } from '../domain/instant.ts';
import { hmac, type Keys } from '../domain/keys.ts';

const PERSON_TAKES_AT_LEAST_MS = 500; // a script posts sooner; nobody reads and types that fast
const LIFETIME_MS = 24 * 60 * 60 * 1_000; // a page left open overnight still works in the morning

export type FormTokenState = 'ok' | 'too-soon' | 'expired' | 'invalid';

/** Signed over the form (an event's slug) and issue time, the same for everybody served the cached page: it names no person and no try. */
export const issueFormToken = (keys: Keys, form: string, now: Instant): string =>
  sign(keys, form, epochMs(now).toString(36));

/** For a form that comes back: the same token while it is good, so that whoever is asked again may answer at once. */
export const renewFormToken = (keys: Keys, form: string, token: string, now: Instant): string =>
  checkFormToken(keys, form, token, now) === 'ok' ? token : issueFormToken(keys, form, now);

export function checkFormToken(keys: Keys, form: string, token: string, now: Instant): FormTokenState {
  const [, issued] = /^([0-9a-z]{1,11})\.[A-Za-z0-9_-]{22}$/.exec(token) ?? [];
  if (issued === undefined || !same(token, sign(keys, form, issued))) return 'invalid';
  const age = epochMs(now) - Number.parseInt(issued, 36);
  if (age < PERSON_TAKES_AT_LEAST_MS) return 'too-soon';
  return age > LIFETIME_MS ? 'expired' : 'ok';
}

const sign = (keys: Keys, form: string, issued: string): string =>
  `${issued}.${hmac(keys.form, 'form', form, issued).toString('base64url', 0, 16)}`;

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
