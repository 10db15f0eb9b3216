import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { AwsError, awsClient } from './aws-client.ts';
import type { TableDefinition } from './blueprint.ts';
import { CannotStart } from './place.ts';

const patienceMs = 10_000;

/** The DynamoDB engine: the bundled one on a file of the data folder, or whichever `DYNAMODB_ENDPOINT` names. */
export async function startTableEngine(file: string, onExit: (line: string) => void) {
  const given = process.env.DYNAMODB_ENDPOINT;
  const bundled = given === undefined ? await startDynoxide(file, onExit) : undefined;
  const origin = bundled?.origin ?? given ?? '';
  const client = awsClient(origin, 'AKIASTAGE');

  async function answers(): Promise<boolean> {
    try {
      await client.call('dynamodb', 'ListTables', {});
      return true;
    } catch (error) {
      return error instanceof AwsError;
    }
  }

  const deadline = performance.now() + patienceMs;
  while (!(await answers())) {
    if (performance.now() > deadline) {
      await bundled?.stop();
      throw new CannotStart(`No DynamoDB engine answers at ${origin}.`);
    }
    await wait(10);
  }

  return {
    origin,
    client,
    answers,
    /** Creates the table if it is absent; answers the name its stream has in the engine. */
    async createTable({ name, creation, timeToLive }: TableDefinition, fresh: boolean): Promise<string> {
      if (fresh && (await describe(name)) !== undefined) {
        await client.call('dynamodb', 'DeleteTable', { TableName: name });
      }
      const existing = await describe(name);
      if (existing === undefined) {
        await client.call('dynamodb', 'CreateTable', creation);
        if (timeToLive !== undefined) {
          const TimeToLiveSpecification = { AttributeName: timeToLive, Enabled: true };
          await client.call('dynamodb', 'UpdateTimeToLive', { TableName: name, TimeToLiveSpecification });
        }
      }
      if (bundled !== undefined) indexStream(file);
      return String((existing ?? (await describe(name)))?.LatestStreamArn);
    },
    async stop(): Promise<void> {
      client.close();
      await bundled?.stop();
    },
  };

  async function describe(name: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    try {
      const { Table } = await client.call('dynamodb', 'DescribeTable', { TableName: name });
      return Table as Record<string, unknown>;
    } catch (error) {
      if (error instanceof AwsError && error.name === 'ResourceNotFoundException') return undefined;
      throw error;
    }
  }
}

/**
 * Ends the engine when the pipe from the stage closes, which also happens when the stage is killed: the watcher holds the
 * engine's process id, because `exec` keeps it.
 */
const endWithTheStage = 'exec 3<&0; (read -r _ <&3; kill -9 $$) & exec "$0" "$@" </dev/null';

async function startDynoxide(file: string, onExit: (line: string) => void) {
  const port = await freePort();
  const child = spawn(
    '/bin/sh',
    ['-c', endWithTheStage, binary(), 'serve', '--port', String(port), '--db-path', file],
    { stdio: ['pipe', 'ignore', 'ignore'], detached: true },
  );
  // Detached, or Ctrl-C would end it before the stage has finished with it.
  let stopping = false;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.once('exit', (code) => {
    if (!stopping) onExit(`The DynamoDB engine ended (${code ?? 'killed'}).`);
  });
  child.once('error', (error) => onExit(`The DynamoDB engine does not start: ${error.message}`));
  return {
    origin: `http://127.0.0.1:${port}`,
    async stop(): Promise<void> {
      stopping = true;
      child.stdin.end();
      await ended;
    },
  };
}

function binary(): string {
  try {
    return createRequire(import.meta.url).resolve('@dynoxide/linux-x64/dynoxide');
  } catch {
    throw new CannotStart(
      `No DynamoDB engine is bundled for ${process.platform} ${process.arch}: set DYNAMODB_ENDPOINT to one that runs ` +
        '(DynamoDB Local, for example).',
    );
  }
}

/** Without it dynoxide 1.2.1 searches all records at each write, and slows down with every one of them. */
function indexStream(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(
    'CREATE INDEX IF NOT EXISTS local_stream_seq ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
  );
  database.close();
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
