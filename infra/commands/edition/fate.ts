import { isDeepStrictEqual } from 'node:util';
import { toItem } from '../../../shared/store/item.ts';

export const kinds = ['edition', 'organisations', 'venues', 'events', 'sessions', 'kept'] as const;
export type Kind = (typeof kinds)[number];
export type Fate = 'created' | 'changed' | 'unchanged';

/** What becomes of a thing, compared as the table stores it. */
export const fate = (value: object, stored: object | undefined): Fate => {
  if (stored === undefined) return 'created';
  return isDeepStrictEqual(toItem(value), toItem(stored)) ? 'unchanged' : 'changed';
};
