import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import type { Store } from '../../shared/store/client.ts';
import { pausing, retrying } from '../../shared/store/retry.ts';
import { table } from '../../shared/store/table.ts';

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

async function createTable(db: DynamoDBClient, tableName: string): Promise<void> {
  const names = [
    table.partitionKey,
    table.sortKey,
    ...[table.byList, table.byDue].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
  ];
  await db.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema(table),
      GlobalSecondaryIndexes: [
        {
          IndexName: table.byList.name,
          KeySchema: keySchema(table.byList),
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: table.byDue.name,
          KeySchema: keySchema(table.byDue),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
}

const keySchema = ({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];

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
