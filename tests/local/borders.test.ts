import { readdirSync, readFileSync } from 'node:fs';
import { request as open } from 'node:http';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { errorAnswer } from '../../infra/local/aws-answer.ts';
import { canaries, holds } from '../support/canaries.ts';
import { drain, readInbox, tell, useOneStage } from '../support/stage.ts';
import { showStates } from '../support/state-edition.ts';

const said: string[] = [];
const queued: string[] = [];
const calls: string[] = [];
let broken: 'nothing' | 'the table' | 'mail' | 'the sender' = 'nothing';

const stage = useOneStage({
  empty: true,
  say: (line) => said.push(line),
  hooks: {
    beforeForward: ({ call, caller, body }) => {
      calls.push(`${caller} ${call.operation}`);
      if (call.service === 'sqs' && call.operation.startsWith('SendMessage')) queued.push(String(body));
      const text = `${canaries.email} ${canaries.lastName} are the values of the item`;
      if (broken === 'the table' && call.operation === 'PutItem' && caller === 'registration')
        return errorAnswer(call, 500, 'InternalServerError', text);
      if (broken === 'the sender' && call.service === 'dynamodb' && caller === 'send-mail')
        return errorAnswer(call, 400, 'ValidationException', text);
      if (broken === 'mail' && call.service === 'ses')
        return errorAnswer(call, 400, 'MessageRejected', `not verified: ${canaries.email}`);
      return undefined;
    },
  },
});

type Sent = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
};
type Answer = { readonly status: number; readonly body: string; readonly location: string | undefined };

/** As it is: `fetch` refuses to send some of what an attacker does. */
const send = (path: string, { method = 'GET', headers = {}, body = '' }: Sent = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stage().site);
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    open({ hostname, port, path, method, headers: { ...length, ...headers }, agent: false }, (incoming) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, body: text, location: incoming.headers.location }),
      );
    })
      .on('error', reject)
      .end(body);
  });

