import type { Browser, Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';

const FIRST_VIEW_BYTES = 14_000;
const FIRST_VIEW_REQUESTS = 5;

const paths = [
  '/',
  '/en',
  '/?theme=cybersecurite',
  '/evenements/robots-et-code-8-12',
  '/en/evenements/permanence-diagnostic-cyber',
  '/evenements/robots-et-code-8-12/inscriptions/confirmee',
  '/confidentialite',
];

it('a first view is a few small answers of ours, and a second one none', { timeout: 120_000 }, async () => {
  const { site } = await useStage();
  const browser = await useBrowser();
  for (const path of paths) {
    const { requests, bytes, cookies, again } = await firstView(browser, `${site}${path}`);
    expect([path, requests.filter((url) => new URL(url).origin !== new URL(site).origin)]).toEqual([
      path,
      [],
    ]);
    expect([path, requests.length <= FIRST_VIEW_REQUESTS]).toEqual([path, true]);
    expect([path, bytes > 1_000 && bytes <= FIRST_VIEW_BYTES]).toEqual([path, true]);
    expect([path, cookies, again]).toEqual([path, [], []]);
  }
});

/** A page met for the first time, then left and met again. */
async function firstView(browser: Browser, url: string) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const asked: Request[] = [];
  page.on('requestfinished', (request) => asked.push(request));
  await page.goto(url, { waitUntil: 'networkidle' });

  const needed = asked.filter((request) =>
    /^(document|stylesheet|font|script)$/.test(request.resourceType()),
  );
  const sizes = await Promise.all(needed.map((request) => request.sizes()));
  const first = {
    requests: asked.map((request) => request.url()),
    bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
  };

  asked.length = 0;
  await page.goto('about:blank');
  await page.goBack({ waitUntil: 'networkidle' });
  const again = (
    await Promise.all(
      asked.map(async (request) => ((await request.sizes()).responseBodySize > 0 ? request.url() : '')),
    )
  ).filter((it) => it !== '');
  const cookies = await context.cookies();
  await context.close();
  return { ...first, cookies, again };
}
