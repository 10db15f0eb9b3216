import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import type { Store } from '../../shared/store/client.ts';
import { pausing, retrying } from '../../shared/store/retry.ts';
import { createTable } from './create-table.ts';

const engine = new URL('../../node_modules/@dynoxide/linux-x64/dynoxide', import.meta.url).pathname;

const atOnce = () => 0;

/** One DynamoDB engine for a test file, with a fresh table for each `freshStore()`. */
export function useEngine(): () => Promise<Store> {
  let child: ChildProcess | undefined;
  let db: DynamoDBClient;
  beforeAll(async () => {
    const endpoint = process.env.DYNAMODB_ENDPOINT ?? (await start());
    db = new DynamoDBClient({
      endpoint,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      retryStrategy: retrying(atOnce),
    });
  });
  afterAll(() => {
    db.destroy();
    child?.kill('SIGKILL');
  });

  async function start(): Promise<string> {
    const port = await freePort();
    const started = spawn(engine, ['serve', '--port', String(port)], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    const endpoint = `http://127.0.0.1:${port}`;
    while (!(await answers(endpoint))) {
      if (started.exitCode !== null) throw new Error(`the DynamoDB engine ended with ${started.exitCode}`);
    }
    return endpoint;
  }

  return async () => {
    const tableName = `test-${randomBytes(6).toString('hex')}`;
    await createTable(db, tableName);
    return { db, tableName, pause: pausing(atOnce) };
  };
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(),
      );
    });
  });

const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => new Promise((resolve) => setImmediate(() => resolve(false))),
  );
