import { timingSafeEqual } from 'node:crypto';
import { hmac, type Keys } from '../domain/keys.ts';

/** Where a list goes on, opaque to the caller and good for no other list. */
export const issueCursor = (keys: Keys, list: string, position: string): string => {
  const text = Buffer.from(position).toString('base64url');
  return `${text}.${seal(keys, list, text)}`;
};

/** The position of a cursor of ours; undefined for any other. */
export function readCursor(keys: Keys, list: string, cursor: string): string | undefined {
  const [, text = ''] = /^([\w-]{1,200})\.[\w-]{22}$/.exec(cursor) ?? [];
  const genuine = Buffer.from(`${text}.${seal(keys, list, text)}`);
  const given = Buffer.from(cursor);
  const same = given.length === genuine.length && timingSafeEqual(given, genuine);
  return same ? Buffer.from(text, 'base64url').toString() : undefined;
}

const seal = ({ edition }: Keys, list: string, text: string): string =>
  hmac(edition, 'cursor', list, text).toString('base64url', 0, 16);
