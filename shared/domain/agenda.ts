import { timingSafeEqual } from 'node:crypto';
import { hmac, type Keys } from './keys.ts';
import type { MailboxKey } from './mailbox.ts';

const KEY_BYTES = 16;
const MAC_BYTES = 16;

/** Opens somebody's live calendar: proof of the mailbox, recomputed wherever it is needed, never stored. */
export const agendaToken = ({ link }: Keys, mailbox: MailboxKey): string =>
  Buffer.concat([Buffer.from(mailbox, 'hex'), mac(link, mailbox)]).toString('base64url');

/** Undefined for anything that is not a token of ours. */
export function readAgendaToken({ link }: Keys, token: string): MailboxKey | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.toString('base64url') !== token) return undefined;
  const mailbox = bytes.toString('hex', 0, KEY_BYTES) as MailboxKey;
  return timingSafeEqual(bytes.subarray(KEY_BYTES), mac(link, mailbox)) ? mailbox : undefined;
}

const mac = (link: Buffer, mailbox: MailboxKey): Buffer =>
  hmac(link, 'agenda', mailbox).subarray(0, MAC_BYTES);
