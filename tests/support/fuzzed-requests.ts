import * as fc from 'fast-check';
import { routes } from '../../functions/routes.ts';
import { plus } from '../../shared/domain/instant.ts';
import { now } from './edition.ts';
import type { Sent } from './site.ts';

/** What exists: for each hole in a path what would fit, and the token a form needs. */
export type Known = {
  readonly holes: Readonly<Record<string, readonly string[]>>;
  readonly formToken: string;
};

/** Shows unescaped in a page only if somebody forgot to escape. */
export const markup = '<img src=x onerror=alert(1)>';

const hostile = [
  '',
  ' ',
  '.',
  '..',
  '../../etc/passwd',
  '__proto__',
  'constructor',
  'prototype.polluted',
  'toString',
  'null',
  'undefined',
  'true',
  '-1',
  '0',
  '1e308',
  '999999999999999999999',
  'NaN',
  markup,
  '"><script>alert(1)</script>',
  '{{constructor.constructor("return 1")()}}',
  `\${7*7}%s%n`,
  "' OR 1=1 --",
  'a\r\nBcc: victime@example.org',
  '\u0000',
  '\u202egpj.exe',
  '\ud800',
  'a'.repeat(9_000),
  `e${'\u0301'.repeat(40)}`,
  '👨‍👩‍👧‍👦'.repeat(200),
  'عمر',
  'REGISTRATION#x',
  'javascript:alert(1)',
  '%',
  '%2e%2e%2f',
];
const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'binary', maxLength: 40 }));

const encoded = (value: string): string => encodeURIComponent(value.toWellFormed());

function urls({ holes }: Known) {
  const wrong = text.map(encoded);
  const fitting = (hole: string) => {
    const fits = holes[hole];
    if (fits === undefined) throw new Error(`Nothing is known that fits {${hole}}`);
    return fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...fits) },
      { weight: 1, arbitrary: fc.oneof(wrong, fc.constantFrom(...Object.values(holes).flat())) },
    );
  };
  const templated = fc
    .constantFrom(...routes.filter(({ key }) => key !== '$default').map(({ key }) => key))
    .chain((key) => {
      const [method = 'GET', template = '/'] = key.split(' ');
      const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
      return fc.tuple(...names.map(fitting)).map((values) => ({ method, url: filled(template, values) }));
    });
  const wild = fc
    .array(fc.oneof(wrong, fc.string({ maxLength: 8 })), { maxLength: 5 })
    .map((parts) => ({ method: 'GET', url: `/${parts.join('/')}` }));
  const posts = templated.filter(({ method }) => method !== 'GET' && method !== 'HEAD');
  return fc.oneof(
    { weight: 4, arbitrary: templated },
    { weight: 5, arbitrary: posts },
    { weight: 1, arbitrary: wild },
  );
}

const filled = (template: string, values: readonly string[]): string => {
  const rest = values.values();
  return template.replace(/\{\w+\}/g, () => rest.next().value ?? '');
};

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'FESTIVAL'];
const pairs = (names: fc.Arbitrary<string>) => fc.array(fc.tuple(names, text), { maxLength: 6 });

const queries = pairs(
  fc.oneof(fc.constantFrom('q', 'theme', 'day', 'commune', 'audience', 'access', 'free'), text),
).map((given) => given.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&'));

const headers = fc.record(
  {
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=latin1',
      'application/merge-patch+json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/octet-stream',
      'JSON',
      '',
    ),
    'idempotency-key': fc.oneof(fc.constantFrom('key', 'other', '', 'é', 'k'.repeat(300)), text),
    origin: fc.constantFrom('http://localhost:3000', 'https://evil.example', 'null', '::'),
    'sec-fetch-site': fc.constantFrom('same-origin', 'cross-site', 'none', markup),
    cookie: fc.constantFrom('a=b', '__proto__=1; x', '=;=;'),
    'x-http-method-override': fc.constantFrom('DELETE', 'POST'),
    'x-forwarded-for': text,
    'accept-language': text,
    'accept-encoding': fc.constantFrom('gzip', 'br, gzip', '*;q=0', markup),
    'if-none-match': fc.constantFrom('*', 'W/"x"', '",",'),
    'content-encoding': fc.constantFrom('gzip', 'br'),
    'transfer-encoding': fc.constantFrom('chunked'),
  },
  { requiredKeys: [] },
);

