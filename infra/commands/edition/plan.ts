import type { Standing } from '../../../shared/domain/change.ts';
import type { Session } from '../../../shared/domain/programme.ts';
import type { Change } from '../../../shared/store/edition.ts';
import type { StoredProgramme } from '../../../shared/store/programme.ts';
import { type Key, keys } from '../../../shared/store/table.ts';
import { type Fate, fate, type Kind } from './fate.ts';
import { type Kept, keptIn } from './kept.ts';
import { planEvent, type Step } from './plan-event.ts';
import type { Problem } from './problems.ts';
import type { EditionFile } from './schema.ts';
import { editionOf, organisationOf, venueOf } from './translation.ts';

export type Stored = { readonly programme: StoredProgramme; readonly kept: ReadonlyMap<string, object> };

export type Plan = {
  /** Each wave builds on the one before; within a wave the order does not matter. */
  readonly waves: readonly (readonly Step[])[];
  readonly fates: readonly (readonly [Kind, Fate])[];
  /** What the file asks for and cannot be done; the rest is. */
  readonly refused: readonly Problem[];
  /** What is stored and not in the file: it stays. */
  readonly absent: readonly string[];
  readonly sessions: readonly Session[];
  /** Whose people have to be told of a change. */
  readonly moved: readonly Standing[];
};

type Thing = {
  readonly kind: Kind;
  readonly key: Key;
  readonly value: object;
  readonly stored: object | undefined;
};

const PUTS_TOGETHER = 25; // a transaction holds 100 items and 4 MB

/** What is to be written so that the table says what the file says. */
export function plan(file: EditionFile, { programme, kept }: Stored): Plan {
  const organisations = file.organisers.map(organisationOf);
  const venues = file.venues.map(venueOf);
  const edition = editionOf(file);
  const base: readonly Thing[] = [
    ...organisations.map(
      (value): Thing => ({
        kind: 'organisations',
        key: keys.organisation(value.slug),
        value,
        stored: programme.organisations.get(value.slug),
      }),
    ),
    ...venues.map(
      (value): Thing => ({
        kind: 'venues',
        key: keys.venue(value.slug),
        value,
        stored: programme.venues.get(value.slug),
      }),
    ),
    ...keptIn(file).map(({ what, value }: Kept): Thing => {
      const stored = kept.get(what);
      return { kind: 'kept', key: keys.kept(what), value: { value }, stored: stored && { value: stored } };
    }),
  ];
  const crown: readonly Thing[] = [
    { kind: 'edition', key: keys.edition(), value: edition, stored: programme.edition },
  ];
  const events = file.events.map((event, at) => planEvent(event, at, file, programme));

  return {
    waves: [putsOf(base), events.flatMap(({ step }) => (isIdle(step) ? [] : [step])), putsOf(crown)],
    fates: [...base, ...crown]
      .map(({ kind, value, stored }) => [kind, fate(value, stored)] as const)
      .concat(events.flatMap(({ fates }) => fates)),
    refused: events.flatMap(({ refused }) => refused),
    absent: absentFrom(file, programme, new Set(events.flatMap(({ wanted }) => wanted))),
    sessions: events.flatMap(({ sessions }) => sessions),
    moved: events.flatMap(({ moved }) => moved),
  };
}

const putsOf = (things: readonly Thing[]): readonly Step[] => {
  const puts = things
    .filter(({ value, stored }) => fate(value, stored) !== 'unchanged')
    .map(({ key, value }): Change => ({ kind: 'put', key, value }));
  return Array.from({ length: Math.ceil(puts.length / PUTS_TOGETHER) }, (_, index) => ({
    seats: [],
    closing: [],
    reopening: [],
    resizing: [],
    changes: puts.slice(index * PUTS_TOGETHER, (index + 1) * PUTS_TOGETHER),
  }));
};

const isIdle = ({ changes, closing, resizing }: Step): boolean =>
  [changes, closing, resizing].every(({ length }) => length === 0);

function absentFrom(
  file: EditionFile,
  stored: StoredProgramme,
  wanted: ReadonlySet<string>,
): readonly string[] {
  const uids = new Set(file.events.map(({ uid }) => uid));
  const organisers = new Set(file.organisers.map(({ slug }) => slug));
  const venues = new Set(file.venues.map(({ slug }) => slug));
  return [
    ...[...stored.organisations.keys()]
      .filter((slug) => !organisers.has(slug))
      .map((slug) => `organisation ${slug}`),
    ...[...stored.venues.keys()].filter((slug) => !venues.has(slug)).map((slug) => `venue ${slug}`),
    ...stored.events.filter(({ uid }) => !uids.has(uid)).map(({ slug }) => `event ${slug}`),
    ...[...stored.sessions.values()]
      .flat()
      .filter(({ id }) => !wanted.has(id))
      .map(({ id }) => `session ${id}`),
  ];
}
