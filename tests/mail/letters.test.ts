import { describe, expect, it } from 'vitest';
import { linksOf } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { aContext, anotherSession, sixMails, weekend } from './contexts.ts';

const N = '\u00a0'; // no-break
const T = '\u202f'; // narrow no-break
const groups = { ...aContext().event.registration, mode: 'group' } as const;

describe('a confirmation', () => {
  it('says in French everything needed to come, in plain text with plain no-break spaces', async () => {
    const context = aContext();
    const { subject, text } = await writeMail('A1', context);
    const { myRegistration, release, agenda } = linksOf(context);
    expect(subject).toBe(`Inscription confirmée${N}: Petit-déjeuner…, 8 nov. à 8${N}h${N}30`);
    expect(text).toBe(`Bonjour Sonia,

Votre inscription est confirmée.

Petit-déjeuner cyber${N}: dix gestes simples pour votre TPE
lundi 8 novembre 2027, de${N}8${N}h${N}30${N}à${N}10${N}h
Hôtel d’entreprises de la Porte Verte, 12 rue des Érables, 54270 Essey-lès-Nancy
1${N}personne
Accès${N}: Bus 15, arrêt Porte Verte
Accessibilité${N}: handicap moteur

Code du billet${N}: 4XC-7GS
À l’entrée, montrez ce code ou dites-le${N}: cela suffit.

Voir mon inscription
${myRegistration}

Un empêchement${N}? Libérez votre place. Quelqu’un d’autre en profitera.
${release}

Un agenda toujours à jour, même si une séance change${N}? S’abonner à mes inscriptions
${agenda}

La séance est jointe à ce message, pour votre agenda.

Une question${N}? Répondez à ce message, ou écrivez à club@dirigeants.example

À bientôt,
Club des dirigeants
Open du numérique

--${' '}
Vous recevez ce message parce que votre adresse a servi à cette inscription. Ce n’était pas vous${N}? Libérez la place avec le lien ci-dessus et n’en tenez pas compte.
Vos données personnelles
https://open.example/confidentialite
`);
  });

  it('says the same in English to those who chose it, with English links', async () => {
    const context = aContext({ registration: { language: 'en' } });
    const { subject, text } = await writeMail('A1', context);
    expect(subject).toBe(`You are registered: Cyber breakfast: ten…, 8 Nov at 8:30${N}am`);
    expect(text).toContain(`Hello Sonia,

You are registered.

Cyber breakfast: ten simple habits for your small business
Monday 8 November 2027, 8:30${N}am${N}to${N}10${N}am
Hôtel d’entreprises de la Porte Verte, 12 rue des Érables, 54270 Essey-lès-Nancy
1${N}person
Getting there: Bus 15, arrêt Porte Verte
Accessibility: reduced mobility

Ticket code: 4XC-7GS
At the door, show this code or say it: that is all we need.
`);
    expect(text).toContain(`https://open.example/en/inscriptions/`);
  });

  it('sets narrow spaces in HTML and marks what is only written in French for English readers', async () => {
    const french = await writeMail('A1', aContext());
    expect(french.html).toContain(`Un empêchement${T}? `);
    const context = aContext({ registration: { language: 'en' }, event: { title: { fr: 'Ciné-débat' } } });
    const { html } = await writeMail('A1', context);
    expect(html).toContain('<html lang="en">');
    expect(html).toMatch(/<h1[^>]* lang="fr"[^>]*>Ciné-débat<\/h1>/);
    expect(html).toContain('<span lang="fr">Bus 15, arrêt Porte Verte</span>');
  });

  it.each([
    ['by the first name', {}, 'Bonjour Sonia,'],
    ['by the only name there is', { firstName: undefined, lastName: 'Ng' }, 'Bonjour Ng,'],
    ['with names unchanged', { firstName: "D'Arc--Dupont" }, "Bonjour D'Arc--Dupont,"],
  ])('greets people %s', async (_, registration, greeting) => {
    expect((await writeMail('A1', aContext({ registration }))).text.split('\n')[0]).toBe(greeting);
  });

  it('gives a class its headcount and its establishment', async () => {
    const context = aContext({
      registration: { partySize: 32, establishment: 'Collège Callot' },
      event: { registration: groups },
    });
    expect((await writeMail('A1', context)).text).toContain(`\n32${N}personnes, Collège Callot\n`);
  });

  it('lists every time of a weekend and joins a calendar file for each', async () => {
    const { text, calendar } = await writeMail('A1', aContext({ session: weekend }));
    expect(text).toContain(
      `samedi 13 novembre 2027, de${N}9${N}h${N}à${N}22${N}h\ndimanche 14 novembre 2027, de${N}8${N}h${N}30${N}à${N}17${N}h\n`,
    );
    expect(text).toContain(`Les 2 séances sont jointes`);
    expect(calendar?.files.map(({ name }) => name)).toEqual(['seance-1.ics', 'seance-2.ics']);
  });

  it('gives the access link to those who come online, and to them alone', async () => {
    const event = { onlineAccessLink: 'https://visio.example/r', attendanceMode: 'mixed' } as const;
    const online = await writeMail('A1', aContext({ event, session: { online: true } }));
    expect(online.text).toContain(`\nEn ligne\n1${N}personne\nLien d’accès${N}: https://visio.example/r\n`);
    expect(online.text).not.toContain('Porte Verte');
    const onSite = await writeMail('A1', aContext({ event }));
    expect(JSON.stringify(onSite)).not.toContain('visio.example');
    const left = aContext({ event, session: { online: true }, registration: { status: 'released' } });
    expect(JSON.stringify(await writeMail('A13', left))).not.toContain('visio.example');
  });

  it('says where wheelchairs cannot go, and never repeats what somebody asked for', async () => {
    const { text } = await writeMail(
      'A1',
      aContext({
        venue: { accessibility: { hi: true, ii: false, mi: false, pi: false, vi: false } },
        registration: { accommodation: 'une boucle magnétique' },
      }),
    );
    expect(text).toContain(`Accessibilité${N}: lieu non accessible en fauteuil roulant`);
    expect(text).toContain('Votre demande d’aménagement est enregistrée');
    expect(text).not.toContain('boucle');
  });
});

