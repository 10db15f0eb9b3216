import { describe, expect, it } from 'vitest';
import { instant } from '../../shared/domain/instant.ts';
import { languages } from '../../shared/domain/language.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import { linksOf } from '../../shared/mail/context.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { aContext, anotherSession } from './contexts.ts';

const N = '\u00a0';
const until = instant('2027-11-07T12:00:00+01:00');
const HTML_MAX_BYTES = 30_000;

const about = (
  registration: Partial<Registration>,
  status: 'rescheduled' | 'postponed' | 'cancelled' = 'rescheduled',
) => aContext({ registration, event: { status }, session: { rev: 1 } });
const moved = (registration: Partial<Registration>) => writeMail('A15', about(registration));

describe('a change', () => {
  it.each([
    ['fr', `Changement${N}: Petit-déjeuner cyber, 8 nov. à 8${N}h${N}30`],
    ['en', `Change: Cyber breakfast: ten simple habits…, 8 Nov at 8:30${N}am`],
  ] as const)(
    'is what the subject begins with, and it ends with the new time (%s)',
    async (language, subject) => {
      const mail = await moved({ language });
      expect([...mail.subject].length).toBeLessThanOrEqual(60);
      expect(mail.subject.split(':')[0]).toBe(subject.split(':')[0]);
      expect(mail.subject.slice(-14)).toBe(subject.slice(-14));
    },
  );

  it('keeps the place in the list of those who wait, asks them nothing and enters no calendar', async () => {
    const context = about({ status: 'waiting', entry: '1' });
    const mail = await writeMail('A15', context);
    expect(mail.text).toContain('Vous restez sur la liste d’attente, au même rang.');
    expect(mail.text).toContain(
      `Quittez la liste. La personne suivante vous en remercie.\n${linksOf(context).release}`,
    );
    expect(mail.text).not.toContain('je-viens');
    expect(mail.calendar).toBeUndefined();
  });

  it.each(['offered', 'pending'] as const)(
    'keeps the seat that is held for somebody %s, until the same moment',
    async (status) => {
      const { text, calendar } = await moved({ status, until });
      expect(text).toContain(`jusqu’au dimanche 7 novembre à 12${N}h l’est toujours`);
      expect(calendar).toBeUndefined();
    },
  );

  it('has a ticket that still holds', async () => {
    expect((await moved({})).qrCode).toBeDefined();
  });
});

describe('a cancellation', () => {
  const offer = { event: aContext().event, session: anotherSession, venue: aContext().venue };

  it('lists each alternative with its time, place and link', async () => {
    const context = { ...about({ status: 'cancelled' }, 'cancelled'), alternatives: [offer, offer] };
    const { text, html } = await writeMail('A16', context);
    expect(
      text.match(/Voir et s’inscrire\nhttps:\/\/open\.example\/evenements\/petit-dejeuner-cyber\n/g),
    ).toHaveLength(2);
    expect(text.indexOf('Il reste des places ailleurs')).toBeGreaterThan(text.indexOf('8 novembre'));
    expect(text.indexOf('Il reste des places ailleurs')).toBeLessThan(text.indexOf('9 novembre'));
    expect(html).toContain('Il reste des places ailleurs');
  });

  it('says nothing of places elsewhere where there are none', async () => {
    const { subject, text } = await writeMail('A16', about({ status: 'cancelled' }, 'cancelled'));
    expect(subject).not.toContain('alternatives');
    expect(text).not.toContain('ailleurs');
  });

  it('takes the entry out of the calendar of those who had a seat, and of nobody who waited', async () => {
    const seated = await writeMail('A16', about({ status: 'cancelled' }, 'cancelled'));
    expect(seated.calendar?.method).toBe('CANCEL');
    expect(seated.text).toContain('Le fichier joint retire la séance de votre agenda.');
    const waited = await writeMail('A16', about({ status: 'cancelled', entry: '1' }, 'cancelled'));
    expect(waited.calendar).toBeUndefined();
    expect(waited.text).not.toContain('agenda');
  });
});

it.each(
  languages.flatMap((language) =>
    (['A15', 'A16'] as const).flatMap((kind) =>
      (['rescheduled', 'postponed', 'cancelled'] as const).map((status) => [kind, status, language] as const),
    ),
  ),
)(
  '%s of an event that is %s is in %s and small, and opens no link by itself',
  async (kind, status, language) => {
    const { html, text, subject } = await writeMail(
      kind,
      about({ language, status: kind === 'A16' ? 'cancelled' : 'confirmed' }, status),
    );
    expect(Buffer.byteLength(html)).toBeLessThan(HTML_MAX_BYTES);
    expect(`${subject}${text}`).not.toMatch(/undefined|\[object|NaN/);
    expect(html).toContain(`lang="${language}"`);
    expect([...subject].length).toBeLessThanOrEqual(60);
  },
);
