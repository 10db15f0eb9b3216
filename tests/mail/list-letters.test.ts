import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import type { MessageKind, Registration } from '../../shared/domain/registration.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { aContext } from './contexts.ts';

const N = '\u00a0';
const until = instant('2027-11-07T12:00:00+01:00');
const write = (kind: MessageKind, registration: Partial<Registration>, position?: number) =>
  writeMail(kind, { ...aContext({ registration }), position });

describe('a mail about a seat that is not sure yet', () => {
  it.each([
    [
      'A2',
      { status: 'pending', until },
      'Confirmez votre adresse pour garder votre place',
      'Confirmer mon inscription',
      'confirmer',
    ],
    [
      'A5',
      { status: 'offered', until },
      `Une place se libère${N}: à confirmer avant le 7 nov. à 12${N}h`,
      'Je prends la place',
      'accepter',
    ],
    [
      'A6',
      { status: 'invited' },
      `Dernières places${N}: Petit-déjeuner cyber${N}: dix gestes…`,
      'Je prends la place',
      'accepter',
    ],
    [
      'A4',
      { status: 'waiting', entry: '1' },
      `Liste d’attente${N}: Petit-déjeuner cyber${N}: dix gestes simples…`,
      'Voir mon inscription',
      '',
    ],
    [
      'A7',
      { status: 'waiting', lapses: 1 },
      'Votre place a été proposée à quelqu’un d’autre',
      'Voir mon inscription',
      '',
    ],
    [
      'A8',
      { status: 'invited' },
      `La place vient d’être prise${N}: vous restez sur la liste`,
      'Voir mon inscription',
      '',
    ],
  ] as const)(
    '%s names what to do, and gives no ticket and no calendar file',
    async (kind, registration, subject, action, page) => {
      const mail = await write(kind, registration);
      expect(mail.subject).toBe(subject);
      expect(mail.text).toMatch(
        new RegExp(`${action}\nhttps://open.example/inscriptions/[\\w-]+${page && `/${page}`}\n`),
      );
      expect(mail.text).not.toContain('4XC');
      expect([mail.qrCode, mail.calendar]).toEqual([undefined, undefined]);
    },
  );

  it('says until when the seat is held, in days and hours of Paris', async () => {
    expect((await write('A5', { status: 'offered', until })).text).toContain(
      `Elle est à vous jusqu’au dimanche 7 novembre à 12${N}h.`,
    );
    expect((await write('A5', { status: 'offered', until, language: 'en', partySize: 3 })).text).toContain(
      `3 seats have just come free. They are yours until Sunday 7 November, midday.`,
    );
  });

  it.each([
    [1, 'parmi les 5 premières'],
    [5, 'parmi les 5 premières'],
    [6, 'parmi les 10 premières'],
    [50, 'parmi les 50 premières'],
    [51, `Plus de 50${N}personnes attendent`],
  ])('promises number %i no more than a band', async (position, band) => {
    expect((await write('A4', { status: 'waiting', entry: '1' }, position)).text).toContain(band);
  });

  it('tells whether somebody whose time ran out still waits', async () => {
    expect((await write('A7', { status: 'waiting', lapses: 1 })).text).toContain('Vous restez sur la liste');
    expect((await write('A7', { status: 'lapsed', lapses: 2 })).text).toContain('n’êtes plus sur la liste');
    expect((await write('A7', { status: 'lapsed' })).text).toContain('pas confirmé votre adresse à temps');
  });

  it('thanks who leaves the list or declines, without speaking of a seat they never had', async () => {
    const leaving = await write('A13', { status: 'released', entry: '1' });
    expect(leaving.text).toContain('vous n’êtes plus sur la liste d’attente');
    expect(leaving.calendar).toBeUndefined();
    expect((await write('A13', { status: 'declined' })).text).toContain('à la personne suivante');
    expect((await write('A13', { status: 'released' })).calendar?.method).toBe('CANCEL');
  });
});
