import { describe, expect, it } from 'vitest';
import { programme } from '../../functions/programme/programme.ts';
import { importEdition } from '../../infra/commands/edition/import-edition.ts';
import { languages } from '../../shared/domain/language.ts';
import { assetPath } from '../../shared/web/assets.ts';
import { now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { ask, quietLogger, siteUrl } from '../support/requests.ts';
import { aSample, sampleText } from '../support/sample-edition.ts';

const freshStore = useEngine();

/** What fits into the first round trip of a connection: ten packets. */
const FIRST_VIEW_BYTES = 14_000;
const EVENT_PAGE_ELEMENTS = 300;
const FIRST_VIEW_REQUESTS = 5;

const notices = ['confidentialite', 'accessibilite', 'mentions-legales'];
const slugs = aSample().events.map(({ slug }) => slug);

async function setup() {
  const store = await freshStore();
  await importEdition({ store, text: sampleText });
  const handler = programme({
    store,
    keys: async () => testKeys,
    clock: () => now,
    logger: quietLogger,
    siteUrl,
    version: 'test',
    timeLimit: () => AbortSignal.timeout(10_000),
  });

  async function view(route: string, path: Record<string, string> = {}) {
    const [plain, sent] = [
      await ask(handler, { route, path }),
      await ask(handler, { route, path, headers: { 'accept-encoding': 'gzip' } }),
    ];
    expect([route, path, plain.statusCode]).toEqual([route, path, 200]);
    return {
      body: plain.body ?? '',
      headers: plain.headers ?? {},
      bytes: Buffer.byteLength(sent.body ?? '', 'base64'),
      cookies: plain.cookies,
    };
  }
  const stylesheet = await view('GET /assets/{file}', { file: assetPath.stylesheet.replace('/assets/', '') });
  const pages = await Promise.all(
    languages.flatMap((language) => {
      const [start, under] = language === 'fr' ? ['/', ''] : ['/en', '/en'];
      const page = async (
        kind: 'programme' | 'event' | 'outcome' | 'notice',
        route: string,
        path?: Record<string, string>,
      ) => ({
        name: `${language} ${path?.slug ?? ''} ${route}`,
        kind,
        ...(await view(route, path)),
      });
      return [
        page('programme', `GET ${start}`),
        ...notices.map((notice) => page('notice', `GET ${under}/${notice}`)),
        ...slugs.flatMap((slug) => [
          page('event', `GET ${under}/evenements/{slug}`, { slug }),
          page('outcome', `GET ${under}/evenements/{slug}/inscriptions/{outcome}`, {
            slug,
            outcome: 'confirmee',
          }),
        ]),
      ];
    }),
  );
  return { pages, stylesheet };
}

describe('every public page of the sample edition, in both languages', () => {
  it('fits with its stylesheet into the first round trip', async () => {
    const { pages, stylesheet } = await setup();
    expect(pages).toHaveLength(2 * (1 + 3 + 2 * 50));
    const heavy = pages
      .map(({ name, bytes }) => ({ name, bytes: bytes + stylesheet.bytes }))
      .filter(({ bytes }) => bytes > FIRST_VIEW_BYTES);
    expect(heavy).toEqual([]);
  });

  it(`has at most ${EVENT_PAGE_ELEMENTS} elements where it is about one event`, async () => {
    const { pages } = await setup();
    const crowded = pages
      .filter(({ kind }) => kind !== 'programme')
      .map(({ name, body }) => ({ name, elements: body.match(/<[a-z]/g)?.length ?? 0 }))
      .filter(({ elements }) => elements > EVENT_PAGE_ELEMENTS);
    expect(crowded).toEqual([]);
  });

  it('asks for little, all of it from us, runs nothing and sets no cookie', async () => {
    const { pages } = await setup();
    for (const { name, body, headers, cookies } of pages) {
      const loaded = [
        ...body.matchAll(/<(?:link|img|script|iframe|source|object|embed|video|audio)\b[^>]*>/g),
      ].map(([tag]) => tag);
      const fetched = loaded.filter(
        (tag) => !/rel="(alternate|canonical)"/.test(tag) && !/type="application\/ld\+json"/.test(tag),
      );
      const addresses = fetched.map((tag) => /(?:src|href|data)="([^"]*)"/.exec(tag)?.[1] ?? tag);
      expect([name, addresses.filter((address) => !/^(\/(?!\/)|data:)/.test(address))]).toEqual([name, []]);
      expect([name, 1 + new Set(addresses).size <= FIRST_VIEW_REQUESTS]).toEqual([name, true]);
      expect([name, cookies, headers['set-cookie']]).toEqual([name, undefined, undefined]);
      expect([name, /<script(?! type="application\/ld\+json")|<style| style=| on\w+=/.exec(body)]).toEqual([
        name,
        null,
      ]);
    }
  });
});
