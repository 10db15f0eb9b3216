import * as z from 'zod';
import { fillSteps } from '../../../shared/domain/fill.ts';
import { languages } from '../../../shared/domain/language.ts';
import * as forum from './forum-schema.ts';
import {
  accessibility,
  dateText,
  email,
  httpsUrl,
  insee,
  instantText,
  languageCode,
  line,
  lines,
  localisedLine,
  localisedLines,
  phone,
  postalCode,
  schemaVersion,
  slug,
  timingId,
} from './shapes.ts';

const CAPACITY_MAX = 10_000; // ten times the largest room: more is a slip of the hand
const QUESTIONS_MAX = 3;
const RELEASE_HOURS_MAX = 60 * 24; // sixty days: no registration opens earlier

const MINUTES_OF_A_DAY = 1_440;

const label = localisedLine(100);
const seats = z.int().min(1).max(CAPACITY_MAX);
const count = z.int().min(0).max(1_000_000);
const share = z.number().min(0).max(1);
const modes = ['required', 'recommended', 'group', 'approval', 'external', 'none'] as const;
const policies = ['one-session', 'all-sessions', 'any-sessions'] as const;

const edition = z.strictObject({
  slug,
  title: localisedLine(140),
  startDate: dateText,
  endDate: dateText,
  timezone: z.literal('Europe/Paris'),
  defaultLanguage: z.literal('fr').optional(),
  languages: z.array(z.enum(['fr', 'en'])).optional(),
  registrationOpensAt: instantText,
  dstChange: instantText.optional(),
  publicHolidays: z.array(dateText),
  coordinator: slug,
  contact: z.strictObject({ email, phone }),
  highlights: z.array(slug),
});

const term = z.strictObject({ id: slug, label });
const showRatePrior = z.strictObject({
  mean: share,
  concentration: z.number().min(0),
  basis: line(255).optional(),
});
/** The legend of the file: it must say what the programme says. */
const legend = {
  accessibilityCodes: z.strictObject({ hi: label, ii: label, mi: label, pi: label, vi: label }),
  attendanceModes: z.strictObject({
    1: z.literal('offline'),
    2: z.literal('online'),
    3: z.literal('mixed'),
  }),
  statuses: z.strictObject({
    1: z.literal('scheduled'),
    2: z.literal('rescheduled'),
    3: z.literal('movedOnline'),
    4: z.literal('postponed'),
    5: z.literal('full'),
    6: z.literal('cancelled'),
  }),
  states: z.strictObject({
    '-1': z.literal('refused'),
    0: z.literal('toModerate'),
    1: z.literal('readyToPublish'),
    2: z.literal('published'),
  }),
  registrationModes: z.partialRecord(z.enum(modes), label),
  sessionPolicies: z.partialRecord(z.enum(policies), label),
};
const vocabularies = z.strictObject({
  themes: z.array(term),
  formats: z.array(term.extend({ showRatePrior: showRatePrior.optional() })),
  audiences: z.array(term),
  ...z.strictObject(legend).partial().shape,
});

/** How an organiser wants to be told how full its sessions are: at all steps, in French, unless it says so. */
const alerts = z.strictObject({
  fillSteps: z.array(z.literal([...fillSteps])).optional(),
  language: z.enum(languages).optional(),
});

const organiser = z.strictObject({
  slug,
  name: line(100),
  type: line(60),
  role: line(60),
  fictional: z.boolean().optional(),
  contact: z.strictObject({ email }),
  alerts: alerts.optional(),
});

const venue = z.strictObject({
  slug,
  name: line(100),
  fictional: z.boolean().optional(),
  address: line(255),
  commune: line(100),
  insee,
  postalCode,
  countryCode: z.literal('FR'),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  coordinatesApproximate: z.boolean().optional(),
  safetyCapacity: z.int().min(1).max(100_000),
  accessibility,
  access: localisedLine(255).nullish(),
});

const timing = z.strictObject({
  id: timingId,
  begin: instantText,
  end: instantText,
  capacity: seats,
  onlineCapacity: seats.optional(),
});

const question = z.strictObject({
  id: slug,
  label: localisedLine(140),
  required: z.boolean().optional(),
});

const registration = z.strictObject({
  mode: z.enum(modes),
  opensAt: instantText,
  closesAt: instantText,
  maxPartySize: seats,
  waitlist: z.boolean(),
  waitlistPolicy: z.enum(['offer', 'automatic']).optional(),
  verifyAddress: z.boolean().optional(),
  sessionPolicy: z.enum(policies),
  walkIns: z.boolean(),
  url: httpsUrl.nullish(),
  questions: z.array(question).max(QUESTIONS_MAX).optional(),
  teamSize: seats.optional(),
  bookBySlot: z.boolean().optional(),
  slotMinutes: z.int().min(5).max(MINUTES_OF_A_DAY).optional(),
  groupOnly: z.boolean().optional(),
  assistedRegistration: z.boolean().optional(),
  occupancyTracking: z.boolean().optional(),
  expectedDwellMinutes: z.int().min(1).max(MINUTES_OF_A_DAY).optional(),
  staffOnSite: count.optional(),
  audienceQuota: z
    .array(
      z.strictObject({
        audience: slug,
        reserved: seats,
        releaseHoursBefore: z.int().min(0).max(RELEASE_HOURS_MAX),
      }),
    )
    .optional(),
});

const event = z.strictObject({
  uid: z.int().min(1),
  slug,
  title: localisedLine(140),
  description: localisedLines(200),
  longDescription: localisedLines(10_000).nullish(),
  theme: slug,
  format: slug,
  startsAt: instantText.optional(),
  endsAt: instantText.optional(),
  timezone: z.literal('Europe/Paris').optional(),
  timings: z.array(timing).min(1),
  attendanceMode: z.literal([1, 2, 3]),
  venue: slug.nullish(),
  onlineAccessLink: httpsUrl.nullish(),
  organiser: slug,
  capacity: count.optional(),
  totalCapacity: count.optional(),
  audience: z.array(slug),
  age: z.strictObject({ min: z.int().min(0).max(120), max: z.int().min(0).max(120) }),
  accessibility,
  conditions: localisedLines(255).nullish(),
  languages: z.array(languageCode).min(1),
  price: z.strictObject({ free: z.literal(true) }).optional(),
  registration,
  status: z.literal([1, 2, 3, 4, 6]),
  state: z.literal([-1, 0, 1, 2]),
  skills: z.array(slug).optional(),
  keywords: z.strictObject({ fr: z.array(line(100)), en: z.array(line(100)).optional() }),
  tags: z.array(line(60)),
  attendanceProof: slug.optional(),
  matchmaking: z.boolean().optional(),
  exhibitorCount: count.optional(),
});

/** An edition as its coordinator writes it; every key is known, nothing is corrected. */
export const editionFile = z.strictObject({
  notice: z.strictObject({ fr: lines(2_000), en: lines(2_000).optional() }).optional(),
  schemaVersion,
  generatedAt: dateText.optional(),
  edition,
  vocabularies,
  skillFamilies: z.array(term).optional(),
  skills: z.array(forum.skill).optional(),
  communes: z.array(forum.commune).optional(),
  organisers: z.array(organiser),
  venues: z.array(venue),
  events: z.array(event),
  forum: forum.forum.optional(),
});

export type EditionFile = z.infer<typeof editionFile>;
export type EventInFile = EditionFile['events'][number];
export type VenueInFile = EditionFile['venues'][number];
