import { timingSafeEqual } from 'node:crypto';
import type { RegistrationId, RegistrationKey, Scope } from './ids.ts';
import { hmac, type Keys } from './keys.ts';

type Ticketed = RegistrationId & { readonly generation: number };
type Linked = RegistrationId & { readonly linkVersion: number };
export type Link = Linked;

/** No vowels (no words), nothing that looks like something else: 27 letters and digits, 28 bits in six. */
const CODE_ALPHABET = '23456789BCDFGHJKMNPQRSTVWXZ';
const MAC_BYTES = 16;

/** Six characters read aloud at the door (`K7M-2QP`), stable for one generation of a registration. */
export function ticketCode({ door }: Keys, { scope, key, generation }: Ticketed): string {
  const bits = hmac(door, 'code', scope, key, generation);
  const six = Array.from(
    { length: 6 },
    (_, index) => CODE_ALPHABET[bits.readUInt16BE(index * 2) % CODE_ALPHABET.length],
  );
  return `${six.slice(0, 3).join('')}-${six.slice(3).join('')}`;
}

/** What the QR code holds: code, registration key and generation with a MAC that a door checks offline. */
export function ticketPayload(keys: Keys, ticketed: Ticketed): string {
  const mac = hmac(keys.door, 'ticket', ticketed.scope, ticketed.key, ticketed.generation);
  return `P1.${ticketCode(keys, ticketed)}.${ticketed.key}.${ticketed.generation}.${mac.toString('base64url', 0, 10)}`;
}

/** The bearer's link to a registration: proof of the mailbox, recomputed wherever it is needed, never stored. */
export function linkToken({ link }: Keys, { scope, key, linkVersion }: Linked): string {
  const version = Buffer.alloc(2);
  version.writeUInt16BE(linkVersion);
  return Buffer.concat([
    Buffer.from(key, 'hex'),
    version,
    linkMac(link, scope, key, linkVersion),
    Buffer.from(scope),
  ]).toString('base64url');
}

/** Undefined for anything that is not a link of ours; whether its version is still in force is the caller's to check. */
export function readLinkToken({ link }: Keys, token: string): Link | undefined {
  if (!/^[A-Za-z0-9_-]{38,160}$/.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const key = bytes.toString('hex', 0, 8) as RegistrationKey;
  const linkVersion = bytes.readUInt16BE(8);
  const scope = bytes.toString('utf8', 10 + MAC_BYTES) as Scope;
  const genuine = timingSafeEqual(bytes.subarray(10, 10 + MAC_BYTES), linkMac(link, scope, key, linkVersion));
  return genuine ? { scope, key, linkVersion } : undefined;
}

const linkMac = (link: Buffer, scope: Scope, key: RegistrationKey, version: number): Buffer =>
  hmac(link, 'link', scope, key, version).subarray(0, MAC_BYTES);

/** The calendar identity of one timing of a registration: stable within a generation, new after it. */
export const calendarUid = ({ scope, key, generation }: Ticketed, timing: string): string =>
  `${scope}.${key}.${generation}.${timing}@passerelle`;
