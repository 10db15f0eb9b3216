import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as z from 'zod/mini';
import { routes } from '../../functions/routes.ts';
import { openApi } from '../../shared/web/api/document.ts';
import type { Reply } from '../../shared/web/reply.ts';

const Content = z.object({
  schema: z.unknown(),
  example: z.optional(z.unknown()),
  examples: z.optional(z.record(z.string(), z.object({ value: z.unknown() }))),
});
const Operation = z.object({
  parameters: z.array(
    z.object({
      name: z.string(),
      in: z.string(),
      schema: z.unknown(),
      example: z.optional(z.unknown()),
      description: z.string(),
    }),
  ),
  requestBody: z.optional(z.object({ content: z.object({ 'application/json': Content }) })),
  responses: z.record(
    z.string(),
    z.object({ description: z.string(), content: z._default(z.record(z.string(), Content), {}) }),
  ),
});
const Description = z.object({
  paths: z.record(z.string(), z.record(z.string(), Operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
});

const known: ReadonlySet<string> = new Set(routes.map(({ key }) => key));

/** The description as it goes over the wire. */
export const description: Record<string, unknown> = JSON.parse(
  JSON.stringify(
    openApi({
      routes: routes.map(({ key }) => key),
      siteUrl: 'https://passerelle.example',
      version: '1.2.3',
    }),
  ),
);
const read = Description.parse(description);

/** `GET /v1/events` and what is said of it. */
export const described: ReadonlyMap<string, z.infer<typeof Operation>> = new Map(
  Object.entries(read.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  ),
);

/** Answers may grow for readers; ours hold nothing that is not described. */
const ajv = addFormats.default(new Ajv2020({ allErrors: true, strict: false }));
ajv.addSchema({ $id: 'api', components: { schemas: closed(read.components.schemas, true) } });
const compiled = new Map<string, ValidateFunction>();

/** What is wrong with a value by a schema of the description; an empty list is nothing. */
export function faults(schema: unknown, value: unknown): readonly string[] {
  const text = JSON.stringify(schema).replaceAll('"#/', '"api#/');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text));
  compiled.set(text, validate);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** What is wrong with an answer by the description of its route; everything beside the JSON API is right. */
export function misdescribed(
  routeKey: string,
  { statusCode = 200, headers = {}, body = '' }: Reply,
): readonly string[] {
  const key = routeKey.replace(/^HEAD /, 'GET ');
  if (!key.includes(' /v1/') || !known.has(key)) return [];
  const answer = described.get(key)?.responses[statusCode];
  if (answer === undefined) return [`${statusCode} is not described for ${key}: say it in shared/web/api`];
  if (body === '')
    return Object.keys(answer.content).length === 0 ? [] : [`${key} ${statusCode} says nothing`];
  const [type = ''] = String(headers['content-type']).split(';');
  const content = answer.content[type];
  return content === undefined
    ? [`${key} ${statusCode} is not described as ${type}`]
    : faults(content.schema, JSON.parse(body));
}

function closed(schema: unknown, isName = false): unknown {
  if (Array.isArray(schema)) return schema.map((one) => closed(one));
  if (typeof schema !== 'object' || schema === null) return schema;
  const inner = Object.fromEntries(
    Object.entries(schema).map(([name, value]) => [name, closed(value, !isName && name === 'properties')]),
  );
  return !isName && 'properties' in inner ? { additionalProperties: false, ...inner } : inner;
}
