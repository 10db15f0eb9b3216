import { linksOf, type MailContext, spoken } from './context.ts';
import { timesOf, titleOf } from './facts.ts';
import type { Action } from './letter.ts';
import { severalWords } from './words.ts';

/** Says which other registrations of the same person are at the same time. */
export const overlapWarnings = ({ overlapping = [], registration: { language } }: MailContext): Action[] =>
  overlapping
    .map((other) => spoken(other, language))
    .map((other) => ({
      before: severalWords[language].overlaps(titleOf(other).text, timesOf(other).join(', ')),
      words: severalWords[language].mine,
      href: linksOf(other).myRegistration,
    }));
