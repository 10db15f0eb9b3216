import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { languages } from '../../shared/domain/language.ts';
import { launchBrowser } from '../support/browser.ts';
import { everyMail } from './every-mail.ts';
import { entries } from './pages-and-states.ts';
import { showEverything } from './shown-stages.ts';

const folder = join('.local', 'screenshots');
const phone = { width: 390, height: 844 };
const desktop = { width: 1280, height: 900 };
const looks = [
  { look: 'phone light', viewport: phone, colorScheme: 'light' },
  { look: 'phone dark', viewport: phone, colorScheme: 'dark' },
  { look: 'desktop light', viewport: desktop, colorScheme: 'light' },
  { look: 'desktop dark', viewport: desktop, colorScheme: 'dark' },
] as const;

const data = mkdtempSync(join(tmpdir(), 'passerelle-screenshots-'));
const taken: { readonly name: string; readonly file: string }[] = [];
const total = (entries.length * looks.length + 18) * languages.length;

/** Pictures of everything a person may be shown, for the eye. */
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
process.stdout.write('Two stages start…\n');
const shown = await showEverything(data);
const browser = await launchBrowser();
try {
  const context = await browser.newContext();
  await Promise.all(
    languages.map(async (language) => {
      const page = await context.newPage();
      for (const entry of entries) {
        await page.setViewportSize(phone);
        await shown.show(page, entry, language);
        for (const { look, viewport, colorScheme } of looks) {
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme });
          await take(page, `${entry.name} ${language} ${look}`);
        }
      }
    }),
  );
  const page = await context.newPage();
  await page.setViewportSize(phone);
  for (const { name, language, html } of await everyMail()) {
    await page.setContent(html);
    await take(page, `courriel ${name} ${language}`);
  }
  writeFileSync(join(folder, 'index.html'), index());
  process.stdout.write(`\n${taken.length} pictures: ${join(folder, 'index.html')}\n`);
} finally {
  await browser.close();
  await shown.stop();
  rmSync(data, { recursive: true, force: true });
}

async function take(page: Page, name: string): Promise<void> {
  const file = `${name.replaceAll(' ', '-')}.png`;
  await page.screenshot({ path: join(folder, file), fullPage: true });
  taken.push({ name, file });
  if (process.stdout.isTTY || taken.length % 50 === 0) process.stdout.write(`\r${taken.length}/${total} `);
}

function index(): string {
  const pictures = taken
    .toSorted((one, other) => one.name.localeCompare(other.name))
    .map(({ name, file }) => `<a href="${file}"><img loading="lazy" src="${file}" alt=""><br>${name}</a>`);
  const style =
    'body{font:14px system-ui;display:flex;flex-wrap:wrap;gap:24px}a{width:260px}img{width:100%;border:1px solid #ccc}';
  return `<!doctype html><meta charset="utf-8"><title>Passerelle</title><style>${style}</style>${pictures.join('\n')}`;
}
