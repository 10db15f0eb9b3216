import { setTimeout } from 'node:timers/promises';
import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SESClient } from '@aws-sdk/client-ses';
import { SQSClient } from '@aws-sdk/client-sqs';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Clock, instant } from '../shared/domain/instant.ts';
import { deriveKeys, type Keys } from '../shared/domain/keys.ts';
import { type Pace, pacing } from '../shared/mail/pace.ts';
import type { MailQueue } from '../shared/mail/queue.ts';
import type { Store } from '../shared/store/client.ts';
import { pausing, retrying } from '../shared/store/retry.ts';
import { environment } from './environment.ts';

const CONNECT_MS = 500;
const REQUEST_MS = 2_000;
const ATTEMPTS = 3;
const ANSWER_WITHIN_MS = 3_000;

/** Without `throwOnRequestTimeout` a silent server is only warned about. */
const requestHandler = () =>
  new NodeHttpHandler({
    connectionTimeout: CONNECT_MS,
    requestTimeout: REQUEST_MS,
    throwOnRequestTimeout: true,
  });

export const store = (): Store => ({
  db: new DynamoDBClient({ retryStrategy: retrying(Math.random), requestHandler: requestHandler() }),
  tableName: variable('table'),
  pause: pausing(Math.random),
});

/** One signal for all calls of a request: a person gets an answer while they still wait for it. */
export const timeLimit = (): AbortSignal => AbortSignal.timeout(ANSWER_WITHIN_MS);

export const logger = (): Logger => new Logger();
export const clock = (): Clock => () => instant(new Date());
export const siteUrl = (): string => variable('siteUrl');
export const version = (): string => variable('version');

/** The keys derived from the root secret, fetched once per environment; a failed try is not remembered. */
export function keys(): () => Promise<Keys> {
  const secrets = new SecretsManagerClient({ maxAttempts: ATTEMPTS, requestHandler: requestHandler() });
  let fetched: Promise<Keys> | undefined;
  const fetch = async () => {
    const { SecretString } = await secrets.send(
      new GetSecretValueCommand({ SecretId: variable('rootSecret') }),
    );
    if (SecretString === undefined) throw new Error('The root secret has no text');
    return deriveKeys(SecretString);
  };
  return () => {
    fetched ??= fetch().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
}

/** One attempt only: a retry of the SDK after a lost answer would be a second mail. */
export const ses = () => ({
  client: new SESClient({ maxAttempts: 1, requestHandler: requestHandler() }),
  sender: variable('sender'),
  configurationSet: variable('configurationSet'),
});

/** Patient enough to wait for messages; a queue is reached through the region's own address, wherever its name says. */
export const queueClient = () => new SQSClient({ maxAttempts: ATTEMPTS, useQueueUrlAsEndpoint: false });

export const mailQueue = (): MailQueue => ({
  client: new SQSClient({ maxAttempts: ATTEMPTS, requestHandler: requestHandler() }),
  urls: { now: variable('mailNow'), later: variable('mailLater') },
});

/** Measured by a clock that nothing sets. */
export const pace = (): Pace =>
  pacing(
    { now: Number(variable('paceNow')), later: Number(variable('paceLater')) },
    () => performance.now(),
    (milliseconds) => setTimeout(milliseconds),
  );

function variable(name: keyof typeof environment): string {
  const value = process.env[environment[name]];
  if (value === undefined || value === '')
    throw new Error(`The environment variable ${environment[name]} is not set`);
  return value;
}
