import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { type Language, languages } from '../../shared/domain/language.ts';
import { useBrowser } from '../support/browser.ts';
import { entries } from './pages-and-states.ts';
import { showEverything } from './shown-stages.ts';

const WORKERS = 3; // two cores, and a page that waits for its answer needs none

const everything = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'],
  rules: { 'target-size': { enabled: true } },
};
/** What depends on the look; all else is a matter of the document, and asked once. */
const ofTheLook: axe.RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'target-size'] } };

const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
/** Every page in every language narrow and wide, by day and by night; in all four ways once per page. */
const looks = {
  fr: [
    { look: 'phone', size: phone, colorScheme: 'light' },
    { look: 'desktop, dark', size: desktop, colorScheme: 'dark' },
  ],
  en: [
    { look: 'desktop', size: desktop, colorScheme: 'light' },
    { look: 'phone, dark', size: phone, colorScheme: 'dark' },
  ],
} as const satisfies Readonly<Record<Language, unknown>>;

it('no page in any state keeps anybody out, by axe: phone and desktop, light and dark, narrow and large', {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [shown, browser] = await Promise.all([showEverything(folder), useBrowser()]);
  onTestFinished(shown.stop);
  const context = await browser.newContext();
  await context.addInitScript({ content: axe.source });
  const left = entries.flatMap((entry) => languages.map((language) => ({ entry, language })));
  const found: string[] = [];

  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const page = await context.newPage();
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const { entry, language } = next;
        const [first, second] = looks[language];
        await take(page, first);
        const status = await shown.show(page, entry, language);
        const wrong = [
          ...(status === (entry.status ?? 200) ? [] : [`answered ${status}`]),
          ...(entry.status === 422 ? await unannounced(page) : []),
          ...(await violations(page, first, everything)),
        ];
        await take(page, second);
        wrong.push(...(await violations(page, second, ofTheLook)), ...(await overflowing(page)));
        found.push(...wrong.map((what) => `${entry.name} (${language}): ${what}`));
      }
    }),
  );
  expect(found).toEqual([]);
});

type Look = (typeof looks)[Language][number];

async function take(page: Page, { size, colorScheme }: Look): Promise<void> {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme });
}

function violations(page: Page, { look }: Look, options: axe.RunOptions): Promise<readonly string[]> {
  const asked = JSON.stringify({ ...options, resultTypes: ['violations'] });
  const named = `\`${look}: \${id} \${html.slice(0, 120)}\``;
  return page.evaluate(
    `axe.run(${asked}).then((told) => told.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ${named})))`,
  );
}

/** A form that comes back must say so in its title, and put the focus where the reason is read out. */
async function unannounced(page: Page): Promise<readonly string[]> {
  const role = 'document.activeElement?.getAttribute("role")';
  await page.waitForFunction(`${role} === 'alert'`, undefined, { timeout: 3_000 }).catch(() => {});
  const focus = await page.evaluate(role);
  const title = await page.title();
  return [
    ...(focus === 'alert' ? [] : [`the focus is on ${focus}, not on the alert`]),
    ...(/^(Erreur|Error)/.test(title) ? [] : [`its title is ${title}`]),
  ];
}

/** Reading must never need scrolling to the side: at 320 px, and with letters twice as large on a phone. */
async function overflowing(page: Page): Promise<readonly string[]> {
  const wider = 'document.documentElement.scrollWidth > document.documentElement.clientWidth';
  await page.setViewportSize({ width: 320, height: 640 });
  const narrow = await page.evaluate<boolean>(wider);
  await page.setViewportSize(phone);
  const large = await page.evaluate<boolean>(`document.documentElement.style.fontSize = '212.5%', ${wider}`);
  return [
    ...(narrow ? ['scrolls to the side at 320 px'] : []),
    ...(large ? ['scrolls to the side at 200 % text'] : []),
  ];
}
