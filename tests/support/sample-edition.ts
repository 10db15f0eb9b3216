import { readFileSync } from 'node:fs';
import type { EditionFile } from '../../infra/commands/edition/schema.ts';

export const sampleText = readFileSync(
  new URL('../../infra/local/sample-edition.json', import.meta.url),
  'utf8',
);

/** The sample edition, to be changed at will. */
export const aSample = (): EditionFile => JSON.parse(sampleText);

export type EventInSample = EditionFile['events'][number];

export const eventIn = (file: EditionFile, slug: string): EventInSample => {
  const event = file.events.find((each) => each.slug === slug);
  if (event === undefined) throw new Error(`The sample has no event ${slug}`);
  return event;
};
