import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Store } from '../../shared/store/client.ts';
import type { Item } from '../../shared/store/item.ts';
import type { Reply } from '../../shared/web/reply.ts';
import { expectWellFormedRefusal, securityHeaders } from '../support/answers.ts';
import { dump } from '../support/dump.ts';
import { useEngine } from '../support/engine.ts';
import { fuzzedRequests, markup } from '../support/fuzzed-requests.ts';
import { populatedSite } from '../support/populated-site.ts';

const freshStore = useEngine();
const REQUESTS = 20_000;
const SEED = 20_271_018;

async function setup() {
  const site = await populatedSite(await freshStore());
  return { ...site, writes: countWrites(site.store) };
}

/** Counts the writes that the table has taken. */
function countWrites({ db }: Store): () => number {
  let writes = 0;
  db.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const answer = await next(args);
        if (/^(Put|Update|Delete|Transact|BatchWrite)/.test(commandName)) writes += 1;
        return answer;
      },
    { step: 'initialize', name: 'countWrites' },
  );
  return () => writes;
}

const unpack: Readonly<Record<string, (packed: Buffer) => Buffer>> = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
};
function read({ headers = {}, body = '', isBase64Encoded = false, ...reply }: Reply): Reply {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const encoding = headers['content-encoding'];
  const plain = encoding === undefined ? bytes : unpack[String(encoding)]?.(bytes);
  return { ...reply, headers, body: String(plain) };
}

/** A refusal may fence claims that nobody was granted: their numbers are passed over and never used. */
const withoutFences = (items: Readonly<Record<string, Item>>) =>
  Object.values(items).map(({ next: _, ...item }) => item);

it(`answers ${REQUESTS} spoilt requests soundly and stores nothing for those it refuses`, async () => {
  const { store, send, known, writes } = await setup();
  const inherited = Reflect.ownKeys(Object.prototype);
  const answers = new Map<number, number>();
  let stored = await dump(store);

  await fc.assert(
    fc.asyncProperty(fuzzedRequests(known), async (request) => {
      const writesBefore = writes();
      const answered = await send(request);
      if (answered === undefined) return;
      const reply = read(answered.reply);
      const { statusCode: status = 0, headers = {}, body = '' } = reply;
      answers.set(status, (answers.get(status) ?? 0) + 1);

      expect(status).toBeLessThan(500);
      expect(headers).toMatchObject(securityHeaders);
      expect(Object.values(headers).join('')).toMatch(/^[\x20-\x7e]*$/);
      if (status >= 400) expectWellFormedRefusal(reply);
      if (status === 303) expect(headers.location).toMatch(/^\/(?!\/)/);
      if (String(headers['content-type']).startsWith('text/html')) expect(body).not.toContain(markup);

      if (writes() === writesBefore) return;
      const before = stored;
      stored = await dump(store);
      expect(['GET', 'HEAD', 'OPTIONS', 'TRACE']).not.toContain(request.method);
      if (status >= 400) expect(withoutFences(stored)).toEqual(withoutFences(before));
    }),
    { numRuns: REQUESTS, seed: SEED },
  );

  expect(Reflect.ownKeys(Object.prototype)).toEqual(inherited);
  for (const status of [200, 202, 303, 400, 403, 404, 405, 409, 413, 415, 422])
    expect(answers.get(status), `answers of ${status}`).toBeGreaterThan(10);
}, 120_000);
