import type { Language } from '../domain/language.ts';
import type { EventDetails } from '../domain/programme.ts';
import type { Choice } from './availability.ts';
import { words } from './words.ts';

/** « Places disponibles », « Plus que 3 places », « Complet », or why nobody can register. */
export function seatsLeft(
  { standing, availability }: Choice,
  { status, registration }: EventDetails,
  language: Language,
): string {
  const say = words[language].seats;
  if (status === 'postponed') return say.postponed;
  if (standing === 'not-open-yet') return say['not-open-yet'](registration.opensAt);
  if (standing !== 'open') return say[standing];
  if (availability.word === 'few') return say.few(availability.left);
  if (availability.word === 'plenty' && registration.mode === 'recommended') return say.recommended;
  return say[availability.word];
}

type Props = { readonly choice: Choice; readonly event: EventDetails; readonly language: Language };

export const SeatsLeft = ({ choice, event, language }: Props) => (
  <span class={choice.free ? (choice.availability.word === 'few' ? 'seats few' : 'seats') : 'seats none'}>
    {seatsLeft(choice, event, language)}
  </span>
);