/** What a person would send, one or two of its fields spoilt, or more fields than there are. */
function fields({ holes, formToken }: Known) {
  const { sessionId = [] } = holes;
  const values = fc.oneof(text, fc.jsonValue(), fc.double(), fc.bigInt().map(String));
  const sound = fc.record(
    {
      lastName: fc.constantFrom('Durand', 'Ng', '李'),
      firstName: fc.constantFrom('Léa', 'O’Brien'),
      email: fc.integer({ min: 0, max: 200 }).map((person) => `personne.${person}@example.org`),
      partySize: fc.integer({ min: 1, max: 5 }),
      session: fc.constantFrom(...sessionId),
      token: fc.constantFrom(formToken, formToken, formToken, 'forged'),
      language: fc.constantFrom('fr', 'en'),
      join: fc.boolean(),
      minimumSeats: fc.integer({ min: 1, max: 4 }),
      'question-metier': fc.constant('charpentière'),
    },
    { requiredKeys: ['lastName', 'email', 'partySize', 'session', 'token'] },
  );
  const names = [
    ...['lastName', 'email', 'partySize', 'session', 'token', 'website', 'take', 'answers', 'audience'],
    ...['status', 'capacity', 'organiserId', 'checkedIn', 'held', 'next', '__proto__', 'constructor', 'pk'],
  ];
  const spoilt = fc.dictionary(fc.oneof(fc.constantFrom(...names), text), values, { maxKeys: 3 });
  return fc.oneof(
    { weight: 6, arbitrary: sound.map((body): Record<string, unknown> => body) },
    { weight: 5, arbitrary: fc.tuple(sound, spoilt).map(([one, other]) => ({ ...one, ...other })) },
    { weight: 1, arbitrary: spoilt },
  );
}

const deep = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);
const rawBodies = fc.constantFrom(
  '{"__proto__":{"polluted":true},"lastName":"Durand"}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"lastName":"a","lastName":"b","email":"a@example.org","email":"b@example.org","partySize":1}',
  '{"partySize":1e999,"lastName":"a","email":"a@example.org"}',
  deep(1_000, '[', ']'),
  deep(1_500, '{"a":', '1}').replace(/1\}$/, ''),
  '{',
  'null',
  '"text"',
  '[]',
  '\u{feff}{}',
  '__proto__[polluted]=true&constructor[prototype][polluted]=true',
  'a[b][c][d][e][f][g][h]=1&a[]=2&a[__proto__]=3',
  `lastName=${'a'.repeat(20_000)}`,
  `{"note":"${'a'.repeat(20_000)}"}`,
  Array.from({ length: 1_500 }, (_, field) => `f${field}=1`).join('&'),
  '%E0%A4%A=%',
);

type Body = Pick<Sent, 'body'> & { readonly type?: string };
const json = 'application/json';
const form = 'application/x-www-form-urlencoded';

/** Without what only the form has, unless it was spoilt in just that. */
const asJson = ({ session, token, 'question-metier': _, ...body }: Record<string, unknown>): Body => ({
  type: json,
  body: JSON.stringify({ ...body, ...(session !== undefined && token === 'forged' && { session }) }),
});

const asForm = (body: Record<string, unknown>): Body => ({
  type: form,
  body: Object.entries(body)
    .map(([name, value]) => `${encoded(name)}=${encoded(String(value))}`)
    .join('&'),
});

/** One body for whichever of the two stacks it meets, and now and then for the other one. */
const bodies = (known: Known): fc.Arbitrary<Readonly<Record<'page' | 'endpoint', Body>>> =>
  fc.oneof(
    {
      weight: 10,
      arbitrary: fields(known).map((body) => ({ page: asForm(body), endpoint: asJson(body) })),
    },
    {
      weight: 1,
      arbitrary: fields(known).map((body) => ({ page: asJson(body), endpoint: asForm(body) })),
    },
    {
      weight: 3,
      arbitrary: fc
        .oneof(
          rawBodies,
          fc.uint8Array({ maxLength: 64 }).map((bytes) => Buffer.from(bytes)),
        )
        .map((body) => ({ page: { type: form, body }, endpoint: { type: json, body } })),
    },
    { weight: 1, arbitrary: fc.constant({ page: {}, endpoint: {} }) },
  );

const keyed = (key: number): Record<string, string> => ({ 'idempotency-key': `key ${key}` });

const seldom = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

/** Requests to every route of the site, most of them wrong in one way or several. */
export const fuzzedRequests = (known: Known): fc.Arbitrary<Sent> =>
  fc
    .record({
      target: urls(known),
      otherMethod: seldom(fc.constantFrom(...methods)),
      query: seldom(queries),
      headers: fc.oneof(
        { weight: 1, arbitrary: headers },
        { weight: 4, arbitrary: fc.integer({ min: 0, max: 50 }).map(keyed) },
      ),
      body: bodies(known),
      later: fc.constantFrom({ hours: 0 }, { hours: 0 }, { hours: 1 }, { hours: 24 * 90 }),
    })
    .map(({ target: { method, url }, otherMethod, query, headers: given, body: either, later }) => {
      const own = otherMethod ?? method;
      const { type, body = '' } = either[url.startsWith('/v1/') ? 'endpoint' : 'page'];
      return {
        method: own,
        url: query === undefined ? url : `${url}?${query}`,
        headers: { ...(type !== undefined && { 'content-type': type }), ...given },
        body: own === 'GET' || own === 'HEAD' ? '' : body,
        now: plus(now, later),
      };
    });
