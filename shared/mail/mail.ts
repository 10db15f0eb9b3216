import QRCode from 'qrcode';
import type { Language } from '../domain/language.ts';
import type { MessageKind } from '../domain/registration.ts';
import { isReminderKind } from '../domain/reminders.ts';
import { ticketPayload } from '../domain/ticket.ts';
import { calendarParts } from './calendar.ts';
import { fullName, hasSeat, type MailContext, oneLine } from './context.ts';
import { type Letter, letterText } from './letter.ts';
import { letterHtml } from './letter-html.tsx';
import { letters } from './letters.ts';
import { hadNoSeat } from './list-letters.ts';
import { words } from './words.ts';

type Correspondent = { readonly name: string; readonly address: string };

export type Mail = {
  readonly language: Language;
  /** The name the mail is sent under; the address is the stage's. */
  readonly sender: string;
  readonly to: Correspondent;
  readonly replyTo: Correspondent;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** PNG, shown in the HTML. */
  readonly qrCode?: Buffer | undefined;
  readonly calendar?: Calendar | undefined;
  /** Where one click, of a person or of their mail program, ends mails of this kind. */
  readonly unsubscribe?: string | undefined;
};
type Calendar = { readonly method: 'REQUEST' | 'CANCEL'; readonly files: readonly CalendarPart[] };
export type CalendarPart = { readonly name: string; readonly content: string };

type Envelope = Pick<Mail, 'to' | 'replyTo'> & Partial<Pick<Mail, 'qrCode' | 'calendar'>>;

/** A letter in both ways of setting it, in its envelope. */
export const inEnvelope = (letter: Letter, envelope: Envelope): Mail => ({
  language: letter.language,
  sender: letter.sender,
  subject: letter.subject,
  text: letterText(letter),
  html: letterHtml(letter),
  unsubscribe: letter.stop?.href,
  ...envelope,
});

/** What a registration owes. */
export async function writeMail(kind: MessageKind, context: MailContext): Promise<Mail> {
  const { registration, organisation } = context;
  const letter = letters[kind](context);
  return inEnvelope(letter, {
    to: { name: fullName(registration), address: registration.email },
    replyTo: { name: oneLine(organisation.name), address: organisation.contact.email },
    qrCode: letter.ticket && (await qrCode(ticketPayload(context.keys, registration))),
    calendar: calendarOf(kind, context),
  });
}

function calendarOf(kind: MessageKind, context: MailContext): Mail['calendar'] {
  if (isReminderKind(kind)) return undefined; // the calendar has it since the confirmation
  const cancels = (kind === 'A13' || kind === 'A16') && !hadNoSeat(context.registration);
  const method = cancels ? 'CANCEL' : 'REQUEST';
  if (!cancels && !hasSeat(context.registration)) return undefined;
  const contents = calendarParts(context, method);
  const { file } = words[context.registration.language];
  return {
    method,
    files: contents.map((content, index) => ({ name: file(index + 1, contents.length), content })),
  };
}

/** Read by phones from a screen: medium correction, and the four light modules around it that the standard asks for. */
const qrCode = (payload: string): Promise<Buffer> =>
  QRCode.toBuffer(payload, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: 4 });