const byJson = (session: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  send(`/v1/sessions/${session}/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': canaries.header, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const { answer, header, path, establishment, ...contact } = canaries;
const somebody = { ...contact, partySize: 1 };

async function byForm(slug: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
  const page = await send(`/evenements/${slug}`);
  const [, token = ''] = /name="token" value="([^"]+)"/.exec(page.body) ?? [];
  await tell(stage(), '/clock', { advance: 'PT2S' });
  return send(`/evenements/${slug}/inscriptions`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: stage().site },
    body: new URLSearchParams({ session: slug, partySize: '1', ...contact, token, ...fields }).toString(),
  });
}

it('people register through the gateway, with every field there is, and receive their mail', async () => {
  await showStates(stage());
  const asked = await byJson('questions', { ...somebody, answers: { metier: answer, niveau: answer } });
  expect(asked.status).toBe(202);
  expect(await byForm('groupe', { establishment, partySize: '12' })).toMatchObject({
    status: 303,
    location: '/evenements/groupe/inscriptions/confirmee',
  });
  expect((await byForm('ouvert', {})).status).toBe(303);
  await drain(stage());
  const mails = (await readInbox(stage())).filter(({ destination }) =>
    destination.to.join().includes('voliere'),
  );
  expect(mails).toHaveLength(3);
  for (const mail of mails) expect(mail.destination.to).toHaveLength(1);
});

it.each([
  ['a note of a megabyte', 413, { ...somebody, note: 'a'.repeat(1_000_000) }],
  [
    'five thousand fields nobody asked for',
    413,
    Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [n, n])),
  ],
  [
    'a thousand fields nobody asked for',
    422,
    Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [n, n])),
  ],
  [
    'lists a thousand deep',
    422,
    `{"lastName":${'['.repeat(1_000)}"${canaries.lastName}"${']'.repeat(1_000)}}`,
  ],
  ['half of a body', 400, `{"lastName":"${canaries.lastName}"`],
  [
    'a line for the log',
    422,
    { ...somebody, lastName: `${canaries.lastName}\n{"level":"ERROR","message":"forged"}` },
  ],
  ['a field named after somebody', 422, { ...somebody, [canaries.email]: canaries.email }],
  ['two addresses', 422, { ...somebody, email: `${canaries.email}, victime@example.org` }],
] as const)('%s is answered %i', async (_, status, body) => {
  const reply = await byJson('ouvert', body);
  expect(reply.status).toBe(status);
  expect(JSON.parse(reply.body)).toMatchObject({ status });
});

it.each([
  ['a token of 8 kB', 404, `/inscriptions/${path.repeat(420)}`, {}],
  ['a head larger than the gateway takes', 431, '/', { headers: { cookie: header.repeat(800) } }],
  ['a path whose encoding is broken', 400, `/evenements/%E0%A4%A${path}`, {}],
  ['a path that climbs', 404, `/evenements/..%2f..%2f${path}`, {}],
  ['TRACE', 405, '/evenements/ouvert', { method: 'TRACE' }],
  ['PUT where people post', 405, '/evenements/ouvert/inscriptions', { method: 'PUT', body: header }],
  ['another method in disguise', 200, '/', { headers: { 'x-http-method-override': 'DELETE' } }],
  ['a search for somebody', 200, `/?q=${canaries.lastName}`, { headers: { 'user-agent': header } }],
  [
    'a form without its type',
    415,
    '/evenements/ouvert/inscriptions',
    { method: 'POST', body: `lastName=${header}` },
  ],
  [
    'a form of parts',
    415,
    '/evenements/ouvert/inscriptions',
    {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body: `--x\r\n${header}`,
    },
  ],
] as const)('%s is answered %i', async (_, status, url, sent) => {
  expect((await send(url, sent)).status).toBe(status);
});

it('who a request pretends to come from changes nothing', async () => {
  const forged = { 'x-forwarded-for': '1.2.3.4', forwarded: 'for=1.2.3.4', 'x-real-ip': '1.2.3.4' };
  const [plain, disguised] = [await byJson('annule', somebody), await byJson('annule', somebody, forged)];
  expect(disguised).toEqual(plain);
});

it('nothing that people wrote or were sent stands in any log, queue or page of the machinery, even amid faults', async () => {
  broken = 'the table';
  expect((await byJson('deplace', somebody)).status).toBe(503);
  broken = 'mail';
  expect((await byJson('mixte', somebody)).status).toBe(202);
  await drain(stage());
  broken = 'the sender';
  expect((await byJson('conseillee', somebody)).status).toBe(202);
  await tell(stage(), '/clock', { advance: 'PT30M' });
  broken = 'nothing';
  await tell(stage(), '/clock', { advance: 'PT10M' });

  const mails = await readInbox(stage());
  const links = mails.flatMap(({ body }) => body.text?.match(/(?<=\/inscriptions\/)[\w-]{38,}/g) ?? []);
  const own = links.filter((_, at) => mails[at]?.destination.to.join().includes('voliere'));
  for (const link of new Set(links))
    for (const [url, sent] of [
      [`/inscriptions/${link}`, {}],
      [`/inscriptions/${link}/billet.svg`, {}],
      [`/v1/registrations/${link}`, {}],
      [`/inscriptions/${link}/liberer`, { method: 'POST', body: 'a=b' }],
    ] as const)
      await send(url, sent);
  await drain(stage());
  expect(own.length).toBeGreaterThan(0);

  const logs = readdirSync(join(stage().dataFolder, 'logs')).map((name) =>
    readFileSync(join(stage().dataFolder, 'logs', name), 'utf8'),
  );
  expect(logs.join()).toContain('request failed');
  expect(logs.join()).toContain('MessageRejected');
  expect(logs.join()).toContain('mail order not carried out');
  expect(queued.join()).toContain('A1#');
  const control = await Promise.all(
    ['/', '/health', '/iam'].map(async (url) => (await fetch(`${stage().control}${url}`)).text()),
  );

  expect(control[1]).toMatch(/DeadLetters[^}]*"ready": [1-9]/);

  for (const text of [...logs, ...queued, ...said, ...calls, ...control])
    for (const word of [...Object.values(canaries), ...links])
      expect(holds(text, word), `${word} in ${text.slice(0, 300)}`).toBe(false);
  for (const line of logs.join('\n').split('\n'))
    expect(line).not.toMatch(/^\{"level":"ERROR","message":"forged"/);
});
