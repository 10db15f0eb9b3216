import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, it } from 'vitest';
import { instant, plus } from '../../shared/domain/instant.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import { linkToken } from '../../shared/domain/ticket.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { register } from '../../shared/seats/register.ts';
import type { Store } from '../../shared/store/client.ts';
import { findRegistration, flip } from '../../shared/store/registrations.ts';
import { transact } from '../../shared/store/transaction.ts';
import { enlisting } from '../../shared/store/waiting.ts';
import { operations } from '../../shared/web/api/operations.ts';
import { described } from '../support/described.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { anApplication } from '../support/registrations.ts';
import { aSite, jsonType, type Sent } from '../support/site.ts';

const freshStore = useEngine();

const anEventThat = (slug: string, uid: number, change: NonNullable<Parameters<typeof anEvent>[0]>) =>
  [
    anEvent({ slug, uid, ...change }),
    aSession({ id: `${slug}--s1`, event: slug, capacity: slug === 'petit' ? 3 : 20 }),
  ] as const;

const entries = [
  anEventThat('ouvert', 1, {}),
  anEventThat('petit', 2, {}),
  anEventThat('tot', 3, { registration: { opensAt: instant('2027-10-19T09:00:00+02:00') } }),
  anEventThat('clos', 4, { registration: { closesAt: instant('2027-10-17T09:00:00+02:00') } }),
  anEventThat('annule', 5, { status: 'cancelled' }),
  anEventThat('dossier', 6, { registration: { mode: 'approval' } }),
];

async function setup() {
  const store = await freshStore();
  await storeProgramme(store, ...entries);
  for (const [, session] of entries) await createBlocks(store, session.id, session.capacity);
  return { store, ...over(store) };
}

/** The site over a store; what it has answered with is remembered as `GET /v1/events 422 invalid_input`. */
function over(store: Store) {
  const send = aSite(store);
  const met = new Set<string>();
  let tries = 0;
  async function call(sent: Omit<Sent, 'body'> & { readonly body?: object | string }): Promise<number> {
    tries += 1;
    const body = typeof sent.body === 'object' ? JSON.stringify(sent.body) : (sent.body ?? '');
    const headers = { ...jsonType, 'idempotency-key': `try ${tries}`, ...sent.headers };
    const answered = await send({ ...sent, headers, body });
    const { statusCode = 0, body: said = '' } = answered?.reply ?? {};
    const { code } = JSON.parse(said || '{}') as { code?: string };
    met.add([answered?.route, statusCode, ...(statusCode >= 400 ? [code] : [])].join(' '));
    return statusCode;
  }
  const register = (slug: string, body: object | string, headers = {}) =>
    call({ method: 'POST', url: `/v1/sessions/${slug}--s1/registrations`, body, headers });
  async function linkOf(email: string, slug = 'ouvert') {
    const [event, session] = entries.find(([{ slug: own }]) => own === slug) ?? entries[0] ?? [];
    if (event === undefined || session === undefined) throw new Error(`no event ${slug}`);
    const scope = scopeOf(event, session);
    const found = await findRegistration(store, {
      scope,
      key: registrationKey(testKeys, scope, addressKey(email)),
    });
    if (found === undefined) throw new Error(`${email} is not registered`);
    return `/v1/registrations/${linkToken(testKeys, found)}`;
  }
  return { call, register, linkOf, met };
}

const lea = { lastName: 'Durand', email: 'lea@example.org', partySize: 1 };
const samir = { lastName: 'Haddad', email: 'samir@example.org', partySize: 2 };
const unwell = ['unavailable', 'failed'];

/** What the description says may be answered. */
const promised = [...described].flatMap(([key, { responses }]) =>
  Object.entries(responses).flatMap(([status, { content }]) => {
    const codes = Object.keys(content['application/problem+json']?.examples ?? {});
    return codes.length === 0 ? [`${key} ${status}`] : codes.map((code) => `${key} ${status} ${code}`);
  }),
);
const isUnwell = (answer: string) => unwell.some((code) => answer.endsWith(` ${code}`));

const verbs = ['confirm', 'accept', 'decline'] as const;

/** Somebody new in this standing, by their link. */
async function whoIs(
  store: Store,
  status: 'pending' | 'offered' | 'invited',
  linkOf: (email: string) => Promise<string>,
): Promise<string> {
  const [[event, session] = []] = entries;
  if (event === undefined || session === undefined) throw new Error('no event');
  people += 1;
  const email = `personne.${people}@example.org`;
  const scope = scopeOf(event, session);
  const key = registrationKey(testKeys, scope, addressKey(email));
  await register(store, session, anApplication(people, { scope, key, email }), now);
  const read = await findRegistration(store, { scope, key });
  const more = status === 'invited' ? { entry: 'a place' } : { until: plus(now, { hours: 1 }) };
  if (status === 'invited')
    await transact(store, [enlisting(session.id, { scope, key, partySize: 1, place: 'a place' })]);
  if (read !== undefined) await flip(store, read, { status, ...more, flippedAt: now });
  return linkOf(email);
}
let people = 100;

