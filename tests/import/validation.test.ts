import { describe, expect, it } from 'vitest';
import { problemLine } from '../../infra/commands/edition/problems.ts';
import type { EditionFile } from '../../infra/commands/edition/schema.ts';
import { validate } from '../../infra/commands/edition/validation.ts';
import { aSample, eventIn, sampleText } from '../support/sample-edition.ts';
import { defects, ends, type Loose, question, seats, slots } from './defects.ts';

const pathsIn = (file: EditionFile): readonly string[] =>
  (validate(JSON.stringify(file)).problems ?? []).map(({ path }) => path);

describe('an edition file', () => {
  it('is the sample, with nothing to mend and two quotas to mention', () => {
    const checked = validate(sampleText);
    expect(checked.problems).toBeUndefined();
    expect('notes' in checked && checked.notes).toEqual([
      'events[1].registration.audienceQuota: not applied yet',
      'events[22].registration.audienceQuota: not applied yet',
    ]);
  });

  it.each(defects)('with %s is refused at %s, and only there', (_, path, seed) => {
    const file = aSample();
    seed(file);
    expect(pathsIn(file)).toEqual([path]);
  });

  it('with all of these at once is refused at every one of them', () => {
    const file = aSample();
    for (const [, , seed] of defects) seed(file);
    expect(defects.map(([, path]) => path).filter((path) => !pathsIn(file).includes(path))).toEqual([]);
  });

  it('says what is wrong and how to mend it, in one line each', () => {
    const file = aSample();
    for (const [, , seed] of defects) seed(file);
    for (const problem of validate(JSON.stringify(file)).problems ?? []) {
      expect(problemLine(problem)).toMatch(/^[^\n]+: [^\n]+\. [^\n]+\.$/);
      expect(problemLine(problem)).not.toMatch(/undefined|NaN|Infinity|\[object/);
    }
  });

  it('may use every optional key of the schema', () => {
    const file: Loose = aSample();
    Object.assign(file.events[3].registration, {
      mode: 'external',
      url: 'https://example.org/inscription',
      questions: [{ ...question(1), required: true }, question(2), question(3)],
      verifyAddress: true,
      waitlistPolicy: 'automatic',
    });
    Object.assign(file.events[3], { longDescription: { fr: 'Première ligne\nDeuxième ligne' } });
    file.organisers[0].alerts = { fillSteps: [50, 80], language: 'en' };
    expect(pathsIn(file)).toEqual([]);
  });

  it('may go to the limits', () => {
    const file: Loose = aSample();
    const [, , full, closing] = file.events;
    const room = file.venues.find(({ slug }: Loose) => slug === full.venue);
    seats(full, room.safetyCapacity);
    closing.registration.closesAt = closing.endsAt;
    ends(file.events.at(-1), '2027-12-02T00:00:00+01:00');
    expect(pathsIn(file)).toEqual([]);
  });

  it('mentions a time written with the offset of the other half of the year', () => {
    const file = aSample();
    Object.assign(eventIn(file, 'petit-dejeuner-cyber-dix-gestes'), {
      startsAt: '2027-11-08T09:30:00+02:00',
    });
    Object.assign(eventIn(file, 'petit-dejeuner-cyber-dix-gestes').timings[0] ?? {}, {
      begin: '2027-11-08T09:30:00+02:00',
    });
    const checked = validate(JSON.stringify(file));
    expect('notes' in checked && checked.notes[0]).toMatch(
      /^events\[1\]\.timings\[0\]\.begin: .* is 08:30 in Paris/,
    );
  });

  it.each([
    ['nothing', '', 'is empty'],
    ['a missing comma', '{\n  "a": 1\n  "b": 2\n}', 'is not JSON, line 3 column 3'],
    ['an end that is missing', '{"a": [1, 2', 'is not JSON'],
    ['a byte order mark', `\ufeff${sampleText}`, 'begins with a byte order mark'],
    ['a number', '12', 'is 12'],
  ])('of %s is refused in one line', (_, text, wrong) => {
    const { problems = [] } = validate(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.wrong).toContain(wrong);
  });

  it('cannot smuggle in a prototype', () => {
    const text = sampleText.replace('"schemaVersion"', '"__proto__": {"admin": true}, "schemaVersion"');
    expect(validate(text).problems?.map(({ path }) => path)).toEqual(['__proto__']);
  });

  it('names the event, venue or organiser that a problem is in', () => {
    const file: Loose = aSample();
    file.events[1].venue = 'palais';
    expect((validate(JSON.stringify(file)).problems ?? []).map((problem) => problemLine(problem))).toEqual([
      'events[1].venue (petit-dejeuner-cyber-dix-gestes): "palais" is not in venues. Correct it or add it to venues.',
    ]);
  });

  it('cannot have two slots with the same name when clocks go back', () => {
    const file: Loose = aSample();
    file.edition.startDate = '2027-10-30';
    const event = file.events[slots];
    Object.assign(event, {
      startsAt: '2027-10-31T00:00:00Z',
      endsAt: '2027-10-31T02:00:00Z',
      capacity: 4,
      totalCapacity: 4,
    });
    Object.assign(event.timings[0], {
      begin: '2027-10-31T00:00:00Z',
      end: '2027-10-31T02:00:00Z',
      capacity: 4,
    });
    event.registration.closesAt = '2027-10-30T12:00:00+02:00';
    expect(pathsIn(file)).toEqual(['events[7].timings', 'events[7].timings']);
  });

  it('may ask for slots of centuries without keeping anybody waiting', () => {
    const file = aSample();
    Object.assign(file.events[slots]?.timings[0] ?? {}, {
      begin: '1900-01-01T00:00:00Z',
      end: '9999-01-01T00:00:00Z',
    });
    expect(pathsIn(file)).toContain('events[7].timings[0].begin');
  });
});
