import { linksOf, type MailContext } from './context.ts';
import type { Action } from './letter.ts';
import { agendaWords } from './words.ts';

/** The calendar that moves by itself when a session does. */
export function subscribing(context: MailContext): Action {
  const { alwaysUpToDate, subscribe } = agendaWords[context.registration.language];
  return { before: alwaysUpToDate, words: subscribe, href: linksOf(context).agenda };
}