it('every answer that is described is given, as it is described', async () => {
  const { store, call, register, linkOf, met } = await setup();
  for (const url of ['/v1/openapi.json', '/v1/events', '/v1/events/ouvert'])
    for (const headers of [{}, { 'if-none-match': '*' }]) await call({ url, headers });
  for (const query of ['', '?limit=2', '?next=none', '?theme=astronomie'])
    await call({ url: `/v1/events${query}` });
  for (const slug of ['ouvert', 'inconnu']) await call({ url: `/v1/events/${slug}` });

  expect(await register('ouvert', lea, { 'idempotency-key': 'mine' })).toBe(202);
  await register('ouvert', { ...lea, lastName: 'Durant' }, { 'idempotency-key': 'mine' });
  await register('ouvert', lea, { 'idempotency-key': ' ' });
  await register('ouvert', { ...lea, partySize: 5 });
  await register('ouvert', { ...lea, admin: true });
  expect(await register('petit', samir)).toBe(202);
  await register('petit', { ...lea, partySize: 2 });
  for (const slug of ['inconnu', 'tot', 'clos', 'annule', 'dossier']) await register(slug, lea);

  const mine = await linkOf(lea.email);
  const small = await linkOf(samir.email, 'petit');
  for (const url of [mine, '/v1/registrations/nobody']) {
    await call({ url });
    await call({ method: 'PATCH', url, body: { lastName: 'Durant' } });
  }
  await call({ method: 'PATCH', url: mine, body: {} });
  await call({ method: 'PATCH', url: mine, body: { partySize: 5 } });
  await call({ method: 'PATCH', url: small, body: { partySize: 4 } });
  await call({
    method: 'PATCH',
    url: mine,
    body: { partySize: 2 },
    now: instant('2027-11-08T08:30:00+01:00'),
  });
  for (const [verb, status, expected] of [
    ['confirm', 'pending', 200],
    ['accept', 'offered', 200],
    ['decline', 'offered', 200],
    ['accept', 'invited', 409],
  ] as const) {
    const url = await whoIs(store, status, linkOf);
    expect([verb, await call({ method: 'POST', url: `${url}/${verb}` })]).toEqual([verb, expected]);
  }
  for (const verb of verbs) await call({ method: 'POST', url: `/v1/registrations/nobody/${verb}` });

  for (const [method, url] of [
    ['POST', '/v1/sessions/ouvert--s1/registrations'],
    ['PATCH', mine],
    ...[...verbs, 'release'].map((verb) => ['POST', `${mine}/${verb}`] as const),
  ] as const) {
    await call({ method, url, body: '{' });
    await call({ method, url, body: { lastName: 'x'.repeat(17_000) } });
    await call({ method, url, body: 'a=b', headers: { 'content-type': 'text/plain' } });
  }
  await call({ method: 'POST', url: `${small}/release`, now: instant('2027-11-09T09:00:00+01:00') });
  for (const url of [mine, '/v1/registrations/nobody']) await call({ method: 'POST', url: `${url}/release` });
  for (const verb of verbs) expect(await call({ method: 'POST', url: `${mine}/${verb}` })).toBe(409);
  await call({ method: 'PATCH', url: mine, body: { lastName: 'Durand' } });

  expect([...met].sort()).toEqual(promised.filter((answer) => !isUnwell(answer)).sort());
});

it('no table and no connection are told apart, as they are described', async () => {
  const { store, linkOf, register } = await setup();
  await register('ouvert', lea);
  const mine = await linkOf(lea.email);
  const needsTheTable = promised.filter((answer) => isUnwell(answer) && !answer.includes('openapi.json'));
  const nowhere = new DynamoDBClient({
    endpoint: 'http://127.0.0.1:1',
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const met = new Set<string>();
  for (const broken of [
    { ...store, tableName: 'no-such-table' },
    { ...store, db: nowhere },
  ]) {
    const { call, register: tryToRegister, met: answers } = over(broken);
    for (const url of ['/v1/events', '/v1/events/ouvert', mine]) await call({ url });
    await tryToRegister('ouvert', lea);
    await call({ method: 'PATCH', url: mine, body: { partySize: 2 } });
    for (const verb of [...verbs, 'release']) await call({ method: 'POST', url: `${mine}/${verb}` });
    for (const answer of answers) met.add(answer);
  }
  expect([...met].sort()).toEqual(needsTheTable.sort());
});

it('every example of a correction is accepted', async () => {
  const { call, register, linkOf } = await setup();
  const route = 'PATCH /v1/registrations/{token}';
  for (const [name, { value }] of Object.entries(operations[route]?.body?.examples ?? {})) {
    const email = `${name}@example.org`;
    expect(await register('ouvert', { ...lea, email })).toBe(202);
    expect([name, await call({ method: 'PATCH', url: await linkOf(email), body: value })]).toEqual([
      name,
      200,
    ]);
  }
});
