import type { EditionDraft } from './draft.ts';
import { type Problem, pathTo, shown } from './problems.ts';

type Named = { readonly path: string; readonly value: string | number | undefined };

/** Every name in the file leads somewhere, and no two things have the same name. */
export function checkNames(draft: EditionDraft): readonly Problem[] {
  return [...checkReferences(draft), ...checkUniqueness(draft)];
}

function checkReferences({ edition, vocabularies, skills, skillFamilies, communes, ...draft }: EditionDraft) {
  const { organisers, venues, events, forum } = draft;
  const organiser = among('organisers', organisers, ({ slug }) => slug);
  const venue = among('venues', venues, ({ slug }) => slug);
  const event = among('events', events, ({ slug }) => slug);
  const theme = among('vocabularies.themes', vocabularies?.themes, ({ id }) => id);
  const format = among('vocabularies.formats', vocabularies?.formats, ({ id }) => id);
  const audience = among('vocabularies.audiences', vocabularies?.audiences, ({ id }) => id);
  const skill = among('skills', skills, ({ id }) => id);
  const family = among('skillFamilies', skillFamilies, ({ id }) => id);
  const insee = among('communes', communes, ({ insee }) => insee);
  const commune = among('communes', communes, ({ name }) => name);

  return [
    ...organiser(named(edition?.coordinator, 'edition', 'coordinator')),
    ...event(...each(edition?.highlights, 'edition', 'highlights')),
    ...(venues ?? []).flatMap((place, at) => [
      ...insee(named(place?.insee, 'venues', at, 'insee')),
      ...commune(named(place?.commune, 'venues', at, 'commune')),
    ]),
    ...(events ?? []).flatMap((details, at) => [
      ...venue(named(details?.venue, 'events', at, 'venue')),
      ...organiser(named(details?.organiser, 'events', at, 'organiser')),
      ...theme(named(details?.theme, 'events', at, 'theme')),
      ...format(named(details?.format, 'events', at, 'format')),
      ...audience(...each(details?.audience, 'events', at, 'audience')),
      ...skill(...each(details?.skills, 'events', at, 'skills')),
      ...(details?.registration?.audienceQuota ?? []).flatMap((quota, index) =>
        audience(named(quota?.audience, 'events', at, 'registration', 'audienceQuota', index, 'audience')),
      ),
    ]),
    ...(skills ?? []).flatMap((entry, at) => [
      ...family(named(entry?.family, 'skills', at, 'family')),
      ...skill(...each(entry?.related, 'skills', at, 'related')),
    ]),
    ...event(named(forum?.event, 'forum', 'event')),
    ...(forum?.exhibitors ?? []).flatMap((exhibitor, at) => [
      ...insee(named(exhibitor?.insee, 'forum', 'exhibitors', at, 'insee')),
      ...commune(named(exhibitor?.commune, 'forum', 'exhibitors', at, 'commune')),
      ...skill(...each(exhibitor?.seeks, 'forum', 'exhibitors', at, 'seeks')),
      ...skill(...each(exhibitor?.offers, 'forum', 'exhibitors', at, 'offers')),
    ]),
  ];
}

function checkUniqueness({
  vocabularies,
  organisers,
  venues,
  events,
  skills,
  skillFamilies,
  forum,
}: EditionDraft) {
  const column = <T extends object>(
    list: readonly (T | undefined)[] | undefined,
    key: keyof T & string,
    ...to: string[]
  ) => (list ?? []).map((entry, at) => named(entry?.[key] as string | number | undefined, ...to, at, key));
  return [
    column(vocabularies?.themes, 'id', 'vocabularies', 'themes'),
    column(vocabularies?.formats, 'id', 'vocabularies', 'formats'),
    column(vocabularies?.audiences, 'id', 'vocabularies', 'audiences'),
    column(organisers, 'slug', 'organisers'),
    column(venues, 'slug', 'venues'),
    column(skills, 'id', 'skills'),
    column(skillFamilies, 'id', 'skillFamilies'),
    column(events, 'uid', 'events'),
    column(events, 'slug', 'events'),
    (events ?? []).flatMap((event, at) =>
      (event?.timings ?? []).map((timing, index) => named(timing?.id, 'events', at, 'timings', index, 'id')),
    ),
    ...(events ?? []).map((event, at) =>
      (event?.registration?.questions ?? []).map((question, index) =>
        named(question?.id, 'events', at, 'registration', 'questions', index, 'id'),
      ),
    ),
    column(forum?.exhibitors, 'id', 'forum', 'exhibitors'),
    column(forum?.meetings?.slots, 'id', 'forum', 'meetings', 'slots'),
  ].flatMap(twice);
}

/** The names given more than once, reported from the second place on. */
export function twice(names: readonly Named[]): readonly Problem[] {
  const first = new Map<string | number, string>();
  return names.flatMap(({ path, value }) => {
    if (value === undefined) return [];
    const before = first.get(value);
    if (before === undefined) first.set(value, path);
    return before === undefined
      ? []
      : [{ path, wrong: `${shown(value)} is already given at ${before}`, mend: 'Give each its own' }];
  });
}

const named = (value: string | number | null | undefined, ...to: PropertyKey[]): Named => ({
  path: pathTo(...to),
  value: value ?? undefined,
});

const each = (values: readonly (string | undefined)[] | undefined, ...to: PropertyKey[]): readonly Named[] =>
  (values ?? []).map((value, at) => named(value, ...to, at));

/** Checks names against a list of the file; a list that is absent or unreadable is reported elsewhere, once. */
function among<T>(
  where: string,
  list: readonly (T | undefined)[] | undefined,
  name: (entry: T) => string | undefined,
): (...names: readonly Named[]) => readonly Problem[] {
  const known = list && new Set(list.map((entry) => entry && name(entry)));
  return (...names) =>
    names
      .filter(({ value }) => known !== undefined && typeof value === 'string' && !known.has(value))
      .map(({ path, value }) => ({
        path,
        wrong: `${shown(value)} is not in ${where}`,
        mend: `Correct it or add it to ${where}`,
      }));
}
