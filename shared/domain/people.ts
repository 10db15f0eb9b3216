import { domainToASCII, domainToUnicode } from 'node:url';
import type { Brand, RegistrationKey, Scope } from './ids.ts';
import { hmac, type Keys } from './keys.ts';

/** Who a mailbox is: the address case-folded, its domain in Punycode, otherwise exact (plus tags kept). */
export type AddressKey = Brand<string, 'AddressKey'>;

const LOCAL_PART_MAX_OCTETS = 64; // RFC 5321, 4.5.3.1.1
const ADDRESS_MAX_OCTETS = 254; // RFC 5321, 4.5.3.1.3, less the angle brackets
export const NAME_MAX_CODE_POINTS = 100;
const COMBINING_MARKS_MAX = 8;

/** The address as it will be written to, domain in Punycode; undefined if mail cannot be sent there. */
export function readAddress(typed: string): string | undefined {
  const [local, domain, ...rest] = typed.trim().split('@');
  if (local === undefined || domain === undefined || rest.length > 0) return undefined;
  // The URL rules behind domainToASCII drop line breaks, decode percents and stop at a path: never typed in earnest.
  if (/[\s\p{Cc}\p{Cf}%/\\?#]/u.test(domain)) return undefined;
  const ascii = domainToASCII(domain);
  const address = `${local}@${/^[!-~]*$/.test(domain) ? domain : ascii}`;
  const plausible =
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local) &&
    /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]+)$/i.test(ascii) &&
    ascii.split('.').every((label) => label.length <= 63);
  return plausible && local.length <= LOCAL_PART_MAX_OCTETS && address.length <= ADDRESS_MAX_OCTETS
    ? address
    : undefined;
}

export const addressKey = (address: string): AddressKey => address.toLowerCase() as AddressKey;

/** The address whose mails are counted: plus tags lead to one mailbox. */
export const capKey = (address: string): AddressKey =>
  addressKey(address).replace(/^([^@+]+)\+[^@]*@/, '$1@') as AddressKey;

/** The address with its domain in letters people know, to be shown and never to be written to. */
export const shownAddress = (address: string): string => {
  const at = address.lastIndexOf('@') + 1;
  return address.slice(0, at) + (domainToUnicode(address.slice(at)) || address.slice(at));
};

export type LineProblem = 'empty' | 'control' | 'long' | 'combining';

/** One line of text a person typed (a name, an establishment): NFC, trimmed, otherwise unchanged. */
export function readLine(
  typed: string,
  maxCodePoints = NAME_MAX_CODE_POINTS,
): { line: string } | { problem: LineProblem } {
  const line = typed.normalize('NFC').trim();
  if (line === '') return { problem: 'empty' };
  // Zero-width joiners stay: Persian names and emoji need them. Bidirectional overrides go: they turn lines around.
  if (/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(line)) return { problem: 'control' };
  if ([...line].length > maxCodePoints || Buffer.byteLength(line) > maxCodePoints * 4)
    return { problem: 'long' };
  if (new RegExp(`\\p{M}{${COMBINING_MARKS_MAX + 1},}`, 'u').test(line)) return { problem: 'combining' };
  return { line };
}

/** The key by which one live registration per person and scope holds. */
export const registrationKey = ({ edition }: Keys, scope: Scope, person: AddressKey): RegistrationKey =>
  hmac(edition, 'registration', scope, person).toString('hex', 0, 8) as RegistrationKey;
