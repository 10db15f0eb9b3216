import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { drain, type Mail, readInbox, useStage } from '../support/stage.ts';

const slip = 'sonia.weber@gmial.com';
const address = 'sonia.weber@gmail.com';

it('without JavaScript: from a slip in the address to a corrected name, a larger party and its mail', {
  timeout: 90_000,
}, async () => {
  const stage = await useStage();
  const browser = await useBrowser();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const mails = async (subject: string): Promise<readonly Mail[]> => {
    await drain(stage);
    return (await readInbox(stage)).filter((mail) => mail.subject.includes(subject));
  };

  await page.goto(`${stage.site}/evenements/robots-et-code-8-12`);
  const field = (label: string) => page.getByLabel(label, { exact: true });
  await field('Nom').fill('Webber');
  await field('Adresse électronique').fill(slip);
  await page.getByRole('radio').and(page.locator(':enabled')).first().check();
  await page.getByRole('button', { name: 'S’inscrire' }).click();
  await page.getByRole('alert').getByText('Rien n’est encore réservé').waitFor();
  expect(await mails('')).toEqual([]);
  await page.getByRole('button', { name: `Utiliser ${address}` }).click();
  await page.waitForURL('**/inscriptions/confirmee');

  const [confirmation, ...others] = await mails('Inscription confirmée');
  expect([confirmation?.destination.to.join(), others]).toEqual([expect.stringContaining(address), []]);
  await page.goto(/http:\S+\/inscriptions\/[\w-]+/.exec(confirmation?.body.text ?? '')?.[0] ?? 'no link');
  await page.getByRole('link', { name: 'Modifier mon inscription' }).click();

  await field('Nom').fill('');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByRole('alert').getByRole('link', { name: 'Indiquez votre nom' }).click();
  expect(page.url()).toMatch(/#lastName$/);
  await field('Nom').fill('Weber');
  await field('Combien de personnes, vous compris\u202f?').selectOption('2');
  await page.getByRole('button', { name: 'Enregistrer' }).click();

  await page.getByRole('status').getByText('C’est enregistré').waitFor();
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('status');
  expect(await page.textContent('main')).toMatch(/Weber.*2\u00a0personnes/s);
  const [change, ...more] = await mails('Modification enregistrée\u00a0: 2\u00a0personnes');
  expect(more).toEqual([]);
  const [before, after] = [confirmation, change].map(entryIn);
  expect(after?.uid).toBe(before?.uid);
  expect([before?.sequence, after?.sequence]).toEqual([1, 2]);
  expect(Object.values(stage.access()).flatMap(({ denied }) => denied)).toEqual([]);
});

function entryIn(mail: Mail | undefined): ICAL.Event | undefined {
  const file = mail?.attachments.find(({ contentType }) => contentType.startsWith('text/calendar'));
  const text = Buffer.from(file?.content ?? '', 'base64').toString();
  const [entry] = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  return entry && new ICAL.Event(entry);
}
