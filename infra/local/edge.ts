import { Agent, type IncomingMessage, type RequestListener, request, type ServerResponse } from 'node:http';
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
export function edge(settings: EdgeSettings) {
  const { callerOf, ownAccessKeyId, ledger, hooks, engines, now } = settings;
  const agent = new Agent({ keepAlive: true });
  const streamsOfIterators = new Map<string, string>();

  const listener: RequestListener = (incoming, response) => {
    response.sendDate = false;
    response.setHeader('date', new Date(now()).toUTCString());
    pass(incoming, response).then(
      (answer) => (answer === 'lost' ? response.destroy() : send(response, answer)),
      (error: unknown) =>
        response.headersSent
          ? response.destroy()
          : send(response, errorAnswer({ service: 'dynamodb' }, 500, 'InternalServerError', String(error))),
    );
  };

  async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<Answer | 'lost'> {
    const body = await bodyOf(incoming);
    const call = describeCall(incoming.headers, body, (iterator) => streamsOfIterators.get(iterator));
    if (call === undefined) return unknownService;
    const accessKeyId = /Credential=([^/,\s]+)/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const caller = callerOf(accessKeyId);
    const refusal = refuse(call, accessKeyId, caller);
    if (refusal !== undefined) return refusal;

    const passage = { caller: caller ?? 'the stage', call, body };
    const instead = await hooks.beforeForward?.(passage);
    if (instead !== undefined) return instead;
    const engine = engines[call.service];
    const answer =
      'answer' in engine
        ? engine.answer(passage)
        : await forward(engine.origin, incoming, passage, closing(response));
    if (answer.status < 300) notice(passage, answer);
    return (await hooks.afterForward?.(passage, answer)) ?? answer;
  }

  function refuse(call: AwsCall, accessKeyId: string, caller: string | undefined): Answer | undefined {
    if (caller === undefined) {
      if (accessKeyId === ownAccessKeyId) return undefined;
      return errorAnswer(call, 403, 'UnrecognizedClientException', `No function has the key ${accessKeyId}`);
    }
    const need = ledger.refuse(caller, call.needs);
    if (need === undefined) return undefined;
    settings.onDenied(`${caller} may not ${need.action} on ${need.resource}`);
    return accessDenied(call, caller, need);
  }

  function notice({ call, body }: Passage, answer: Answer): void {
    for (const name of call.writesTo) settings.onWrite(name);
    if (call.service === 'ses') settings.onMail(body.toString(), answer.body.toString());
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
    { call, body }: Passage,
    signal: AbortSignal,
  ) {
    const arns = call.service === 'streams' || call.operation === 'DescribeTable' ? settings.streamArns : [];
    const asked = arns.reduce((text, { here, engine }) => replace(text, here, engine), body);
    const { connection: _, 'transfer-encoding': __, ...headers } = incoming.headers;
    const answer = await exchange(
      origin,
      {
        agent,
        signal,
        method: incoming.method,
        path: incoming.url,
        headers: { ...headers, 'content-length': String(asked.length) },
      },
      asked,
    );
    const told = arns.reduce((text, { here, engine }) => replace(text, engine, here), answer.body);
    return { ...answer, body: told };
  }

  return { listener, stop: (): void => agent.destroy() };
}

const unknownService = errorAnswer(
  { service: 'dynamodb' },
  400,
  'UnknownOperationException',
  'The local stage has no such service.',
);

/** Ends with the connection: a poller that hangs up must not keep the engine waiting for messages. */
function closing(response: ServerResponse): AbortSignal {
  const hangUp = new AbortController();
  response.once('close', () => hangUp.abort());
  return hangUp.signal;
}

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
