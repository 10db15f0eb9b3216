import type { EditionFile } from './schema.ts';

/** What the file holds and nothing uses yet: stored as it is, so that a later version finds it. */
export type Kept = { readonly what: string; readonly value: Readonly<Record<string, unknown>> };

const eventKeys = ['skills', 'matchmaking', 'exhibitorCount', 'attendanceProof'] as const;
const registrationKeys = [
  'occupancyTracking',
  'expectedDwellMinutes',
  'staffOnSite',
  'audienceQuota',
] as const;

export function keptIn(file: EditionFile): readonly Kept[] {
  const { notice, generatedAt, schemaVersion, edition, vocabularies, organisers, venues, events } = file;
  return [
    { what: 'FILE', value: { notice, generatedAt, schemaVersion } },
    { what: 'EDITION', value: only(edition, ['defaultLanguage', 'languages', 'dstChange']) },
    ...(['forum', 'skillFamilies', 'skills', 'communes'] as const).map((key) => ({
      what: key.toUpperCase(),
      value: only(file, [key]),
    })),
    ...vocabularies.formats.map((format) => ({
      what: `FORMAT#${format.id}`,
      value: only(format, ['showRatePrior']),
    })),
    ...organisers.map((organiser) => ({
      what: `ORGANISATION#${organiser.slug}`,
      value: only(organiser, ['fictional']),
    })),
    ...venues.map((venue) => ({
      what: `VENUE#${venue.slug}`,
      value: only(venue, ['fictional', 'coordinatesApproximate']),
    })),
    ...events.map((event) => ({
      what: `EVENT#${event.uid}`,
      value: { ...only(event, eventKeys), ...only(event.registration, registrationKeys) },
    })),
  ].filter(({ value }) => Object.values(value).some((entry) => entry !== undefined));
}

/** How often each key that has no effect yet is given. */
export function keptCounts({
  forum,
  skillFamilies,
  skills,
  ...file
}: EditionFile): ReadonlyMap<string, number> {
  const { vocabularies, events } = file;
  const given = [
    ...keysOf({ forum, skillFamilies, skills }),
    ...vocabularies.formats.flatMap((format) => keysOf(only(format, ['showRatePrior']))),
    ...events.flatMap((event) => [
      ...keysOf(only(event, eventKeys)),
      ...keysOf(only(event.registration, registrationKeys)),
    ]),
  ];
  return new Map([...Map.groupBy(given, (key) => key)].map(([key, all]) => [key, all.length]));
}

const only = <T extends object>(owner: T, wanted: readonly (keyof T & string)[]): Record<string, unknown> =>
  Object.fromEntries(wanted.map((key) => [key, owner[key]]));

const keysOf = (values: Record<string, unknown>): readonly string[] =>
  Object.keys(values).filter((key) => values[key] !== undefined);
