import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AccessLedger } from './access-ledger.ts';
import { type Answer, accessDenied, errorAnswer } from './aws-answer.ts';
import { type AwsCall, describeCall, type Service } from './aws-call.ts';

/** A call on its way, as faults may see it. */
export type Passage = { readonly caller: string; readonly call: AwsCall; readonly body: Buffer };
/** Where faults come in: instead of the engine's answer, or after the engine has done what was asked. */
export type Hooks = {
  readonly beforeForward?: (passage: Passage) => Promise<Answer | undefined> | Answer | undefined;
  readonly afterForward?: (passage: Passage, answer: Answer) => Promise<Answer | 'lost'> | Answer | 'lost';
};
export type Engine = { readonly origin: string } | { readonly answer: (passage: Passage) => Answer };
export type EdgeSettings = {
  readonly engines: Readonly<Record<Service, Engine>>;
  readonly ledger: AccessLedger;
  /** The function that calls with this access key. */
  readonly callerOf: (accessKeyId: string) => string | undefined;
  /** Passes every call: what the stage itself does, which no role decides. */
  readonly ownAccessKeyId: string;
  readonly now: () => number;
  /** The stream's name here and in the engine. */
  readonly streamArns: readonly { readonly here: string; readonly engine: string }[];
  readonly hooks: Hooks;
  readonly onWrite: (tableOrQueue: string) => void;
  readonly onMail: (form: string, answer: string) => void;
  readonly onDenied: (line: string) => void;
};

/** The one door between functions and engines: it knows each function by its access key and asks its role before every call. */
export async function openEdge() {
  let settings: EdgeSettings | undefined;
  const agent = new Agent({ keepAlive: true });
  const streamsOfIterators = new Map<string, string>();
  const server = createServer((incoming, response) => {
    pass(incoming, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else send(response, errorAnswer({ service: 'dynamodb' }, 500, 'InternalServerError', String(error)));
    });
  });
  server.keepAliveTimeout = 60_000; // the SDK's agents keep sockets too: the server must not be the first to hang up
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const { callerOf, ownAccessKeyId, ledger, hooks, engines, onDenied, now } = settings!;
    response.sendDate = false;
    response.setHeader('date', new Date(now()).toUTCString());

    const call = describeCall(incoming.headers, body, (iterator) => streamsOfIterators.get(iterator));
    if (call === undefined) {
      return send(
        response,
        errorAnswer({ service: 'dynamodb' }, 400, 'UnknownOperationException', 'No such service here'),
      );
    }
    const accessKeyId = /Credential=([^/,\s]+)/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const caller = callerOf(accessKeyId);
    if (caller !== undefined) {
      const refused = ledger.refuse(caller, call.needs);
      if (refused !== undefined) {
        onDenied(`${caller} may not ${refused.action} on ${refused.resource}`);
        return send(response, accessDenied(call, caller, refused));
      }
    } else if (accessKeyId !== ownAccessKeyId) {
      return send(
        response,
        errorAnswer(call, 403, 'UnrecognizedClientException', `No function has the key ${accessKeyId}`),
      );
    }

    const passage = { caller: caller ?? 'the stage', call, body };
    const instead = await hooks.beforeForward?.(passage);
    if (instead !== undefined) return send(response, instead);

    const engine = engines[call.service];
    const hangUp = new AbortController();
    response.once('close', () => hangUp.abort());
    const answer =
      'answer' in engine
        ? engine.answer(passage)
        : await forward(engine.origin, incoming, body, call, hangUp.signal);
    if (answer.status < 300) notice(call, passage, answer);
    const told = (await hooks.afterForward?.(passage, answer)) ?? answer;
    if (told === 'lost') return void response.destroy();
    send(response, told);
  }

  function notice(call: AwsCall, { body }: Passage, answer: Answer): void {
    for (const name of call.writesTo) settings!.onWrite(name);
    if (call.service === 'ses') settings!.onMail(body.toString(), answer.body.toString());
    if (call.service === 'streams') rememberIterators(call, body, answer);
  }

  /** GetRecords names no stream, only an iterator; IAM asks for the stream it came from. */
  function rememberIterators({ operation, needs }: AwsCall, body: Buffer, answer: Answer): void {
    if (operation !== 'GetShardIterator' && operation !== 'GetRecords') return;
    const { ShardIterator, NextShardIterator } = JSON.parse(answer.body.toString());
    streamsOfIterators.delete(JSON.parse(body.toString()).ShardIterator);
    const stream = needs[0]?.resource;
    const iterator = ShardIterator ?? NextShardIterator;
    if (iterator && stream !== undefined) streamsOfIterators.set(iterator, stream);
  }

  async function forward(
    origin: string,
    incoming: IncomingMessage,
    body: Buffer,
    call: AwsCall,
    signal: AbortSignal,
  ) {
    const arns = call.service === 'streams' || call.operation === 'DescribeTable' ? settings!.streamArns : [];
    const asked = arns.reduce((text, { here, engine }) => replace(text, here, engine), body);
    const headers = { ...incoming.headers, 'content-length': String(asked.length) };
    delete headers['transfer-encoding'];
    delete headers.connection;
    const answer = await exchange(
      origin,
      { agent, signal, method: incoming.method, path: incoming.url, headers },
      asked,
    );
    const told = arns.reduce((text, { here, engine }) => replace(text, engine, here), answer.body);
    return { ...answer, body: told };
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Calls are answered from here on. */
    serve: (chosen: EdgeSettings): void => {
      settings = chosen;
    },
    async stop(): Promise<void> {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      agent.destroy();
    },
  };
}

export type Edge = Awaited<ReturnType<typeof openEdge>>;

const replace = (body: Buffer, from: string, to: string): Buffer =>
  body.includes(from) ? Buffer.from(body.toString().replaceAll(from, to)) : body;

/** Not handed on: the edge's own connection decides them, and a rewritten body has another checksum. */
const ownHeaders = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'date', 'x-amz-crc32'];

function exchange(origin: string, options: object, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(origin, options, (incoming) => {
      bodyOf(incoming).then((content) => {
        const headers = Object.entries(incoming.headers).filter(([name]) => !ownHeaders.includes(name));
        resolve({
          status: incoming.statusCode ?? 500,
          headers: Object.fromEntries(headers.map(([name, value]) => [name, value ?? ''])),
          body: content,
        });
      }, reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

async function bodyOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
}
