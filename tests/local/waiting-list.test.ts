import { expect, it } from 'vitest';
import { beginOf } from '../../shared/domain/programme.ts';
import { findSession } from '../../shared/store/programme.ts';
import { listWaiting } from '../../shared/store/waiting.ts';
import {
  claimsIn,
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
import { showStates } from '../support/state-edition.ts';

const session = 'demarches-en-ligne-sans-stress--s1'; // 10 seats, a list, Wednesday 17 November at 9:30
const verified = 'adresse-a-confirmer'; // only for addresses that are confirmed
const twoDaysBefore = '2027-11-15T09:00:00+01:00'; // a Monday
const seats = 10;

/** A stage as people and their mail programs meet it. */
async function aStage(options: Parameters<typeof useStage>[0] = {}) {
  const stage = await useStage(options);
  const store = storeOf(stage);
  const mailsTo = async (number: number): Promise<readonly Mail[]> =>
    (await readInbox(stage)).filter(({ destination }) =>
      destination.to.join().includes(person(number).email),
    );
  const linkOf = async (number: number): Promise<string> => {
    const [mail] = await mailsTo(number);
    const [link] = /http:\S+\/inscriptions\/[\w-]+/.exec(mail?.body.text ?? '') ?? [];
    if (link === undefined) throw new Error(`no link was mailed to ${number}`);
    return link;
  };
  const subjects = async (number: number) => (await mailsTo(number)).map(({ subject }) => subject);
  const ask = async (number: number, more: object = {}, at = session) => {
    const reply = await postRegistration(stage, at, `try-${number}`, { ...person(number), ...more });
    return [reply.status, ((await reply.json()) as { outcome?: string; code?: string }).outcome];
  };
  const press = async (number: number, button: string): Promise<string> => {
    const reply = await fetch(`${await linkOf(number)}/${button}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    });
    expect(reply.status).toBe(303);
    await drain(stage);
    return reply.headers.get('location') ?? '';
  };
  const statusOf = async (number: number, at = session) =>
    (await registrationsIn(store, at)).find(({ email }) => email === person(number).email)?.status;
  const statuses = (...numbers: number[]) => Promise.all(numbers.map((number) => statusOf(number)));
  return { stage, store, mailsTo, linkOf, subjects, ask, press, statusOf, statuses };
}

it('a full session lives on by its list until it begins', async () => {
  const { stage, store, mailsTo, linkOf, subjects, ask, press, statuses } = await aStage({
    clock: twoDaysBefore,
  });
  for (let number = 0; number < seats; number++) expect(await ask(number)).toEqual([202, 'confirmed']);
  expect((await ask(99))[0]).toBe(409);
  const [pair, first, second, third, last] = [20, 21, 22, 23, 24] as const;
  expect(await ask(pair, { partySize: 2, join: true })).toEqual([202, 'waiting']);
  for (const number of [first, second, third])
    expect(await ask(number, { join: true })).toEqual([202, 'waiting']);
  expect(await ask(first, { join: true })).toEqual([202, 'waiting']);
  await drain(stage);
  expect(await subjects(third)).toEqual([expect.stringMatching(/^Liste d’attente/)]);
  expect((await mailsTo(third))[0]?.body.text).toContain('parmi les 5 premières personnes');

  // The pair does not fit into one seat: it keeps its place, and the next is offered.
  await press(0, 'liberer');
  expect(await statuses(pair, first)).toEqual(['waiting', 'offered']);
  const offer = (await mailsTo(first)).find(({ subject }) => subject.startsWith('Une place se libère'));
  const links = offer?.body.text?.match(/http:\S+\/inscriptions\/\S+/g) ?? [];
  expect(links.length).toBeGreaterThanOrEqual(2);
  for (const method of ['GET', 'HEAD', 'GET', 'HEAD', 'GET', 'HEAD'])
    for (const link of links) expect((await fetch(link, { method })).status).toBe(200);
  expect(await statuses(first)).toEqual(['offered']);
  await press(first, 'accepter');
  expect(await statuses(first)).toEqual(['confirmed']);
  expect(await subjects(first)).toContainEqual(expect.stringMatching(/^Inscription confirmée/));

  // Nobody answers: in the morning the seat is the next person's, and who was silent is last.
  await press(1, 'liberer');
  expect(await statuses(second, third)).toEqual(['offered', 'waiting']);
  await tell(stage, '/clock', { advance: 'P1DT10M' });
  expect(await statuses(second, third)).toEqual(['waiting', 'offered']);
  expect(await subjects(second)).toContainEqual('Votre place a été proposée à quelqu’un d’autre');

  // Three have passed the pair: the seat that is declined is kept until there is another.
  await press(third, 'decliner');
  expect(await statuses(third, second, pair)).toEqual(['declined', 'waiting', 'waiting']);
  expect(await claimsIn(store, session)).toHaveLength(seats - 1);
  await press(2, 'liberer');
  expect(await statuses(pair, second)).toEqual(['offered', 'waiting']);
  await press(pair, 'accepter');
  expect(await statuses(pair)).toEqual(['confirmed']);
  expect(await claimsIn(store, session)).toHaveLength(seats);

  // The last hours: whoever comes first.
  expect(await ask(last, { join: true })).toEqual([202, 'waiting']);
  await tell(stage, '/clock', { set: '2027-11-17T05:00:00+01:00' });
  await press(3, 'liberer');
  expect(await statuses(second, last)).toEqual(['invited', 'invited']);
  expect(await subjects(last)).toContainEqual(expect.stringMatching(/^Dernières places/));
  await press(last, 'accepter');
  expect(await press(second, 'accepter')).toMatch(/\?prise=1$/);
  expect(await statuses(last, second)).toEqual(['confirmed', 'invited']);
  expect(await subjects(second)).toContainEqual(
    'La place vient d’être prise : vous restez sur la liste'.replace(' :', '\u00a0:'),
  );

  const found = await findSession(store, session as never);
  expect(found && beginOf(found)).toBe('2027-11-17T08:30:00.000Z');
  await tell(stage, '/clock', { set: '2027-11-17T09:31:00+01:00' });
  expect(await statuses(second)).toEqual(['lapsed']);
  expect(await subjects(second)).toContainEqual('Nous n’avons pas pu vous trouver de place cette fois');
  expect(await listWaiting(store, session as never)).toEqual([]);
  expect(await claimsIn(store, session)).toHaveLength(seats);
  expect((await fetch(await linkOf(second))).status).toBe(200);
  expect(Object.values(stage.access()).flatMap(({ denied }) => denied)).toEqual([]);
}, 120_000);

it('seats held for an address are confirmed by its button, or free again within an hour and two minutes', async () => {
  const { stage, store, subjects, ask, press, statusOf } = await aStage({ empty: true });
  await showStates(stage);
  for (const number of [1, 2]) expect(await ask(number, {}, verified)).toEqual([202, 'pending']);
  expect(await ask(1, {}, verified)).toEqual([202, 'pending']);
  await drain(stage);
  expect(await subjects(1)).toEqual(['Confirmez votre adresse pour garder votre place']);
  expect(await claimsIn(store, verified)).toHaveLength(2);
  await press(1, 'confirmer');
  expect(await statusOf(1, verified)).toBe('confirmed');
  expect(await subjects(1)).toContainEqual(expect.stringMatching(/^Inscription confirmée/));

  await tell(stage, '/clock', { advance: 'PT55M' });
  expect(await statusOf(2, verified)).toBe('pending');
  await tell(stage, '/clock', { advance: 'PT7M' });
  expect([await statusOf(1, verified), await statusOf(2, verified)]).toEqual(['confirmed', 'lapsed']);
  expect(await claimsIn(store, verified)).toHaveLength(1);
  expect(Object.values(stage.access()).flatMap(({ denied }) => denied)).toEqual([]);
}, 60_000);
