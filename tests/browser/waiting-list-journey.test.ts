import { expect, it } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { drain, person, postRegistration, type RunningStage, readInbox, useStage } from '../support/stage.ts';

const slug = 'demarches-en-ligne-sans-stress';
const session = `${slug}--s1`;
const seats = 10;
const address = 'monique.martin@example.org';

it('without JavaScript: from a full event to its list, the offer, a seat and its ticket', {
  timeout: 90_000,
}, async () => {
  const stage = await useStage();
  for (let number = 0; number < seats; number++)
    expect((await postRegistration(stage, session, `seat-${number}`, person(number))).status).toBe(202);
  const browser = await useBrowser();
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();

  await page.goto(`${stage.site}/evenements/${slug}`);
  await page.getByRole('heading', { level: 2, name: 'Complet' }).waitFor();
  await page.getByLabel('Nom', { exact: true }).fill('Martin');
  await page.getByLabel('Adresse électronique', { exact: true }).fill(address);
  await page.getByRole('button', { name: 'S’inscrire sur la liste d’attente' }).click();
  await page.waitForURL('**/inscriptions/en-attente');
  await drain(stage);
  await page.goto(await linkIn(stage, 'Liste d’attente', address));
  await page.getByText('parmi les 5 premières personnes').waitFor();

  const seated = await linkIn(stage, 'Inscription confirmée', person(3).email);
  await page.goto(`${seated}/liberer`);
  await page.getByRole('button', { name: /Libérer ma place/ }).click();
  await drain(stage);

  await page.goto(`${await linkIn(stage, 'Une place se libère', address)}/accepter`);
  await page.locator('main form button').click();
  await page.locator('img[src$="billet.svg"]').waitFor();
  await drain(stage);
  const ticket = await linkIn(stage, 'Inscription confirmée', address);
  expect(page.url()).toBe(ticket);
  expect(await context.cookies()).toEqual([]);
  expect(Object.values(stage.access()).flatMap(({ denied }) => denied)).toEqual([]);
});

async function linkIn(stage: RunningStage, subject: string, to: string): Promise<string> {
  const mail = (await readInbox(stage)).find(
    (one) => one.subject.startsWith(subject) && one.destination.to.join().includes(to),
  );
  return /http:\S+\/inscriptions\/[\w-]+/.exec(mail?.body.text ?? '')?.[0] ?? `no mail “${subject}”`;
}
