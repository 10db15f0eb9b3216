import { expect, it } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { useStage } from '../support/stage.ts';

const path = '/evenements/atelier-reparation-ordinateurs';

it('an event tells machines what it is within the security policy, and prints without what paper cannot do', {
  timeout: 60_000,
}, async () => {
  const stage = await useStage();
  const browser = await useBrowser();
  const page = await (await browser.newContext({ colorScheme: 'dark' })).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));

  await page.goto(`${stage.site}${path}`, { waitUntil: 'networkidle' });
  const told = await page.locator('script[type="application/ld+json"]').textContent();
  expect(JSON.parse(told ?? '')).toMatchObject({
    '@graph': [{ '@type': 'Event', isAccessibleForFree: true }],
  });
  expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(`${stage.site}${path}`);
  expect(complaints).toEqual([]);

  const address = page.getByText(`${stage.site}${path}`, { exact: true });
  const onScreenOnly = ['nav', 'form', '.jump', 'footer'];
  const shown = async () =>
    (await Promise.all(onScreenOnly.map((one) => page.locator(one).first().isVisible()))).concat(
      !(await address.isVisible()),
    );
  expect(await shown()).toEqual([true, true, true, true, true]);
  await page.emulateMedia({ media: 'print' });
  expect(await shown()).toEqual([false, false, false, false, false]);
  expect(await page.getByRole('heading', { level: 1 }).isVisible()).toBe(true);
  expect(await page.evaluate('getComputedStyle(document.documentElement).backgroundColor')).toBe(
    'rgb(255, 255, 255)',
  );
});
