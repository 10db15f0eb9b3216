import type { Brand } from './ids.ts';

/** A moment as UTC text with milliseconds (`2027-10-18T07:00:00.000Z`): sorts as text, stored as it is. */
export type Instant = Brand<string, 'Instant'>;
export type Clock = () => Instant;

type Length = { days?: number; hours?: number; minutes?: number; seconds?: number; milliseconds?: number };

/** Reads an ISO 8601 date-time with offset, or epoch milliseconds. */
export const instant = (value: string | number | Date): Instant => new Date(value).toISOString() as Instant;

export const epochMs = (moment: Instant): number => Date.parse(moment);

/** Adds elapsed time; calendar arithmetic (days that may have 23 hours) is in time.ts. */
export const plus = (moment: Instant, length: Length): Instant =>
  instant(epochMs(moment) + milliseconds(length));
export const minus = (moment: Instant, length: Length): Instant =>
  instant(epochMs(moment) - milliseconds(length));

const milliseconds = ({ days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }: Length): number =>
  (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds;
