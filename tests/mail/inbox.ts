import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SESClient } from '@aws-sdk/client-ses';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import sesEmulator from 'aws-ses-v2-local';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { MailService } from '../../shared/mail/ses.ts';

/** What SES does: take the mail, refuse it, take it and lose its answer, take it and stay silent. */
type Behaviour = 'takes' | 'refuses' | 'has-had-enough-today' | 'loses-its-answer' | 'is-silent';

export type ReceivedMail = {
  readonly subject: string;
  readonly destination: {
    readonly to: readonly string[];
    readonly cc: readonly string[];
    readonly bcc: readonly string[];
  };
  readonly body: { readonly text: string; readonly html: string };
  readonly attachments: readonly { readonly contentType: string; readonly content: string }[];
};

// A CommonJS default export: Node and the test runner disagree on what the import holds.
const startEmulator = (
  'default' in sesEmulator ? sesEmulator.default : sesEmulator
) as typeof sesEmulator.default;

const throttled = (message: string): string =>
  '<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code>' +
  `<Message>${message}</Message></Error></ErrorResponse>`;
const refusals: Readonly<Partial<Record<Behaviour, string>>> = {
  refuses: throttled('Maximum sending rate exceeded.'),
  'has-had-enough-today': throttled('Daily message quota exceeded.'),
};

/** An SES with a real inbox behind it, emptied before each test. */
export function useInbox() {
  let inbox: Server;
  let front: Server;
  let behaviour: Behaviour = 'takes';
  let meanwhile: () => Promise<unknown> = async () => undefined;
  const calls: string[] = [];

  beforeAll(async () => {
    inbox = await startEmulator({ host: '127.0.0.1', port: 0 });
    front = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const body = Buffer.concat(chunks);
        calls.push(body.toString());
        const happens = meanwhile;
        meanwhile = async () => undefined;
        void happens().then(() => answer(incoming, outgoing, body));
      });
    });
    await new Promise<void>((listening) => front.listen(0, '127.0.0.1', listening));
  });
  const answer = (incoming: IncomingMessage, outgoing: ServerResponse, body: Buffer) => {
    const refusal = refusals[behaviour];
    if (refusal !== undefined) {
      outgoing.writeHead(400, { 'content-type': 'text/xml' }).end(refusal);
      return;
    }
    const { method, headers, url } = incoming;
    const onward = { host: '127.0.0.1', port: portOf(inbox), method, headers, path: url };
    request(onward, (taken) => {
      if (behaviour === 'is-silent') taken.resume();
      else if (behaviour === 'loses-its-answer') incoming.socket.destroy();
      else taken.pipe(outgoing.writeHead(taken.statusCode ?? 500, taken.headers));
    }).end(body);
  };
  afterAll(() => {
    front.closeAllConnections();
    front.close();
    inbox.close();
  });
  beforeEach(async () => {
    behaviour = 'takes';
    calls.length = 0;
    await fetch(`http://127.0.0.1:${portOf(inbox)}/clear-store`, { method: 'POST' });
  });

  return {
    ses: (): MailService => ({
      client: new SESClient({
        endpoint: `http://127.0.0.1:${portOf(front)}`,
        region: 'eu-west-3',
        credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
        maxAttempts: 1,
        requestHandler: new NodeHttpHandler({
          connectionTimeout: 500,
          requestTimeout: 2_000,
          throwOnRequestTimeout: true,
        }),
      }),
      sender: 'inscriptions@passerelle.example',
      configurationSet: 'mails-of-the-festival',
    }),
    let: (next: Behaviour) => {
      behaviour = next;
    },
    /** What happens once, between the next call and its answer. */
    before: (next: () => Promise<unknown>) => {
      meanwhile = next;
    },
    received: async (): Promise<readonly ReceivedMail[]> => {
      const answer = await fetch(`http://127.0.0.1:${portOf(inbox)}/store`);
      return ((await answer.json()) as { emails: ReceivedMail[] }).emails;
    },
    /** The bodies of the calls that reached SES, taken or not. */
    calls: calls as readonly string[],
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;
