import * as z from 'zod/mini';
import { fillSteps } from '../domain/fill.ts';
import type { EventSlug, SessionId } from '../domain/ids.ts';
import { languages } from '../domain/language.ts';
import type { Edition, EventDetails, Organisation, Session, Venue } from '../domain/programme.ts';
import { instant, slug } from './table.ts';

const localised = z.object({ fr: z.string(), en: z.optional(z.string()) });
const term = z.object({ id: z.string(), label: localised });
const accessibility = z.object({
  hi: z.boolean(),
  ii: z.boolean(),
  mi: z.boolean(),
  pi: z.boolean(),
  vi: z.boolean(),
});

export const editionItem: z.ZodMiniType<Edition> = z.object({
  slug: z.string(),
  title: localised,
  startDate: z.string(),
  endDate: z.string(),
  publicHolidays: z.array(z.string()),
  registrationOpensAt: instant,
  coordinator: z.string(),
  contact: z.object({ email: z.string(), phone: z.string() }),
  highlights: z.array(slug<EventSlug>()),
  themes: z.array(term),
  formats: z.array(term),
  audiences: z.array(term),
});

export const organisationItem: z.ZodMiniType<Organisation> = z.object({
  slug: z.string(),
  name: z.string(),
  type: z.string(),
  role: z.string(),
  contact: z.object({ email: z.string() }),
  alerts: z.optional(
    z.object({
      fillSteps: z.optional(z.array(z.literal(fillSteps))),
      language: z.optional(z.enum(languages)),
    }),
  ),
});

export const venueItem: z.ZodMiniType<Venue> = z.object({
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

export const eventItem: z.ZodMiniType<EventDetails> = z.object({
  uid: z.int(),
  slug: slug<EventSlug>(),
  title: localised,
  description: localised,
  longDescription: z.optional(localised),
  theme: z.string(),
  format: z.string(),
  attendanceMode: z.enum(['offline', 'online', 'mixed']),
  venue: z.optional(z.string()),
  onlineAccessLink: z.optional(z.string()),
  organiser: z.string(),
  audience: z.array(z.string()),
  age: z.object({ min: z.int(), max: z.int() }),
  accessibility,
  conditions: z.optional(localised),
  languages: z.array(z.string()),
  keywords: z.object({ fr: z.array(z.string()), en: z.optional(z.array(z.string())) }),
  tags: z.array(z.string()),
  status: z.enum(['scheduled', 'rescheduled', 'moved-online', 'postponed', 'cancelled']),
  published: z.boolean(),
  registration: z.object({
    mode: z.enum(['required', 'recommended', 'group', 'approval', 'external', 'none']),
    sessionPolicy: z.enum(['one-session', 'all-sessions', 'any-sessions']),
    opensAt: instant,
    closesAt: instant,
    maxPartySize: z.int(),
    waitlist: z.boolean(),
    waitlistPolicy: z.enum(['offer', 'automatic']),
    verifyAddress: z.boolean(),
    walkIns: z.boolean(),
    assisted: z.boolean(),
    bookBySlot: z.boolean(),
    teamSize: z.optional(z.int()),
    url: z.optional(z.string()),
    questions: z.array(z.object({ id: z.string(), label: localised, required: z.boolean() })),
  }),
});

const timing = z.object({ id: z.string(), begin: instant, end: instant });

export const sessionItem: z.ZodMiniType<Session> = z.object({
  id: slug<SessionId>(),
  event: slug<EventSlug>(),
  timings: z.tuple([timing], timing),
  online: z.boolean(),
  capacity: z.int(),
  blocks: z.int(),
  plan: z.optional(z.object({ number: z.int(), limits: z.array(z.int()) })),
  rev: z.int(),
  told: z.optional(z.object({ rev: z.int(), at: instant })),
  reminded: z.optional(z.array(z.string())),
  dueAt: z.optional(instant),
});
