import {
  ICalAttendeeStatus,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { inLanguage } from '../domain/language.ts';
import type { Edition, Timing } from '../domain/programme.ts';
import { isLive } from '../domain/registration.ts';
import { calendarUid, ticketCode } from '../domain/ticket.ts';
import { ZONE } from '../domain/time.ts';
import { calendarText, commonName, type Method, moment } from './calendar-text.ts';
import { editionName, fullName, hasSeat, linksOf, type MailContext, oneLine } from './context.ts';
import { accessLinkOf, isOnline, placeOf, titleOf } from './facts.ts';
import { agendaWords, changeWords, words } from './words.ts';

const ASK_AGAIN_SECONDS = 3_600; // what calendars that subscribe are told, and seldom follow

/** Every timing of a registration, for a calendar that fetches or opens the file. */
export const calendarFile = (context: MailContext): string =>
  calendar(context, 'PUBLISH', context.session.timings);

/** The timings of several registrations, for a calendar that asks again and again. */
export const calendarFeed = (contexts: readonly MailContext[], edition: Edition): string => {
  const language = contexts.at(-1)?.registration.language ?? 'fr';
  return calendarText(
    'PUBLISH',
    contexts.flatMap((context) => context.session.timings.map((timing) => entry(context, 'PUBLISH', timing))),
    { name: agendaWords[language].name(editionName(edition, language)), ttl: ASK_AGAIN_SECONDS },
  );
};

/** One file per timing: by mail, a calendar takes one entry at a time. */
export const calendarParts = (context: MailContext, method: 'REQUEST' | 'CANCEL'): readonly string[] =>
  context.session.timings.map((timing) => calendar(context, method, [timing]));

const calendar = (context: MailContext, method: Method, timings: readonly Timing[]): string =>
  calendarText(
    method,
    timings.map((timing) => entry(context, method, timing)),
  );

function entry(context: MailContext, method: Method, timing: Timing): ICalEventData {
  const { registration, session, venue, organisation } = context;
  const status = statusOf(context, method);
  return {
    id: calendarUid(registration, timing.id),
    sequence: registration.rev + session.rev,
    stamp: moment(context.now),
    start: moment(timing.begin),
    end: moment(timing.end),
    timezone: ZONE,
    summary: summaryOf(context),
    description: description(context),
    location: {
      title: placeOf(context),
      ...(venue !== undefined &&
        !isOnline(context) && { geo: { lat: venue.latitude, lon: venue.longitude } }),
    },
    url: linksOf(context).event,
    status,
    ...(status === ICalEventStatus.TENTATIVE && { transparency: ICalEventTransparency.TRANSPARENT }),
    organizer: {
      name: commonName(organisation.name) || organisation.contact.email,
      email: organisation.contact.email,
    },
    attendees:
      method === 'PUBLISH' // RFC 5546, 3.2.1: no attendee in what is published
        ? []
        : [
            {
              name: commonName(fullName(registration)) || registration.email,
              email: registration.email,
              status: ICalAttendeeStatus.ACCEPTED,
              rsvp: false,
            },
          ],
  };
}

/** What is waited for, or put off, takes nobody's time yet. */
function statusOf({ registration, event }: MailContext, method: Method): ICalEventStatus {
  if (method === 'CANCEL' || event.status === 'cancelled' || !isLive(registration.status))
    return ICalEventStatus.CANCELLED;
  return hasSeat(registration) && event.status !== 'postponed'
    ? ICalEventStatus.CONFIRMED
    : ICalEventStatus.TENTATIVE;
}

function summaryOf(context: MailContext): string {
  const { registration, event } = context;
  const title = titleOf(context).text;
  const say = changeWords[registration.language].calendarTitle;
  if (!isLive(registration.status) || event.status === 'cancelled') return title;
  if (event.status === 'postponed') return say.postponed(title);
  return hasSeat(registration) ? title : say.notYet(title);
}

function description(context: MailContext): string {
  const { registration, event, organisation, keys } = context;
  const say = words[registration.language];
  const link = accessLinkOf(context);
  return [
    oneLine(inLanguage(event.description, registration.language).text),
    ...(hasSeat(registration) ? [say.labelled(say.code, ticketCode(keys, registration))] : []),
    ...(link === undefined ? [] : [say.labelled(say.accessLink, link)]),
    `${oneLine(organisation.name)}, ${organisation.contact.email}`,
  ].join('\n');
}
