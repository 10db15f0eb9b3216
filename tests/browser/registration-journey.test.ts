import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { drain, type Mail, type RunningStage, readInbox, useStage } from '../support/stage.ts';

const title = 'Atelier réparation\u00a0: redonner vie à son ordinateur';
const address = 'sonia.weber@example.org';

it('without JavaScript: from the programme to a seat, the mail, the calendar file and back', {
  timeout: 90_000,
}, async () => {
  const stage = await useStage();
  const browser = await useBrowser();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();

  await page.goto(stage.site);
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();

  await fill(page, { Nom: 'Weber', 'Adresse électronique': 'sonia.weber' });
  await submitWithoutBrowserChecks(page);
  const summary = page.getByRole('alert');
  await summary.waitFor();
  expect(page.url()).toBe(`${stage.site}/evenements/atelier-reparation-ordinateurs/inscriptions`);
  expect(await page.title()).toMatch(/^Erreur/);
  expect(await page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Weber');
  await summary.getByRole('link').first().click();
  expect(page.url()).toMatch(/#email$/);

  await fill(page, { 'Adresse électronique': address, 'Prénom (optionnel)': 'Sonia' });
  await page.getByRole('button', { name: 'S’inscrire' }).click();
  await page.waitForURL('**/inscriptions/confirmee');
  await page.reload();
  expect(await page.content()).not.toContain(address);
  await page.getByText('Rien reçu').waitFor();

  await drain(stage);
  const confirmation = await theMail(stage, 'Inscription confirmée');
  expect(confirmation.destination.to.join()).toContain(address);
  expect(confirmation.attachments.map(({ contentType }) => contentType.split(';')[0])).toContain(
    'text/calendar',
  );

  await page.goto(linkIn(confirmation));
  await page.getByRole('heading', { level: 1 }).waitFor();
  const code = /[2-9A-Z]{3}-[2-9A-Z]{3}/.exec(confirmation.body.text ?? '')?.[0] ?? 'no code';
  expect(await page.textContent('main')).toContain(code);
  const calendar = await context.request.get(`${linkIn(confirmation)}/agenda.ics`);
  expect(calendar.headers()['content-type']).toContain('text/calendar');
  const [event] = new ICAL.Component(ICAL.parse(await calendar.text())).getAllSubcomponents('vevent');
  expect(new ICAL.Event(event).summary).toBe(title);

  await page.getByRole('link', { name: /Libérer ma place/ }).click();
  await page.getByRole('button', { name: /Libérer ma place/ }).click();
  await page.getByRole('heading', { level: 1, name: /libérée/ }).waitFor();
  expect(await page.textContent('main')).not.toContain(code);

  await drain(stage);
  expect((await theMail(stage, 'votre place est libérée')).destination.to.join()).toContain(address);
  expect(await context.cookies()).toEqual([]);
  expect(Object.values(stage.access()).flatMap(({ denied }) => denied)).toEqual([]);
});

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values))
    await page.getByLabel(label, { exact: true }).fill(value);
}

/** A browser would stop a wrong address itself: we want the server's answer. */
async function submitWithoutBrowserChecks(page: Page): Promise<void> {
  await page
    .locator('form[method=post]')
    .first()
    .evaluate((form) => form.setAttribute('novalidate', ''));
  await page.getByRole('button', { name: 'S’inscrire' }).click();
}

async function theMail(stage: RunningStage, subject: string): Promise<Mail> {
  const found = (await readInbox(stage)).filter((mail) => mail.subject.includes(subject));
  expect([subject, found.length]).toEqual([subject, 1]);
  return found[0] as Mail;
}

const linkIn = ({ body }: Mail): string =>
  /http:\S+\/inscriptions\/[\w-]+/.exec(body.text ?? '')?.[0] ?? 'no link';
