import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type ses from 'aws-ses-v2-local';
import type * as store from 'aws-ses-v2-local/dist/store.js';
import { shiftDate } from './shifted-date.ts';

/** The SES emulator, in a thread of its own because it keeps its mails in the module, and stamps them with `Date`. */
export type InboxData = {
  readonly port: number;
  readonly mailsFile: string;
  readonly offset: BigInt64Array<SharedArrayBuffer>;
};
export type KeptMail = { readonly messageId: string; readonly at: number; readonly raw: string };
export type InboxReady = { readonly port: number } | 'port taken';

const { port, mailsFile, offset }: InboxData = workerData;
const require = createRequire(import.meta.url);
const emulator: typeof ses = require('aws-ses-v2-local');
const { getStoreReadonly }: typeof store = require('aws-ses-v2-local/dist/store.js');

shiftDate(offset);
const server = await emulator.default({ host: '127.0.0.1', port });
if (server.listening) {
  const address = server.address() as AddressInfo;
  await showAgain(address.port);
  parentPort?.postMessage({ port: address.port } satisfies InboxReady);
} else {
  parentPort?.postMessage('port taken' satisfies InboxReady);
}

async function showAgain(ownPort: number): Promise<void> {
  if (!existsSync(mailsFile)) return;
  for (const line of readFileSync(mailsFile, 'utf8').split('\n')) {
    const mail = parse(line);
    if (mail === undefined) continue;
    const body = new URLSearchParams({ Action: 'SendRawEmail', 'RawMessage.Data': mail.raw });
    await fetch(`http://127.0.0.1:${ownPort}/`, {
      method: 'POST',
      headers: { authorization: 'AWS local' },
      body,
    });
    const shown = getStoreReadonly().emails.at(-1);
    if (shown !== undefined) Object.assign(shown, { messageId: mail.messageId, at: mail.at });
  }
}

/** A kill may have cut the last line short. */
function parse(line: string): KeptMail | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
