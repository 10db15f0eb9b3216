import { isDisposable } from '../../shared/domain/disposable.ts';
import { isLive, type Registration } from '../../shared/domain/registration.ts';

type Column = readonly [title: string, value: (registration: Registration) => string | number | undefined];

const columns: readonly Column[] = [
  ['Nom', ({ lastName }) => lastName],
  ['Prénom', ({ firstName }) => firstName],
  ['Adresse électronique', ({ email }) => email],
  ['Adresse jetable', ({ email }) => (isDisposable(email) ? 'oui' : undefined)],
  ['Personnes', ({ partySize }) => partySize],
  ['Établissement', ({ establishment }) => establishment],
  ['Public', ({ audience }) => audience],
  ['Aménagement demandé', ({ accommodation }) => accommodation],
  ['Réponses', ({ answers }) => answers && Object.values(answers).join(' | ')],
  ['État', ({ status }) => status],
  ['Inscription du', ({ createdAt }) => createdAt],
  ['Courriels non remis depuis', ({ undeliverable }) => undeliverable],
];

const BYTE_ORDER_MARK = '\uFEFF'; // without it spreadsheets in France read accents as two letters
const byName = new Intl.Collator('fr').compare;

/** Who comes, as a spreadsheet in France opens it: UTF-8 with BOM, semicolons, no cell that could act as a formula. */
export function attendeeList(registrations: readonly Registration[]): string {
  const coming = registrations
    .filter(({ status }) => isLive(status))
    .sort((a, b) => byName(a.lastName, b.lastName) || byName(a.firstName ?? '', b.firstName ?? ''));
  const rows = coming.map((registration) => columns.map(([, value]) => cell(value(registration))));
  return (
    BYTE_ORDER_MARK +
    [columns.map(([title]) => cell(title)), ...rows].map((row) => `${row.join(';')}\r\n`).join('')
  );
}

/** A leading apostrophe makes text of what a spreadsheet would calculate. */
function cell(value: string | number | undefined): string {
  if (typeof value === 'number') return String(value);
  const text = (value ?? '').replace(/[\r\n]+/g, ' ');
  const inert = /^\s*[=+\-@\t]/.test(text) ? `'${text}` : text;
  return /[";]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