describe('a release', () => {
  it('thanks, and shows the way back without a ticket', async () => {
    const context = aContext({ registration: { status: 'released', rev: 2, partySize: 2 } });
    const { subject, text, qrCode, calendar } = await writeMail('A13', context);
    expect(subject).toBe('Merci, votre place est libérée');
    expect(text).toContain(`prévenus${N}: vos 2 places sont libérées, d’autres en profiteront.`);
    expect(text).toContain(`Vous changez d’avis${N}? Inscrivez-vous de nouveau.`);
    expect(text).toContain('https://open.example/evenements/petit-dejeuner-cyber\n');
    expect(text).not.toMatch(/4XC|inscriptions\//);
    expect(qrCode).toBeUndefined();
    expect(calendar?.method).toBe('CANCEL');
  });
});

describe('a second request', () => {
  it('is answered with what exists already', async () => {
    const { subject, text } = await writeMail('A28', aContext());
    expect(subject).toBe(`Votre inscription existe déjà${N}: Petit-déjeuner cyber${N}: dix…`);
    expect(text).toContain('4XC-7GS');
    expect(text).not.toContain('autre séance');
  });

  it('for another session says which, and how to change', async () => {
    const { text } = await writeMail('A28', aContext({ asked: anotherSession }));
    expect(text).toContain(
      `autre séance${N}: mardi 9 novembre 2027, de${N}14${N}h${N}à${N}16${N}h${N}30. Pour changer`,
    );
    expect(text).toContain(
      'Voir la page de l’événement\nhttps://open.example/evenements/petit-dejeuner-cyber',
    );
  });

  it('gives no ticket to those who have no seat yet', async () => {
    const { text, qrCode, calendar } = await writeMail(
      'A28',
      aContext({ registration: { status: 'waiting' } }),
    );
    expect(text).not.toContain('4XC');
    expect([qrCode, calendar]).toEqual([undefined, undefined]);
  });
});

describe.each(sixMails)('$kind in $language', ({ kind, context }) => {
  it('is light, says the same in HTML and text, and fetches nothing', async () => {
    const { subject, text, html, qrCode } = await writeMail(kind, context);
    expect([...subject].length).toBeLessThanOrEqual(60);
    expect(`${subject}${text}`).not.toContain(T);
    expect(Buffer.byteLength(html + text)).toBeLessThan(30_000);
    expect(qrCode?.length ?? 0).toBeLessThanOrEqual(2_048);
    expect(html).not.toMatch(/<(img|link|script|iframe)[^>]+(src|href)="(?!cid:)/);
    expect(html).not.toMatch(/url\(|@import/);
    const shown = plain(html);
    for (const line of text.split(/\n|\. /).filter((words) => words !== '-- ' && !words.startsWith('http')))
      expect(shown).toContain(squeezed(line));
    for (const link of text.match(/https:\/\/\S+/g) ?? []) expect(html).toContain(`href="${link}"`);
  });
});

describe('what people and organisers wrote', () => {
  it.each(['<img src=x onerror=alert(1)>', '{{constructor}} %s', '$' + '{7*7}', '"><script>', 'Rock & Roll'])(
    'is shown as it is: %s',
    async (title) => {
      const { html, text } = await writeMail('A1', aContext({ event: { title: { fr: title } } }));
      expect(text).toContain(`\n${title}\n`);
      expect(html).not.toMatch(/<img src=x|<script/);
      expect(plain(html)).toContain(squeezed(title));
    },
  );

  it('starts no new line in a subject or a greeting', async () => {
    const hostile = aContext({
      event: { title: { fr: 'Titre\r\nBcc: v@x.example' } },
      registration: { firstName: 'Bob\nTo: v@x.example' },
    });
    const { subject, text, to } = await writeMail('A28', hostile);
    expect(`${subject}${to.name}`).not.toMatch(/[\r\n]/);
    expect(text.split('\n')[0]).toBe('Bonjour Bob To: v@x.example,');
  });
});

const squeezed = (text: string) => text.replaceAll(/[\s:]+/g, '');
const plain = (html: string) =>
  squeezed(
    html
      .replace(/^.*<\/head>/s, '')
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&'),
  );
