import { key } from './calls.ts';

export const claim = (byte: number) => new Uint8Array(10).fill(byte);
export const block = { ...key('block'), lim: 3, phase: 'open', claims: new Set([claim(1), claim(2)]) };
const room =
  'lim = :lim AND phase = :open AND :room >= :none AND (attribute_not_exists(claims) OR (size(claims) <= :room AND NOT contains(claims, :first)))';
export const asking = (first: number, ...more: number[]) => ({
  if: room,
  values: {
    ':party': new Set([first, ...more].map(claim)),
    ':first': claim(first),
    ':lim': 3,
    ':open': 'open',
    ':room': 3 - 1 - more.length,
    ':none': 0,
  },
});
