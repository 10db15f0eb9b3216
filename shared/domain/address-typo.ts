/** Where most people here have their mailbox, the most frequent first. */
const frequentDomains = [
  'gmail.com',
  'orange.fr',
  'hotmail.fr',
  'wanadoo.fr',
  'free.fr',
  'hotmail.com',
  'laposte.net',
  'yahoo.fr',
  'sfr.fr',
  'outlook.fr',
  'outlook.com',
  'icloud.com',
  'live.fr',
  'yahoo.com',
  'bbox.fr',
  'neuf.fr',
  'live.com',
  'aol.com',
  'numericable.fr',
  'protonmail.com',
  'univ-lorraine.fr',
  'grandnancy.eu',
  'ac-nancy-metz.fr',
];
/** Often written from habit, and nobody's mailbox. */
const confused: Readonly<Record<string, string>> = { 'gmail.fr': 'gmail.com', 'icloud.fr': 'icloud.com' };
/** Countries whose ending is one letter away from `fr`: the same providers have mailboxes there. */
const countriesBesideFr = 'ar br cr er fi fj fk fm fo gr hr ir kr lr mr nr pr sr tr'.split(' ');

const SHORT_NAME = 4; // one letter away from “free” or “sfr” is somebody else
const LONG_NAME = 10; // two letters away from “univ-lorraine” is hardly anybody else

/** The address that was probably meant, where its domain looks like a slip in one of the frequent ones. */
export function probableAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@') + 1;
  const typed = address.slice(at).toLowerCase();
  if (frequentDomains.includes(typed)) return undefined;
  const meant = confused[typed] ?? frequentDomains.find((domain) => isSlip(parts(typed), parts(domain)));
  return meant && address.slice(0, at) + meant;
}

type Parts = readonly [name: string, ending: string];
const parts = (domain: string): Parts => {
  const dot = domain.lastIndexOf('.');
  return [domain.slice(0, dot), domain.slice(dot + 1)];
};

/** Whether the typed domain is the known one with a slip or two, and not plausible as it stands. */
function isSlip([name, ending]: Parts, [known, knownEnding]: Parts): boolean {
  const allowed = known.length <= SHORT_NAME ? 0 : known.length < LONG_NAME ? 1 : 2;
  // The first letter is hardly ever the wrong one: mail.com and ymail.com are no gmail.com.
  if (name[0] !== known[0] || distance(name, known) > allowed) return false;
  const abroad = knownEnding === 'fr' && countriesBesideFr.includes(ending);
  return !abroad && distance(ending, knownEnding) <= 1;
}

/** Letters to insert, drop, replace or swap with their neighbour (optimal string alignment). */
function distance(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const cell = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row += 1) {
    rows[row] = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row]?.push(
        Math.min(
          cell(row - 1, column) + 1,
          cell(row, column - 1) + 1,
          cell(row - 1, column - 1) + (same ? 0 : 1),
          swapped ? cell(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return cell(one.length, other.length);
}
