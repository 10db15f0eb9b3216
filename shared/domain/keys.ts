import { createHmac, hkdfSync } from 'node:crypto';

const labels = ['edition', 'link', 'form', 'door'] as const;
type Label = (typeof labels)[number];
/** The four 32-byte keys derived from the stage's root secret: they never rotate during an edition. */
export type Keys = Readonly<Record<Label, Buffer>>;

export const deriveKeys = (rootSecret: string): Keys =>
  Object.fromEntries(
    labels.map((label) => [label, Buffer.from(hkdfSync('sha256', rootSecret, '', label, 32))]),
  ) as Keys;

/** HMAC-SHA-256 over parts that cannot run into each other. */
export const hmac = (key: Buffer, ...parts: readonly (string | number)[]): Buffer =>
  createHmac('sha256', key).update(JSON.stringify(parts)).digest();
