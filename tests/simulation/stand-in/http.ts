import type { DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { Refusal } from './refusal.ts';

export type IncomingRequest = {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};
export type OutgoingAnswer = {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
};
export type Transport = (request: IncomingRequest) => Promise<OutgoingAnswer>;

const utf8 = new TextDecoder();
export const bodyOf = ({ body }: IncomingRequest): string =>
  body instanceof Uint8Array ? utf8.decode(body) : String(body);

const answer = (statusCode: number, body: object): OutgoingAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: Buffer.from(JSON.stringify(body)),
});

export const succeeded = (body: object): OutgoingAnswer => answer(200, body);
export const refused = ({ name, message, details }: Pick<Refusal, 'name' | 'message' | 'details'>) =>
  answer(400, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, ...details });

/** Settings of a real client whose requests go to `transport` instead of the network, unsigned. */
export const clientOver = (transport: Transport) =>
  ({
    endpoint: 'http://stand-in.invalid',
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    signer: { sign: async <Request>(request: Request) => request },
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      handle: async (request: IncomingRequest) => ({ response: await transport(request) }),
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => ({}),
      destroy: () => undefined,
    },
  }) satisfies DynamoDBClientConfig;
