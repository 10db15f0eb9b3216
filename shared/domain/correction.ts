import { maxParty, standingOf } from './booking.ts';
import type { Instant } from './instant.ts';
import { beginOf, type EventDetails, type Session } from './programme.ts';
import type { Contact, Registration } from './registration.ts';

type Corrected = {
  readonly registration: Registration;
  readonly event: EventDetails;
  readonly session: Session;
  readonly now: Instant;
};

/** Whoever has a seat may correct the name and the party until the session begins. */
export const mayCorrect = ({ registration: { status }, event, session, now }: Corrected): boolean =>
  status === 'confirmed' && event.status !== 'cancelled' && now < beginOf(session);

/** More seats are a request like any other: only while registration is open. Fewer are always welcome. */
export const mayGrow = ({ event, session, now }: Corrected): boolean =>
  standingOf(event, session, now) === 'open';

/** A party that is larger than what the event has come to allow may stay as it is, and shrink. */
export const largestParty = ({ registration: { partySize }, event }: Corrected): number =>
  Math.max(maxParty(event), partySize);

export type Name = Pick<Contact, 'lastName' | 'firstName'>;

/** What a person wants otherwise: `firstName` undefined but present is a first name to be forgotten. */
export type Correction = {
  readonly lastName?: string | undefined;
  readonly firstName?: string | undefined;
  readonly partySize?: number | undefined;
};

/** The whole name after a correction; undefined if it stays as it is. */
export function nameAfter({ lastName, firstName }: Name, correction: Correction): Name | undefined {
  const after = {
    lastName: correction.lastName ?? lastName,
    firstName: 'firstName' in correction ? correction.firstName : firstName,
  };
  return after.lastName === lastName && after.firstName === firstName ? undefined : after;
}
