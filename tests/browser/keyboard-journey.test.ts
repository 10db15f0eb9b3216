import { expect, it } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { drain, readInbox, tell, useStage } from '../support/stage.ts';
import { useKeyboard } from './keyboard.ts';

const title = 'Atelier réparation\u00a0: redonner vie à son ordinateur';
const address = 'sonia.weber@example.org';

const formStops = [
  'Combien de personnes, vous compris\u202f?',
  'Nom',
  'Prénom (optionnel)',
  'Adresse électronique',
  'Vous venez en tant que (optionnel)',
  'Avez-vous besoin d’un aménagement\u202f?',
  'S’inscrire',
  'En savoir plus sur vos données',
];

it('by keyboard and without JavaScript: from the programme to a seat and back, the focus in order and in sight', {
  timeout: 120_000,
}, async () => {
  const stage = await useStage();
  const browser = await useBrowser();
  const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const { step, press, type, goTo, focused } = await useKeyboard(page);

  await page.goto(stage.site);
  expect((await step()).name).toBe('Aller au contenu');
  await press('Enter');
  expect(await step()).toMatchObject({ role: 'link', within: 'main' });

  await goTo('Plus de filtres');
  await press('Space');
  await goTo('Jour');
  while ((await focused()).value !== 'samedi 13 novembre') await step('ArrowDown');
  await goTo('Encore des places');
  await press('Space');
  await goTo('Appliquer');
  await press('Enter');
  await page.waitForURL('**/?*day=2027-11-13*free=1');
  await goTo(title);
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: title }).waitFor();

  await goTo('S’inscrire');
  await press('Enter');
  for (const name of formStops) expect((await step()).name).toBe(name);
  await goTo('Nom', 'Shift+Tab');
  await type('Weber');
  await goTo('Adresse électronique');
  await type('sonia.weber');
  await press('Enter');

  await page.getByRole('alert').waitFor();
  expect(await page.title()).toMatch(/^Erreur\u00a0: Atelier/);
  expect(await focused()).toMatchObject({ role: 'alert' });
  await tell(stage, '/clock', { advance: 'PT1M' }); // nobody reads and types within the half second of a script
  const reason = await step();
  expect(reason).toMatchObject({ role: 'link', within: 'main' });
  await press('Enter');
  const wrong = await focused();
  expect(wrong).toMatchObject({ name: 'Adresse électronique', value: 'sonia.weber', invalid: true });
  expect(wrong.description).toContain(reason.name);
  await goTo('Nom', 'Shift+Tab');
  expect(await focused()).toMatchObject({ value: 'Weber', invalid: false });
  await goTo('Adresse électronique');
  await type(address);
  await goTo('S’inscrire');
  await press('Space');
  await page.waitForURL('**/inscriptions/confirmee');

  await drain(stage);
  const [mail] = (await readInbox(stage)).filter(({ subject }) =>
    subject.startsWith('Inscription confirmée'),
  );
  await page.goto(/http:\S+\/inscriptions\/[\w-]+/.exec(mail?.body.text ?? '')?.[0] ?? 'no link');
  await goTo('Libérer ma place');
  await press('Enter');
  await page.waitForURL('**/liberer');
  await goTo('Libérer ma place');
  expect((await focused()).role).toBe('button');
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: /libérée/ }).waitFor();
});
