import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { languages } from '../../shared/domain/language.ts';
import { useBrowser } from '../support/browser.ts';
import { entries } from './pages-and-states.ts';
import { showEverything } from './shown-stages.ts';

const WORKERS = 3; // two cores, and a page that waits for its answer needs none

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'];
/** What depends on size and colours; everything else is a matter of the document, and asked once. */
const ofTheView = ['color-contrast', 'target-size'];
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
const otherViews = [
  { view: 'phone, dark', size: phone, colorScheme: 'dark' },
  { view: 'desktop', size: desktop, colorScheme: 'light' },
  { view: 'desktop, dark', size: desktop, colorScheme: 'dark' },
] as const;

it('no page in any state keeps anybody out, by axe: phone and desktop, light and dark, narrow and large', {
  timeout: 240_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const shown = await showEverything(folder);
  onTestFinished(shown.stop);
  const context = await (await useBrowser()).newContext({ bypassCSP: true });
  const left = entries.flatMap((entry) => languages.map((language) => ({ entry, language })));
  const found: string[] = [];

  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      const page = await context.newPage();
      for (let next = left.pop(); next !== undefined; next = left.pop()) {
        const { entry, language } = next;
        const where = `${entry.name} (${language})`;
        await page.setViewportSize(phone);
        await page.emulateMedia({ colorScheme: 'light' });
        const status = await shown.show(page, entry, language);
        if (status !== (entry.status ?? 200)) found.push(`${where}: answered ${status}`);
        if (entry.status === 422) found.push(...(await unannounced(page)).map((what) => `${where}: ${what}`));
        found.push(...(await violations(page, where)));
        for (const { view, size, colorScheme } of otherViews) {
          await page.setViewportSize(size);
          await page.emulateMedia({ colorScheme });
          found.push(...(await violations(page, `${where}, ${view}`, ofTheView)));
        }
        found.push(...(await overflowing(page)).map((what) => `${where}: ${what}`));
      }
    }),
  );
  expect(found).toEqual([]);
});

async function violations(page: Page, where: string, rules?: readonly string[]): Promise<string[]> {
  const again = `axe.run({ runOnly: { type: 'rule', values: ${JSON.stringify(rules)} }, resultTypes: ['violations'] })`;
  const { violations: all } =
    rules === undefined
      ? await new AxeBuilder({ page })
          .setLegacyMode(true)
          .options({ runOnly: tags, rules: { 'target-size': { enabled: true } } })
          .analyze()
      : await page.evaluate<AxeResults>(again); // axe is there from the first time
  return all.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id} ${html.slice(0, 120)}`));
}
type AxeResults = Awaited<ReturnType<AxeBuilder['analyze']>>;

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
