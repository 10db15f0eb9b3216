import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

export const zone = 'Europe/Paris';

export type Destination = { readonly epochMs: number } | { readonly problem: string };

const shape = z.union([z.strictObject({ advance: z.string() }), z.strictObject({ set: z.string() })]);

const explanation =
  'Send {"advance":"PT2H"} (an ISO 8601 duration) or {"set":"2027-11-20T09:00:00+01:00"} (a date-time with offset).';

/** Reads where somebody wants the clock to go; days count in Paris, so that P1D keeps the time of day. */
export function destination(input: unknown, nowMs: number): Destination {
  const asked = shape.safeParse(input);
  if (!asked.success) return { problem: explanation };
  try {
    if ('set' in asked.data) return { epochMs: Temporal.Instant.from(asked.data.set).epochMilliseconds };
    const now = Temporal.Instant.fromEpochMilliseconds(Math.floor(nowMs)).toZonedDateTimeISO(zone);
    return { epochMs: now.add(Temporal.Duration.from(asked.data.advance)).epochMilliseconds };
  } catch {
    return { problem: `${JSON.stringify(Object.values(asked.data)[0])} cannot be read. ${explanation}` };
  }
}

/** `2027-10-18T09:00:00+02:00` */
export const inParis = (epochMs: number): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(epochMs))
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never' });

/** Reads a wall time of Paris (`2027-10-18T09:00`) or a date-time with offset. */
export function readMoment(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    try {
      return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
    } catch {
      return undefined;
    }
  }
}
