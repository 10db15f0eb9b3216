import * as z from 'zod';
import {
  email,
  insee,
  instantText,
  languageCode,
  line,
  localisedLine,
  localisedLines,
  postalCode,
  slug,
} from './shapes.ts';

const some = z.int().min(0).max(1_000);
const minutes = z.int().min(0).max(1_440);

export const skill = z.strictObject({
  id: slug,
  label: localisedLine(100),
  family: slug,
  eCfAreas: z.array(z.enum(['A', 'B', 'C', 'D', 'E'])),
  digCompAreas: z.array(z.int().min(1).max(5)),
  plainNeed: localisedLine(200),
  related: z.array(slug),
});

export const commune = z.strictObject({
  name: line(100),
  insee,
  postalCodes: z.array(postalCode),
  population2021: z.int().min(0),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});

const exhibitor = z.strictObject({
  id: slug,
  stand: line(20),
  name: line(100),
  fictional: z.boolean().optional(),
  type: line(60),
  sizeBand: z.enum(['0', '1-9', '10-49', '50-249', '250+']),
  commune: line(100),
  insee,
  role: z.enum(['recruteur', 'formation', 'prestataire', 'conseil', 'reseau']),
  seeks: z.array(slug),
  offers: z.array(slug),
  openPositions: some,
  contracts: z.array(slug),
  languages: z.array(languageCode),
  tables: some,
  pitch: localisedLines(200),
  contact: z.strictObject({ email }),
});

export const forum = z.strictObject({
  event: slug,
  meetings: z.strictObject({
    slotMinutes: minutes,
    gapMinutes: minutes,
    windowBegin: instantText,
    windowEnd: instantText,
    slots: z.array(z.strictObject({ id: slug, begin: instantText, end: instantText })),
    requestOpensAt: instantText,
    requestClosesAt: instantText,
    pendingTtlHours: some,
    maxPendingPerTalent: some,
    maxConfirmedPerTalent: some,
    maxPendingPerExhibitor: some,
  }),
  exhibitors: z.array(exhibitor),
});
