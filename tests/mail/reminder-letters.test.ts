import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import type { ReminderKind } from '../../shared/domain/reminders.ts';
import type { MailContext } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { reminderMail } from '../../shared/mail/reminders.ts';
import { aContext, anotherSession } from './contexts.ts';

// Monday 8 November 2027, 8:30, in Essey-lès-Nancy
const at = (now: string, more: Parameters<typeof aContext>[0] = {}): MailContext => ({
  ...aContext(more),
  now: instant(now),
});
const written = async (kind: ReminderKind, context: MailContext) => {
  const { subject, text } = await writeMail(kind, context);
  return { subject: subject.replaceAll('\u00a0', ' '), text: text.replaceAll('\u00a0', ' ') };
};

const online = {
  event: {
    attendanceMode: 'online',
    onlineAccessLink: 'https://meet.example/42',
    title: { fr: 'RGPD', en: 'GDPR' },
  },
} as const;
const short = {
  event: { title: { fr: 'RGPD', en: 'GDPR' } },
  venue: { name: 'Maison du livre, de l’image, du son et des arts numériques' },
};
const english = { registration: { language: 'en' } } as const;

describe('a reminder tells when it is', () => {
  it.each([
    ['A9', at('2027-11-01T09:00:00+01:00', short), 'Dans une semaine : RGPD'],
    ['A9', at('2027-11-03T09:00:00+01:00', short), 'Bientôt : RGPD'],
    ['A9', at('2027-11-01T09:00:00+01:00', { ...short, ...english }), 'In one week: GDPR'],
    ['A10', at('2027-11-06T09:00:00+01:00', short), 'Venez-vous toujours lundi 8 novembre ? RGPD'],
    [
      'A10',
      at('2027-11-06T09:00:00+01:00', { ...short, ...english }),
      'Are you still coming on Monday 8 November? GDPR',
    ],
    ['A11', at('2027-11-08T05:30:00+01:00', short), 'Tout à l’heure : RGPD, 8 h 30'],
    ['A11', at('2027-11-07T18:00:00+01:00', short), 'Demain : RGPD, 8 h 30'],
    ['A11', at('2027-11-06T18:00:00+01:00', short), 'Lundi 8 novembre : RGPD, 8 h 30'],
    ['A11', at('2027-11-06T18:00:00+01:00', { ...short, ...english }), 'Monday 8 November: GDPR, 8:30 am'],
    ['A11', at('2027-11-07T18:00:00+01:00', { ...short, ...english }), 'Tomorrow: GDPR, 8:30 am'],
    ['A12', at('2027-11-08T07:30:00+01:00', online), 'Votre lien pour 8 h 30 : RGPD'],
    ['A12', at('2027-11-07T18:00:00+01:00', online), 'Votre lien pour demain, 8 h 30 : RGPD'],
    ['A12', at('2027-11-06T18:00:00+01:00', online), 'Votre lien pour lundi 8 novembre, 8 h 30 : RGPD'],
    ['A12', at('2027-11-08T07:30:00+01:00', { ...online, ...english }), 'Your link for 8:30 am: GDPR'],
  ] as const)('%s in its subject', async (kind, context, subject) => {
    expect((await written(kind, context)).subject).toBe(subject);
  });

  it('and the place, where there is room', async () => {
    const venue = { venue: { name: 'Le Totem' } };
    const { subject } = await written('A11', at('2027-11-08T05:30:00+01:00', { ...short, ...venue }));
    expect(subject).toBe('Tout à l’heure : RGPD, 8 h 30, Le Totem');
  });

  it.each(['A9', 'A10', 'A11', 'A12'] as const)(
    '%s in at most 60 characters, with part of a long title',
    async (kind) => {
      for (const language of ['fr', 'en'] as const) {
        const { subject } = await written(
          kind,
          at('2027-11-06T18:00:00+01:00', { registration: { language } }),
        );
        expect([...subject].length).toBeLessThanOrEqual(60);
        expect(subject).toMatch(language === 'fr' ? /Petit/ : /Cyber/);
      }
    },
  );
});

describe('what it says', () => {
  const asked = (more: Parameters<typeof aContext>[0], peopleWaiting = 0) =>
    written('A10', { ...at('2027-11-06T09:00:00+01:00', more), peopleWaiting });

  it('until when the seat is kept for somebody who does not answer, where others may come in', async () => {
    const { text } = await asked({});
    expect(text).toContain('Votre séance commence lundi 8 novembre à 8 h 30, à Essey-lès-Nancy.');
    expect(text).toContain('votre place reste réservée jusqu’à 8 h 40.');
    expect((await asked({ registration: { partySize: 2 } })).text).toContain('vos places restent réservées');
    expect((await asked({ event: { attendanceMode: 'online' } })).text).toContain(
      'votre place reste réservée.',
    );
  });

  it.each([
    [0, {}, undefined],
    [1, {}, 'Une personne attend une place.'],
    [7, {}, 'Sept personnes attendent une place.'],
    [11, {}, '11 personnes attendent une place.'],
    [1, english, 'One person is waiting for a seat.'],
    [7, english, 'Seven people are waiting for a seat.'],
  ])('that %i wait, and never that nobody does', async (people, more, sentence) => {
    const { text } = await asked(more, people);
    if (sentence === undefined) expect(text).not.toMatch(/attend/);
    else expect(text).toContain(sentence);
  });

  it('the ticket on the day, the link online, and how to end reminders', async () => {
    const today = await writeMail('A11', at('2027-11-08T05:30:00+01:00'));
    expect(today.qrCode).toBeDefined();
    expect(today.calendar).toBeUndefined();
    expect(today.unsubscribe).toMatch(/\/sans-rappels$/);
    const { text } = await written('A12', at('2027-11-08T07:30:00+01:00', online));
    expect(text).toContain('Rejoindre la séance\nhttps://meet.example/42');
    expect(text).toMatch(/Ne plus recevoir de rappels\nhttps:\S+\/sans-rappels\n/);
    expect((await writeMail('A1', aContext())).unsubscribe).toBeUndefined();
  });

  it('of a week each session, with its own two answers, in one language', async () => {
    const one = at('2027-11-06T09:00:00+01:00', english);
    const other = { ...aContext(), session: anotherSession, now: one.now, peopleWaiting: 2 };
    const { subject, text, unsubscribe } = await reminderMail('A10', [one, other]);
    expect(subject.replaceAll('\u00a0', ' ')).toBe(
      'Are you still coming? Your 2 sessions from Monday 8 November on',
    );
    expect(text.match(/I am coming\n\S+\/je-viens\nI release my seat\n\S+\/liberer/g)).toHaveLength(2);
    expect(text).toContain('Two people are waiting for a seat.');
    expect(text).not.toMatch(/séance|place/);
    expect(unsubscribe).toMatch(/\/en\/inscriptions\/[\w-]+\/sans-rappels$/);
  });
});
