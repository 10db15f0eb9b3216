import { instant } from '../../shared/domain/instant.ts';
import { type Language, languages } from '../../shared/domain/language.ts';
import type { EventStatus } from '../../shared/domain/programme.ts';
import type { MessageKind, Registration } from '../../shared/domain/registration.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { reminderMail } from '../../shared/mail/reminders.ts';
import { linksMail, summaryMail } from '../../shared/mail/several.ts';
import { aContext, anotherSession } from '../mail/contexts.ts';

type Kind = {
  readonly name: string;
  readonly kind: MessageKind;
  readonly event?: EventStatus;
} & Partial<Pick<Registration, 'status' | 'until' | 'entry' | 'lapses' | 'partySize'>>;

const until = instant('2027-11-07T12:00:00+01:00');
const kinds: readonly Kind[] = [
  { name: 'A1 confirmation', kind: 'A1' },
  { name: 'A2 adresse a confirmer', kind: 'A2', status: 'pending', until },
  { name: 'A4 liste d attente', kind: 'A4', status: 'waiting', entry: '1' },
  { name: 'A5 place proposee', kind: 'A5', status: 'offered', until },
  { name: 'A5 places proposees', kind: 'A5', status: 'offered', until, partySize: 2 },
  { name: 'A6 dernieres places', kind: 'A6', status: 'invited' },
  { name: 'A7 proposee a une autre', kind: 'A7', status: 'waiting', lapses: 1 },
  { name: 'A7 expiree', kind: 'A7', status: 'lapsed', lapses: 2 },
  { name: 'A7 adresse non confirmee', kind: 'A7', status: 'lapsed' },
  { name: 'A8 place prise', kind: 'A8', status: 'invited' },
  { name: 'A9 dans une semaine', kind: 'A9' },
  { name: 'A10 venez-vous toujours', kind: 'A10' },
  { name: 'A11 le jour', kind: 'A11' },
  { name: 'A12 en ligne', kind: 'A12' },
  { name: 'A13 liberee', kind: 'A13', status: 'released' },
  { name: 'A13 declinee', kind: 'A13', status: 'declined' },
  { name: 'A13 liste quittee', kind: 'A13', status: 'released', entry: '1' },
  { name: 'A14 nombre modifie', kind: 'A14', partySize: 2 },
  { name: 'A15 seance changee', kind: 'A15' },
  { name: 'A15 seance changee liste', kind: 'A15', status: 'waiting', entry: '1' },
  { name: 'A15 reportee', kind: 'A15', event: 'postponed' },
  { name: 'A15 finalement', kind: 'A15', status: 'cancelled' },
  { name: 'A16 annulee', kind: 'A16', status: 'cancelled', event: 'cancelled' },
  { name: 'A17 pas de place', kind: 'A17', status: 'lapsed', entry: '1' },
  { name: 'A28 deja inscrite', kind: 'A28' },
];

/** The HTML of every mail a person may get, in each language, with its QR code in it. */
export async function everyMail() {
  const of = async (language: Language) => {
    const context = (registration: Partial<Registration> = {}, status: EventStatus = 'scheduled') =>
      aContext({ registration: { language, ...registration }, event: { status } });
    const several = [
      context(),
      { ...context({ status: 'waiting', entry: '1' }), session: anotherSession },
    ] as const;
    const week = [context(), { ...context(), session: anotherSession, peopleWaiting: 1 }] as const;
    const own = await Promise.all(
      kinds.map(async ({ name, kind, event, ...registration }) => ({
        name,
        mail: await writeMail(kind, {
          ...context(registration, event),
          ...(kind === 'A28' && { asked: anotherSession }),
          ...(kind === 'A4' && { position: 3 }),
          ...(kind === 'A16' && { alternatives: [{ ...context(), session: anotherSession }] }),
          ...(kind === 'A10' && { peopleWaiting: 7 }),
        }),
      })),
    );
    return [
      ...own,
      { name: 'A10 pour la semaine', mail: await reminderMail('A10', week) },
      { name: 'resume', mail: summaryMail(several) },
      { name: 'A20 mes liens', mail: linksMail(several, language) },
    ].map(({ name, mail }) => ({
      name,
      language,
      subject: mail.subject,
      html: withImage(mail.html, mail.qrCode),
    }));
  };
  return (await Promise.all(languages.map(of))).flat();
}

const withImage = (html: string, png: Buffer | undefined): string =>
  png === undefined ? html : html.replaceAll(/cid:[^"]+/g, `data:image/png;base64,${png.toString('base64')}`);
