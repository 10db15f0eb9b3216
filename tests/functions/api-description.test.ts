import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { programme } from '../../functions/programme/programme.ts';
import { registration } from '../../functions/registration/registration.ts';
import { routes } from '../../functions/routes.ts';
import { importEdition } from '../../infra/commands/edition/import-edition.ts';
import { filterNames } from '../../shared/domain/search.ts';
import { operations } from '../../shared/web/api/operations.ts';
import { problems } from '../../shared/web/api/problems.ts';
import { described, description, faults } from '../support/described.ts';
import { now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { ask, bodyOf, quietLogger, siteUrl } from '../support/requests.ts';
import { sampleText } from '../support/sample-edition.ts';

const freshStore = useEngine();

async function setup() {
  const store = await freshStore();
  await importEdition({ store, text: sampleText });
  const dependencies = {
    store,
    keys: async () => testKeys,
    clock: () => now,
    logger: quietLogger,
    siteUrl,
    version: '1.2.3',
    timeLimit: () => AbortSignal.timeout(10_000),
  };
  return { read: programme(dependencies), register: registration(dependencies) };
}

describe('the description of the JSON API', () => {
  it('is OpenAPI 3.1 by an independent validator', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(description))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('tells every route there is and no other', () => {
    const api = routes
      .map(({ key }) => key)
      .filter((key) => key.includes(' /v1/') && !key.startsWith('HEAD '));
    expect([...described.keys()].sort()).toEqual(api.sort());
    expect(Object.keys(operations).sort()).toEqual(api.sort());
  });

  it('is what the site answers', async () => {
    const { read } = await setup();
    const reply = await ask(read, { route: 'GET /v1/openapi.json' });
    expect(reply.headers?.['content-type']).toBe('application/json; charset=utf-8');
    expect(bodyOf(reply)).toMatchObject({ info: { version: '1.2.3' }, servers: [{ url: siteUrl }] });
    expect(bodyOf(reply)).toHaveProperty('paths', Object(description).paths);
  });

  it('gives each operation a name of its own', () => {
    const names = [...JSON.stringify(description).matchAll(/"operationId":"(\w+)"/g)].map(([, name]) => name);
    expect(new Set(names).size).toBe(described.size);
  });

  it('tells when each problem it names is met, under the status it has', () => {
    for (const [key, { responses }] of described)
      for (const [status, { content }] of Object.entries(responses))
        for (const code of Object.keys(content['application/problem+json']?.examples ?? {}))
          expect([key, code, problems[code as keyof typeof problems].status]).toEqual([
            key,
            code,
            Number(status),
          ]);
  });

  it('knows every filter', () => {
    const names = described.get('GET /v1/events')?.parameters.map(({ name }) => name);
    expect(names).toEqual([...filterNames, 'limit', 'next']);
  });
});

describe('the examples', () => {
  const all = [...described].flatMap(([key, { parameters, requestBody, responses }]) => [
    ...parameters.flatMap(({ name, schema, example }) =>
      example === undefined ? [] : [[`${key} ${name}`, schema, example] as const],
    ),
    ...[...Object.values(responses).map(({ content }) => content), requestBody?.content ?? {}].flatMap(
      (content) =>
        Object.values(content).flatMap(({ schema, example, examples = {} }) =>
          [
            ...(example === undefined ? [] : [example]),
            ...Object.values(examples).map(({ value }) => value),
          ].map((value) => [key, schema, value] as const),
        ),
    ),
  ]);

  it.each(all)('of %s keep the schema they illustrate', (_, schema, example) => {
    expect(faults(schema, example)).toEqual([]);
  });

  it('are there for every body, and each is tried here or in api-answers.test.ts', () => {
    const withBody = Object.entries(operations).filter(([, { body }]) => body !== undefined);
    expect(withBody.map(([key, { body }]) => [key, Object.keys(body?.examples ?? {}).length > 0])).toEqual([
      ['POST /v1/sessions/{sessionId}/registrations', true],
      ['PATCH /v1/registrations/{token}', true],
    ]);
  });

  it('are there for every answer', () => {
    for (const [, { responses }] of described)
      for (const content of Object.values(responses).flatMap((one) => Object.values(one.content)))
        expect(content.example ?? Object.values(content.examples ?? {})[0]).toBeDefined();
  });

  it('of a registration are accepted', async () => {
    const { register } = await setup();
    const route = 'POST /v1/sessions/{sessionId}/registrations';
    const sessions: Readonly<Record<string, string>> = {
      group: 'classes-metiers-du-numerique--s1',
      anythingLeft: 'robots-et-code-8-12--s1',
    };
    const examples = Object.entries(operations[route]?.body?.examples ?? {});
    expect(examples.length).toBeGreaterThan(3);
    for (const [name, { value }] of examples) {
      const sessionId = sessions[name] ?? 'preparer-le-forum-cv-pitch--s1';
      const headers = { 'idempotency-key': `example ${name}` };
      const reply = await ask(register, { route, path: { sessionId }, headers, body: value });
      expect([name, reply.statusCode, reply.body]).toEqual([name, 202, expect.stringContaining('confirmed')]);
    }
  });

  it('of paths and filters find something', async () => {
    const { read } = await setup();
    const operation = described.get('GET /v1/events');
    for (const { name, example } of operation?.parameters ?? []) {
      const reply = await ask(read, {
        route: 'GET /v1/events',
        query: example === undefined ? {} : { [name]: String(example) },
      });
      expect([name, reply.statusCode, Object(bodyOf(reply).events).length > 0]).toEqual([name, 200, true]);
    }
    const slug = described.get('GET /v1/events/{slug}')?.parameters[0]?.example;
    expect(
      (await ask(read, { route: 'GET /v1/events/{slug}', path: { slug: String(slug) } })).statusCode,
    ).toBe(200);
  });
});

describe('the answers', () => {
  it('about each event of the sample are as described', async () => {
    const { read } = await setup();
    const { events } = bodyOf(await ask(read, { route: 'GET /v1/events' }));
    const slugs = (events as { slug: string }[]).map(({ slug }) => slug);
    expect(slugs).toHaveLength(50);
    for (const slug of slugs)
      expect((await ask(read, { route: 'GET /v1/events/{slug}', path: { slug } })).statusCode).toBe(200);
  });

  it.each([
    ['an unnamed limit', { limit: '0' }, 422],
    ['a limit above the highest', { limit: '101' }, 422],
    ['a limit that is no number', { limit: 'ten' }, 422],
    ['an unknown theme', { theme: 'astronomie' }, 422],
    ['a cursor of somebody else', { next: 'MTg.dGhlIG5leHQ' }, 400],
  ])('to %s are as described', async (_, query, status) => {
    const { read } = await setup();
    expect((await ask(read, { route: 'GET /v1/events', query })).statusCode).toBe(status);
  });
});
