import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { drain, person, postRegistration, readInbox, useStage } from '../support/stage.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'];
const views = [
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'desktop, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
] as const;

it('no page of a registration keeps anybody out, by axe', { timeout: 120_000 }, async () => {
  const stage = await useStage();
  await postRegistration(stage, 'formation-bureautique-en-ligne--s1', 'axe', person(1));
  await drain(stage);
  const [mail] = await readInbox(stage);
  const mine = /\/inscriptions\/[\w-]+/.exec(mail?.body.text ?? '')?.[0] ?? 'no link';
  const paths = [
    '/',
    '?theme=cybersecurite',
    '?q=introuvable&access=vi',
    '/evenements/robots-et-code-8-12',
    '/evenements/permanence-diagnostic-cyber',
    '/evenements/classes-metiers-du-numerique',
    '/evenements/diagnostic-ia-pme-industrielles',
    '/evenements/robots-et-code-8-12/inscriptions/confirmee',
    mine,
    `${mine}?enregistre=1`,
    `${mine}/liberer`,
    `${mine}/modifier`,
    '/mes-inscriptions',
    '/mes-inscriptions/envoye',
    '/confidentialite',
    '/accessibilite',
    '/mentions-legales',
    '/nulle-part',
  ];

  const browser = await useBrowser();
  const found: string[] = [];
  for (const { name, ...view } of views) {
    const page = await (await browser.newContext({ ...view, bypassCSP: true })).newPage();
    for (const path of paths) {
      for (const language of ['', '/en']) {
        await page.goto(`${stage.site}${language}${path === '/' && language !== '' ? '' : path}`);
        found.push(...(await violations(page, `${name} ${language}${path}`)));
      }
    }
    await page.goto(`${stage.site}/evenements/robots-et-code-8-12`);
    await page.locator('form[method=post]').evaluate((form) => form.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: 'S’inscrire' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    found.push(...(await violations(page, `${name} with errors`)));

    await page.getByLabel('Nom', { exact: true }).fill('Weber');
    await page.getByLabel('Adresse électronique', { exact: true }).fill('sonia@gmial.com');
    await page.getByRole('radio').and(page.locator(':enabled')).first().check();
    await page.getByRole('button', { name: 'S’inscrire' }).click();
    await page.getByText('Vouliez-vous dire').first().waitFor();
    found.push(...(await violations(page, `${name} with a question about the address`)));

    await page.goto(`${stage.site}${mine}/modifier`);
    await page.getByLabel('Nom', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
    found.push(...(await violations(page, `${name} with an error in a correction`)));
  }
  expect(found).toEqual([]);
});

async function violations(page: Page, where: string): Promise<string[]> {
  const { violations: all } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return all.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where}: ${id} ${html.slice(0, 120)}`));
}
