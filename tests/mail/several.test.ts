import { describe, expect, it } from 'vitest';
import type { RegistrationKey } from '../../shared/domain/ids.ts';
import { linksOf } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { linksMail, type Several, summaryMail } from '../../shared/mail/several.ts';
import { aContext, anotherSession, weekend } from './contexts.ts';

const N = '\u00a0';
const first = aContext();
const second = aContext({
  registration: { status: 'waiting', key: 'ff'.repeat(8) as RegistrationKey },
  session: anotherSession,
});
const both: Several = [first, second];

describe('the links of somebody who asked for them', () => {
  it('are in one mail, each with its session, its state and its link', () => {
    const { subject, text, to, replyTo } = linksMail(both, 'fr');
    expect(subject).toBe('Votre lien d’accès à vos inscriptions');
    expect([to.address, replyTo.address]).toEqual(['sonia@menuiserie.example', 'bonjour@open.example']);
    expect(text).toContain(`Bonjour Sonia,

Vous avez demandé à retrouver vos inscriptions. Les voici, chacune avec son lien.

Vos inscriptions

Petit-déjeuner cyber${N}: dix gestes simples pour votre TPE
lundi 8 novembre 2027, de${N}8${N}h${N}30${N}à${N}10${N}h
Confirmée
Hôtel d’entreprises de la Porte Verte, 12 rue des Érables, 54270 Essey-lès-Nancy
1${N}personne
Code du billet${N}: 4XC-7GS
Voir cette inscription
${linksOf(first).myRegistration}

Petit-déjeuner cyber${N}: dix gestes simples pour votre TPE
mardi 9 novembre 2027, de${N}14${N}h${N}à${N}16${N}h${N}30
Sur la liste d’attente
`);
    expect(text).toContain(linksOf(second).myRegistration);
  });

  it('speak the language of the page they were asked on, whichever each was made in', () => {
    const { subject, text, html } = linksMail(both, 'en');
    expect(subject).toBe('Your link to your bookings');
    expect(text).toContain('On the waiting list');
    expect(text).toContain('https://open.example/en/inscriptions/');
    expect(html).toContain('<html lang="en"');
  });

  it('are one sentence when there is one', () => {
    expect(linksMail([first], 'fr').text).toContain(`Vous en avez une${N}; voici son lien.`);
  });
});

describe('a summary', () => {
  it('goes to the address without a tag, where there is one', () => {
    const tagged = aContext({ registration: { email: 'sonia+b@menuiserie.example' } });
    expect(summaryMail([tagged, first]).to.address).toBe('sonia@menuiserie.example');
    expect(summaryMail([tagged]).to.address).toBe('sonia+b@menuiserie.example');
  });

  it('stays below 30 kB with the twenty registrations it may hold', () => {
    const twenty = Array.from({ length: 20 }, () => first);
    const { text, html } = summaryMail([first, ...twenty.slice(1)]);
    expect(Buffer.byteLength(text) + Buffer.byteLength(html)).toBeLessThan(27_000);
  });
});

it('a confirmation warns of another registration at the same time, and leads to it', async () => {
  const other = aContext({
    session: weekend,
    registration: { key: 'ff'.repeat(8) as RegistrationKey, language: 'en' },
  });
  const { text, html } = await writeMail('A1', { ...first, overlapping: [other] });
  expect(text).toContain(
    `Cette séance chevauche votre inscription à «${N}Petit-déjeuner cyber${N}: dix gestes simples pour votre TPE${N}», ` +
      `samedi 13 novembre 2027, de${N}9${N}h${N}à${N}22${N}h, dimanche 14 novembre 2027, de${N}8${N}h${N}30${N}à${N}17${N}h. ` +
      `Voir cette inscription
${linksOf(first).myRegistration.replace(/\/[\w-]+$/, '')}`,
  );
  expect(html).toContain('Cette séance chevauche');
});
