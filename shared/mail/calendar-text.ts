import { ICalCalendar, type ICalCalendarData, ICalCalendarMethod, type ICalEventData } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../domain/instant.ts';
import { parisZone } from './calendar-zone.ts';
import { oneLine } from './context.ts';

/** REQUEST enters a mailbox's calendar, CANCEL leaves it, PUBLISH is for downloads and feeds. */
export type Method = 'REQUEST' | 'CANCEL' | 'PUBLISH';

/** A whole calendar file (RFC 5545) of these entries. */
export function calendarText(
  method: Method,
  entries: readonly ICalEventData[],
  about: Pick<ICalCalendarData, 'name' | 'ttl'> = {},
): string {
  const file = new ICalCalendar({
    prodId: { company: 'Passerelle', product: 'Inscriptions', language: 'FR' },
    method: ICalCalendarMethod[method],
    // Without a name: with one, DTSTAMP would be written in local time.
    timezone: { name: null, generator: () => parisZone },
    ...about,
  });
  for (const entry of entries) file.createEvent(entry);
  return `${file.toString()}\r\n`;
}

export const moment = (at: Instant) => Temporal.Instant.from(at);

/** A quote would end the parameter, a backslash is an escape to some calendars, and not every one reads RFC 6868. */
export const commonName = (name: string): string =>
  oneLine(name)
    .replaceAll('"', '’')
    .replaceAll(/[\^\\]/g, ' ');
