import type { EventSlug } from '../../../shared/domain/ids.ts';
import { instant } from '../../../shared/domain/instant.ts';
import type {
  Edition,
  EventDetails,
  EventStatus,
  Organisation,
  Venue,
} from '../../../shared/domain/programme.ts';
import { attendanceModes } from './schedule.ts';
import type { EditionFile, EventInFile, VenueInFile } from './schema.ts';

const statuses: Record<EventInFile['status'], EventStatus> = {
  1: 'scheduled',
  2: 'rescheduled',
  3: 'moved-online',
  4: 'postponed',
  6: 'cancelled',
};
const PUBLISHED = 2;

export const editionOf = ({ edition, vocabularies }: EditionFile): Edition => ({
  slug: edition.slug,
  title: edition.title,
  startDate: edition.startDate,
  endDate: edition.endDate,
  publicHolidays: edition.publicHolidays,
  registrationOpensAt: instant(edition.registrationOpensAt),
  coordinator: edition.coordinator,
  contact: edition.contact,
  highlights: edition.highlights as EventSlug[],
  themes: vocabularies.themes,
  formats: vocabularies.formats.map(({ id, label }) => ({ id, label })),
  audiences: vocabularies.audiences,
});

export const organisationOf = ({
  slug,
  name,
  type,
  role,
  contact,
  alerts,
}: EditionFile['organisers'][number]): Organisation => ({
  slug,
  name,
  type,
  role,
  contact,
  alerts,
});

export const venueOf = ({
  fictional: _,
  coordinatesApproximate: __,
  access,
  ...venue
}: VenueInFile): Venue => ({
  ...venue,
  access: access ?? undefined,
});

export const eventOf = (event: EventInFile): EventDetails => ({
  uid: event.uid,
  slug: event.slug as EventSlug,
  title: event.title,
  description: event.description,
  longDescription: event.longDescription ?? undefined,
  theme: event.theme,
  format: event.format,
  attendanceMode: attendanceModes[event.attendanceMode],
  venue: event.venue ?? undefined,
  onlineAccessLink: event.onlineAccessLink ?? undefined,
  organiser: event.organiser,
  audience: event.audience,
  age: event.age,
  accessibility: event.accessibility,
  conditions: event.conditions ?? undefined,
  languages: event.languages,
  keywords: event.keywords,
  tags: event.tags,
  status: statuses[event.status],
  published: event.state === PUBLISHED,
  registration: registrationOf(event.registration),
});

const registrationOf = (registration: EventInFile['registration']): EventDetails['registration'] => ({
  mode: registration.mode,
  sessionPolicy: registration.sessionPolicy,
  opensAt: instant(registration.opensAt),
  closesAt: instant(registration.closesAt),
  maxPartySize: registration.maxPartySize,
  waitlist: registration.waitlist,
  waitlistPolicy: registration.waitlistPolicy ?? 'offer',
  verifyAddress: registration.verifyAddress ?? false,
  walkIns: registration.walkIns,
  assisted: registration.assistedRegistration ?? false,
  bookBySlot: registration.bookBySlot ?? false,
  teamSize: registration.teamSize,
  url: registration.url ?? undefined,
  questions: (registration.questions ?? []).map(({ required = false, ...question }) => ({
    ...question,
    required,
  })),
});
