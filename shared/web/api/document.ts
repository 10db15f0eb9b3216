import * as z from 'zod/mini';
import { caching } from '../caching.ts';
import { type ProblemCode, RETRY_AFTER_SECONDS } from '../reply.ts';
import type { Operation, Parameter } from './operation.ts';
import { named, operations } from './operations.ts';
import { exampleOf, problems } from './problems.ts';

type About = { readonly routes: readonly string[]; readonly siteUrl: string; readonly version: string };

const inPath: Readonly<Record<string, Parameter>> = {
  slug: {
    about: 'The name of the event in its address.',
    schema: z.string(),
    example: 'preparer-le-forum-cv-pitch',
  },
  sessionId: { about: 'As events list it.', schema: z.string(), example: 'preparer-le-forum-cv-pitch--s1' },
  token: {
    about: 'The last part of the link in the confirmation; it is a secret of its bearer.',
    schema: z.string(),
  },
};

/** The JSON API in OpenAPI 3.1, from its routes, its schemas and what is said beside them. */
export const openApi = ({ routes, siteUrl, version }: About) => ({
  openapi: '3.1.1',
  info: {
    title: 'Passerelle',
    version,
    description:
      'Events of the edition and registrations for them. Refusals are problem details (RFC 9457) with a stable `code`. ' +
      'Fields may be added to answers: ignore those you do not know.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: siteUrl }],
  tags: [...new Set(routes.flatMap((key) => (operations[key] ? [tagOf(key)] : [])))].map((name) => ({
    name,
  })),
  paths: paths(routes),
  components: { schemas: components() },
});

function paths(routes: readonly string[]) {
  const found: Record<string, Record<string, object>> = {};
  for (const key of routes) {
    const operation = operations[key];
    const [method = '', path = ''] = key.split(' ');
    if (operation !== undefined)
      found[path] = { ...found[path], [method.toLowerCase()]: described(key, operation) };
  }
  return found;
}

function described(key: string, operation: Operation) {
  const { summary, about, query = {}, headers = {}, body, answers } = operation;
  const parameters = [
    ...[...key.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => parameter('path', name, inPath[name])),
    ...Object.entries(query).map(([name, asked]) => parameter('query', name, asked)),
    ...Object.entries(headers).map(([name, asked]) => parameter('header', name, asked)),
  ];
  return {
    operationId: operationIdOf(key),
    tags: [tagOf(key)],
    summary,
    ...(about !== undefined && { description: about }),
    parameters,
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: ofRequest(body), examples: body.examples } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { about: description, schema, example }]) => [
          status,
          { description, content: { 'application/json': { schema: referenceTo(schema), example } } },
        ]),
      ),
      ...(caching[key] !== undefined && {
        304: { description: 'What you hold is still good: `If-None-Match`' },
      }),
      ...refusals([...operation.problems, ...ofAnyRoute(key)]),
    },
  };
}

/** What the stack in front of every endpoint may answer. */
const ofAnyRoute = (key: string): readonly ProblemCode[] =>
  key.startsWith('GET ')
    ? ['unavailable', 'failed']
    : ['malformed', 'too_large', 'unsupported_type', 'unavailable', 'failed'];

const parameter = (place: 'path' | 'query' | 'header', name: string, asked: Parameter | undefined) => ({
  name,
  in: place,
  required: place !== 'query',
  description: asked?.about ?? '',
  schema: jsonSchema(asked?.schema ?? z.string(), 'input'),
  ...(asked?.example !== undefined && { example: asked.example }),
});

function refusals(codes: readonly ProblemCode[]) {
  const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((code) => `\`${code}\`: ${problems[code].when}`).join(' '),
        ...(status === problems.unavailable.status && { headers: { 'Retry-After': retryAfter } }),
        content: {
          'application/problem+json': {
            schema: {
              allOf: [
                { $ref: '#/components/schemas/Problem' },
                { properties: { status: { const: status }, code: { enum: ofStatus } } },
              ],
            },
            examples: Object.fromEntries(ofStatus.map((code) => [code, { value: exampleOf(code) }])),
          },
        },
      },
    ]),
  );
}

const retryAfter = {
  description: 'When to ask again, in seconds.',
  schema: { type: 'integer', minimum: 1 },
  example: RETRY_AFTER_SECONDS,
};

/** `POST /v1/sessions/{sessionId}/registrations` is `postSessionsRegistrations`. */
const operationIdOf = (key: string): string =>
  key
    .replace('/v1', '')
    .replace(/\/\{\w+\}$/, '/one')
    .replace(/\{\w+\}/g, '')
    .replace(/^\w+/, (method) => method.toLowerCase())
    .replace(/[ /.]+(\w)?/g, (_, letter: string | undefined = '') => letter.toUpperCase());

const tagOf = (key: string): string => (key.includes('registrations') ? 'registrations' : 'events');

function ofRequest({ schema, fields }: NonNullable<Operation['body']>) {
  const { properties = {}, ...rest } = jsonSchema(schema, 'input');
  return {
    ...rest,
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, known]) => [name, { ...Object(known), ...fields[name] }]),
    ),
  };
}

const registry = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries<z.ZodMiniType>(named)) registry.add(schema, { id });

const referenceTo = (schema: z.ZodMiniType) => ({ $ref: uriOf(registry.get(schema)?.id ?? '') });
const uriOf = (id: string) => `#/components/schemas/${id}`;

function components() {
  const { schemas } = z.toJSONSchema(registry, { uri: uriOf, override: readably('output') });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, schema]),
  );
}

function jsonSchema(schema: z.ZodMiniType, io: 'input' | 'output') {
  const { $schema: _schema, ...shown } = z.toJSONSchema(schema, { io, override: readably(io) });
  return shown;
}

/** Leaves out what a reader does not need: answers may grow, formats have names, integers are safe ones. */
const readably =
  (io: 'input' | 'output') =>
  ({ jsonSchema: shown }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    if (io === 'output' && shown.additionalProperties === false) delete shown.additionalProperties;
    delete shown.readOnly;
    if (shown.format !== undefined) delete shown.pattern;
    if (shown.minimum === Number.MIN_SAFE_INTEGER) delete shown.minimum;
    if (shown.maximum === Number.MAX_SAFE_INTEGER) delete shown.maximum;
  };
