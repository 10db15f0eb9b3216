import { describe, expect, it } from 'vitest';
import { largestParty, mayCorrect, mayGrow, nameAfter } from '../../shared/domain/correction.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import type { RegistrationPolicy } from '../../shared/domain/programme.ts';
import { liveStatuses, type Registration } from '../../shared/domain/registration.ts';
import { aContext } from '../mail/contexts.ts';
import { anEvent, aSession } from '../support/edition.ts';

const begin = instant('2027-11-08T09:00:00+01:00');
const closing = instant('2027-11-08T08:00:00+01:00');
const justBefore = (moment: Instant) => instant(Date.parse(moment) - 1);

const corrected = (
  change: {
    registration?: Partial<Registration>;
    policy?: Partial<RegistrationPolicy>;
    status?: 'cancelled' | 'postponed' | 'rescheduled';
    at?: Instant;
  } = {},
) => ({
  registration: aContext({ registration: { partySize: 2, ...change.registration } }).registration,
  event: anEvent({
    ...(change.status && { status: change.status }),
    ...(change.policy && { registration: change.policy }),
  }),
  session: aSession(),
  now: change.at ?? closing,
});

describe('a correction', () => {
  it('may be made until the session begins', () => {
    expect(mayCorrect(corrected({ at: justBefore(begin) }))).toBe(true);
    expect(mayCorrect(corrected({ at: begin }))).toBe(false);
  });

  it('may be made by who is confirmed and by nobody else', () => {
    const may = liveStatuses.filter((status) => mayCorrect(corrected({ registration: { status } })));
    expect(may).toEqual(['confirmed']);
    expect(mayCorrect(corrected({ registration: { status: 'released' } }))).toBe(false);
  });

  it('may not be made to what is cancelled, yet to what is postponed or moved', () => {
    const may = (status: 'cancelled' | 'postponed' | 'rescheduled') => mayCorrect(corrected({ status }));
    expect([may('cancelled'), may('postponed'), may('rescheduled')]).toEqual([false, true, true]);
  });
});

describe('a party', () => {
  it('may grow until registration closes', () => {
    expect(mayGrow(corrected({ at: justBefore(closing) }))).toBe(true);
    expect(mayGrow(corrected({ at: closing }))).toBe(false);
    expect(mayGrow(corrected({ status: 'postponed', at: justBefore(closing) }))).toBe(false);
  });

  it.each([
    ['as large as the event allows', { maxPartySize: 4 }, 4],
    ['as large as a team', { maxPartySize: 4, teamSize: 5 }, 5],
    ['as large as it is, where the event has come to allow less', { maxPartySize: 1 }, 2],
  ])('may be %s', (_, policy, most) => {
    expect(largestParty(corrected({ policy }))).toBe(most);
  });
});

describe('a name', () => {
  const lea = { lastName: 'Durand', firstName: 'Léa' };
  it.each([
    ['keeps what is not corrected', { lastName: 'Durant' }, { lastName: 'Durant', firstName: 'Léa' }],
    ['gets another first name', { firstName: 'Léo' }, { lastName: 'Durand', firstName: 'Léo' }],
    ['loses its first name', { firstName: undefined }, { lastName: 'Durand', firstName: undefined }],
    ['stays as it is when nothing is said', { partySize: 3 }, undefined],
    ['stays as it is when the same is said again', lea, undefined],
  ])('%s', (_, correction, after) => {
    expect(nameAfter(lea, correction)).toEqual(after);
  });
});
