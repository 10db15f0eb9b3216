import { appendFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { InboxData, InboxReady, KeptMail } from './inbox-worker.ts';
import { CannotStart } from './place.ts';
import type { StageClock } from './stage-clock.ts';

/** The mailbox of everybody: what SES accepted, shown on a page and kept in a file before the sender hears of it. */
export async function startInbox(port: number, mailsFile: string, clock: StageClock) {
  const workerData: InboxData = { port, mailsFile, offset: clock.offset };
  const worker = new Worker(new URL('./inbox-worker.ts', import.meta.url), { workerData });
  const ready = await new Promise<InboxReady>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  if (ready === 'port taken') {
    await worker.terminate();
    throw new CannotStart(`Port ${port} is taken: stop what uses it, or set PASSERELLE_INBOX_PORT.`);
  }

  return {
    port: ready.port,
    origin: `http://127.0.0.1:${ready.port}`,
    keep(form: string, answer: string): void {
      const messageId = /<MessageId>([^<]+)/.exec(answer)?.[1] ?? '';
      const raw = new URLSearchParams(form).get('RawMessage.Data') ?? '';
      const mail: KeptMail = { messageId, at: Math.floor(clock.now() / 1_000), raw };
      appendFileSync(mailsFile, `${JSON.stringify(mail)}\n`);
    },
    answers: async (): Promise<boolean> => {
      const response = await fetch(`http://127.0.0.1:${ready.port}/health-check`).catch(() => undefined);
      return response?.ok === true;
    },
    stop: async (): Promise<void> => {
      await worker.terminate();
    },
  };
}
