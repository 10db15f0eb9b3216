import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import type { OutgoingAnswer } from '../../simulation/stand-in/http.ts';
import type { Operation } from '../../simulation/stand-in/stand-in.ts';

export type Strategy = Extract<
  NonNullable<DynamoDBClientConfig['retryStrategy']>,
  { readonly acquireInitialRetryToken: unknown }
>;
type Call = (operation: Operation, input: object) => Promise<OutgoingAnswer>;
export type Surroundings = {
  readonly call: Call;
  readonly strategy: Strategy;
  readonly sleep: (ms: number) => Promise<void>;
};
type Options = { readonly abortSignal?: AbortSignal };

const client = new DynamoDBClient({ region: 'eu-west-3' });

/**
 * The SDK's client without its middleware, which takes most of the time of a run: commands go as they are to `call`,
 * with the same retries. A test holds it to the whole client.
 */
export function directClient({ call, strategy, sleep }: Surroundings): DynamoDBClient {
  async function send(command: { readonly input: object }, { abortSignal }: Options = {}): Promise<unknown> {
    const operation = command.constructor.name.replace('Command', '') as Operation;
    const input = toWire(command.input) as object;
    let token = await strategy.acquireInitialRetryToken('');
    for (;;) {
      abortSignal?.throwIfAborted();
      const { statusCode, body } = await call(operation, input);
      abortSignal?.throwIfAborted();
      const answer = JSON.parse(Buffer.from(body).toString());
      if (statusCode === 200) return fromWire(answer);
      const error = errorOf(answer);
      const errorType = throttling.has(error.name) ? 'THROTTLING' : 'CLIENT_ERROR';
      token = await strategy.refreshRetryTokenForRetry(token, { error, errorType });
      await sleep(token.getRetryDelay());
    }
  }
  return Object.create(client, { send: { value: send } }) as DynamoDBClient;
}

type SdkError = NonNullable<Parameters<Strategy['refreshRetryTokenForRetry']>[1]['error']>;
const throttling = new Set(['ProvisionedThroughputExceededException', 'ThrottlingException']);

function errorOf({ __type, message, ...details }: { readonly __type: string; readonly message: string }) {
  return Object.assign(new Error(message), fromWire(details), {
    name: __type.replace(/.*#/, ''),
  }) as SdkError;
}

/** Bytes travel in base64. */
function toWire(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(toWire);
  if (typeof value !== 'object' || value === null) return value;
  const wire: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) if (inner !== undefined) wire[name] = toWire(inner);
  return wire;
}

function fromWire(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value !== 'object' || value === null) return value;
  const { B: one, BS: many } = value as { readonly B?: string; readonly BS?: readonly string[] };
  if (typeof one === 'string') return { B: fromBase64(one) };
  if (Array.isArray(many)) return { BS: many.map(fromBase64) };
  const read: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) read[name] = fromWire(inner);
  return read;
}

const fromBase64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));
