import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import type { letters } from '../../shared/mail/letters.ts';
import { writeMail } from '../../shared/mail/mail.ts';
import { aContext } from './contexts.ts';

const N = '\u00a0';
const changed = (party: number, language: 'fr' | 'en' = 'fr') =>
  writeMail('A14', aContext({ registration: { rev: 2, partySize: party, language } }));

it('a change of the party says how many come now, with the ticket and the way out', async () => {
  const { subject, text, qrCode } = await changed(3);
  expect(subject).toBe(`Modification enregistrée${N}: 3${N}personnes`);
  expect(text).toContain(`Votre inscription vaut maintenant pour 3${N}personnes.\n\nPetit-déjeuner cyber`);
  expect(text).toContain(`\n3${N}personnes\n`);
  expect(text).toContain(`Code du billet${N}: 4XC-7GS`);
  expect(text).toContain('/liberer\n');
  expect(qrCode).toBeDefined();
});

it('a change of the party says it in English, and in the singular of one person', async () => {
  expect((await changed(3, 'en')).subject).toBe(`Change saved: 3${N}people`);
  expect((await changed(1, 'en')).subject).toBe(`Change saved: 1${N}person`);
  expect((await changed(1)).subject).toBe(`Modification enregistrée${N}: 1${N}personne`);
});

it('a change of the party updates the entry in the calendar and makes no second one', async () => {
  const entryOf = async (kind: keyof typeof letters, rev: number) => {
    const { calendar } = await writeMail(kind, aContext({ registration: { rev } }));
    const [file] = calendar?.files ?? [];
    const component = new ICAL.Component(ICAL.parse(file?.content ?? ''));
    const [entry] = component.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    return { method: calendar?.method, uid: entry?.uid, sequence: entry?.sequence };
  };
  const before = await entryOf('A1', 1);
  expect(before).toMatchObject({ method: 'REQUEST', sequence: 1 });
  expect(await entryOf('A14', 2)).toEqual({ ...before, sequence: 2 });
});
