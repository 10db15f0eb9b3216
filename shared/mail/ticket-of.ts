import { ticketCode } from '../domain/ticket.ts';
import type { MailContext } from './context.ts';
import { isOnline } from './facts.ts';
import type { Ticket } from './letter.ts';
import { words } from './words.ts';

/** The ticket as a mail shows it, of somebody who has a seat. */
export function ticketOf(context: MailContext): Ticket {
  const { keys, registration } = context;
  const say = words[registration.language];
  const code = ticketCode(keys, registration);
  return {
    label: say.code,
    code,
    hint: isOnline(context) ? say.atTheDoorOnline : say.atTheDoor,
    alternative: say.qr(code),
  };
}
