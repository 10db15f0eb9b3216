import { expect, it } from 'vitest';
import { importEdition } from '../../infra/commands/edition/import-edition.ts';
import type { EditionFile } from '../../infra/commands/edition/schema.ts';
import { summaryLines } from '../../infra/commands/edition/summary.ts';
import { aSample, eventIn } from '../support/sample-edition.ts';
import {
  drain,
  type Mail,
  person,
  postRegistration,
  readInbox,
  registrationsIn,
  storeOf,
  tell,
  useStage,
} from '../support/stage.ts';

const moving = 'petit-dejeuner-cyber-dix-gestes';
const ending = 'cine-debat-vies-numeriques';

it('an import that moves one session and cancels another is told to all their people once, and calendars follow', async () => {
  const stage = await useStage();
  const store = storeOf(stage);
  for (const number of [1, 2, 3])
    await postRegistration(stage, `${moving}--s1`, `m-${number}`, person(number));
  for (const number of [3, 4]) await postRegistration(stage, `${ending}--s1`, `e-${number}`, person(number));
  await drain(stage);
  const before = (await readInbox(stage)).length;
  expect(before).toBe(5);
  const feed = await liveCalendarOf(3);
  expect(startsIn(await feed())).toEqual(expect.arrayContaining(['20271108T083000']));

  const file = aSample();
  const moved = eventIn(file, moving);
  moved.status = 2;
  const [begin, end] = ['2027-11-15T09:00:00+01:00', '2027-11-15T10:30:00+01:00'];
  moved.timings = moved.timings.map((timing) => ({ ...timing, begin, end }));
  Object.assign(moved, { startsAt: begin, endsAt: end });
  eventIn(file, ending).status = 6;

  expect(await imported(file, true)).toEqual([
    `Changed: ${moving}--s1. 3 registrations would be told by mail.`,
    `Cancelled: ${ending}--s1. 2 registrations would be told by mail.`,
  ]);
  await drain(stage);
  expect(await readInbox(stage)).toHaveLength(before);
  await imported(file);
  await drain(stage);
  await imported(file);
  await tell(stage, '/clock', { advance: 'PT10M' });
  await drain(stage);

  const told = (await readInbox(stage)).slice(before);
  expect(subjectsFor(told, 1)).toEqual([expect.stringMatching(/^Changement/)]);
  expect(subjectsFor(told, 2)).toEqual([expect.stringMatching(/^Changement/)]);
  expect(subjectsFor(told, 3).sort()).toEqual([
    expect.stringMatching(/^Annulé.*/),
    expect.stringMatching(/^Changement/),
  ]);
  expect(subjectsFor(told, 4)).toEqual([expect.stringMatching(/^Annulé/)]);
  expect(told).toHaveLength(5);
  const ended = await registrationsIn(store, `${ending}--s1`);
  expect(ended.map(({ status, held, givenUp }) => [status, held, givenUp])).toEqual([
    ['cancelled', [], []],
    ['cancelled', [], []],
  ]);
  const calendar = await feed();
  expect(startsIn(calendar)).toContain('20271115T090000');
  expect(startsIn(calendar)).not.toContain('20271108T083000');
  expect(calendar).toContain('STATUS:CANCELLED');

  async function imported(edition: EditionFile, dryRun = false) {
    const outcome = await importEdition({ store, text: JSON.stringify(edition), dryRun });
    if (outcome.kind === 'invalid') throw new Error(JSON.stringify(outcome.problems));
    return summaryLines(outcome.summary, dryRun).filter((line) => /told by mail/.test(line));
  }

  async function liveCalendarOf(number: number) {
    const [mail] = (await readInbox(stage)).filter((each) => isFor(each, number));
    const [, path] = /(\/agenda\/\S+\.ics)/.exec(mail?.body.text ?? '') ?? [];
    return async () => (await fetch(`${stage.site}${path}`)).text();
  }
}, 120_000);

const isFor = ({ destination }: Mail, number: number): boolean =>
  destination.to.some((to) => to.includes(person(number).email));
const subjectsFor = (mails: readonly Mail[], number: number): string[] =>
  mails.filter((mail) => isFor(mail, number)).map(({ subject }) => subject);
const startsIn = (calendar: string): string[] =>
  [...calendar.matchAll(/DTSTART;TZID=Europe\/Paris:(\S+)/g)].map(([, start]) => start ?? '');
