import * as z from 'zod/mini';
import { type FilterName, impairments } from '../../domain/search.ts';
import type { Operation, Parameter } from './operation.ts';

export const EVENTS_PER_PAGE = 100; // an edition has some fifty; nobody needs to page unless they want to

const listOf = <T extends z.ZodMiniType>(item: T) => z.readonly(z.array(item));
const moment = z.iso.datetime({ offset: true });
const localised = z.object({ fr: z.string(), en: z.optional(z.string()) });
const span = z.object({ begin: moment, end: moment });

export const sessionShown = z.object({
  id: z.string(),
  begin: moment,
  end: moment,
  timings: z
    .optional(listOf(span))
    .check(z.describe('Every time, where one registration is good for several.')),
  online: z.boolean(),
  capacity: z.int(),
  registration: z.enum([
    'open',
    'not_open_yet',
    'closed',
    'past',
    'cancelled',
    'by_application',
    'external',
    'no_registration',
  ]),
  availability: z.enum(['plenty', 'few', 'full', 'waiting']),
  seatsLeft: z
    .optional(z.int())
    .check(z.describe('About how many, once they are few; only a registration decides.')),
});

export const eventShown = z.object({
  slug: z.string(),
  title: localised,
  description: localised,
  theme: z.string(),
  format: z.string(),
  status: z.enum(['scheduled', 'rescheduled', 'moved-online', 'postponed', 'cancelled']),
  attendanceMode: z.enum(['offline', 'online', 'mixed']),
  commune: z.optional(z.string()),
  url: z.url(),
  sessions: listOf(sessionShown),
});

const accessibility = z.object({
  hi: z.boolean(),
  ii: z.boolean(),
  mi: z.boolean(),
  pi: z.boolean(),
  vi: z.boolean(),
});

const venueShown = z.object({
  slug: z.string(),
  name: z.string(),
  address: z.string(),
  postalCode: z.string(),
  commune: z.string(),
  insee: z.string(),
  countryCode: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  safetyCapacity: z.int(),
  accessibility,
  access: z.optional(localised),
});

export const eventInDetail = z.extend(eventShown, {
  longDescription: z.optional(localised),
  conditions: z.optional(localised),
  audience: listOf(z.string()),
  age: z.object({ min: z.int(), max: z.int() }),
  accessibility,
  languages: listOf(z.string()),
  keywords: z.object({ fr: listOf(z.string()), en: z.optional(listOf(z.string())) }),
  tags: listOf(z.string()),
  venue: z.optional(venueShown),
  organiser: z.optional(z.object({ name: z.string(), email: z.string() })),
  registration: z.object({
    mode: z.enum(['required', 'recommended', 'group', 'approval', 'external', 'none']),
    sessionPolicy: z.enum(['one-session', 'all-sessions', 'any-sessions']),
    opensAt: moment,
    closesAt: moment.check(z.describe('Exclusive: a request that arrives at this moment is refused.')),
    maxPartySize: z.int(),
    teamSize: z.optional(z.int()),
    waitlist: z.boolean(),
    walkIns: z.boolean(),
    bookBySlot: z.boolean(),
    url: z.optional(z.string()).check(z.describe('Where to register, when mode is external.')),
    questions: listOf(z.object({ id: z.string(), label: localised, required: z.boolean() })),
  }),
});

export const eventList = z.object({
  events: listOf(eventShown),
  next: z
    .optional(z.string())
    .check(z.describe('Where to go on, opaque: send it as `next`. Absent on the last page.')),
});

const text = z.string();
const filters: Readonly<Record<FilterName, Parameter>> = {
  q: { about: 'Words that all occur, whatever their case and accents.', schema: text, example: 'atelier' },
  theme: { about: 'A theme of the edition.', schema: text, example: 'talents-et-metiers' },
  day: { about: 'A day in Europe/Paris with a session.', schema: z.iso.date(), example: '2027-11-09' },
  commune: { about: 'The INSEE code of a commune.', schema: text, example: '54395' },
  audience: { about: 'An audience of the edition.', schema: text, example: 'demandeurs-emploi' },
  access: {
    about: 'Open to people with a hearing, intellectual, motor, psychological or visual impairment.',
    schema: z.enum(impairments),
    example: 'mi',
  },
  free: { about: 'Only what has seats left, about.', schema: z.literal('1'), example: '1' },
};

const example = {
  slug: 'preparer-le-forum-cv-pitch',
  title: { fr: 'Préparer le forum : CV, présentation et profil en ligne' },
  description: { fr: 'Deux séances pour arriver prêt au forum du lendemain, avec relecture individuelle.' },
  theme: 'talents-et-metiers',
  format: 'atelier',
  status: 'scheduled',
  attendanceMode: 'offline',
  commune: 'Vandœuvre-lès-Nancy',
  url: 'https://passerelle.example/evenements/preparer-le-forum-cv-pitch',
  sessions: [
    {
      id: 'preparer-le-forum-cv-pitch--s1',
      begin: '2027-11-22T10:00:00+01:00',
      end: '2027-11-22T12:00:00+01:00',
      online: false,
      capacity: 24,
      registration: 'open',
      availability: 'few',
      seatsLeft: 3,
    },
  ],
} as const satisfies z.infer<typeof eventShown>;

const inDetail: z.infer<typeof eventInDetail> = {
  ...example,
  audience: ['demandeurs-emploi'],
  age: { min: 0, max: 120 },
  accessibility: { hi: false, ii: false, mi: true, pi: false, vi: false },
  languages: ['fr'],
  keywords: { fr: ['CV', 'emploi'] },
  tags: [],
  organiser: { name: 'Maison de l’emploi', email: 'emploi@example.org' },
  registration: {
    mode: 'required',
    sessionPolicy: 'one-session',
    opensAt: '2027-10-04T09:00:00+02:00',
    closesAt: '2027-11-22T09:00:00+01:00',
    maxPartySize: 1,
    waitlist: true,
    walkIns: false,
    bookBySlot: false,
    questions: [],
  },
};

/** This description itself, which OpenAPI describes. */
export const description = z.looseObject({
  openapi: z.string(),
  info: z.looseObject({ version: z.string() }),
});

export const eventOperations: Readonly<Record<string, Operation>> = {
  'GET /v1/events': {
    summary: 'The programme, by the begin of each event',
    about: 'Of a parameter that comes twice the first counts. Everything asked for must hold.',
    query: {
      ...filters,
      limit: {
        about: 'How many events at most.',
        schema: z.int().check(z.minimum(1), z.maximum(EVENTS_PER_PAGE)),
        example: 20,
      },
      next: { about: 'The `next` of the page before, with the same filters.', schema: z.string() },
    },
    answers: {
      200: {
        about: 'The events',
        schema: eventList,
        example: { events: [example], next: 'MTg.dGhlIG5leHQ' },
      },
    },
    problems: ['malformed', 'invalid_input'],
  },
  'GET /v1/events/{slug}': {
    summary: 'One event in detail',
    answers: { 200: { about: 'The event', schema: eventInDetail, example: inDetail } },
    problems: ['not_found'],
  },
  'GET /v1/openapi.json': {
    summary: 'This description',
    answers: {
      200: {
        about: 'OpenAPI 3.1',
        schema: description,
        example: { openapi: '3.1.1', info: { title: 'Passerelle', version: '1' } },
      },
    },
    problems: [],
  },
};
