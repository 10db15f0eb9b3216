import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { type Stage, type StageOptions, startStage } from '../../infra/local/stage.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { isRegistration, type Registration } from '../../shared/domain/registration.ts';
import type { Claim } from '../../shared/domain/seats.ts';
import { readBlocks } from '../../shared/seats/blocks.ts';
import type { Store } from '../../shared/store/client.ts';
import { fromItem } from '../../shared/store/item.ts';
import { findSession } from '../../shared/store/programme.ts';
import { pausing } from '../../shared/store/retry.ts';
import { registrationItem } from '../../shared/store/table.ts';

export type Mail = {
  readonly subject: string;
  readonly destination: { readonly to: readonly string[] };
  readonly body: { readonly text?: string; readonly html?: string };
  readonly attachments: readonly {
    readonly filename?: string;
    readonly contentType: string;
    readonly content?: string;
  }[];
};

export type RunningStage = { readonly site: string; readonly inbox: string; readonly control: string };

/** A data folder that goes when the tests of the file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A stage of its own, on free ports and its own data, beside whatever else runs. */
export async function useStage(options: Partial<StageOptions> = {}): Promise<Stage> {
  const stage = await startStage({
    dataFolder: temporaryFolder(),
    ports: { site: 0, inbox: 0, control: 0 },
    ...options,
  });
  onTestFinished(() => stage.stop());
  return stage;
}

/** One stage for all tests of a file. */
export function useOneStage(options: Partial<StageOptions> = {}): () => Stage {
  let stage: Stage;
  beforeAll(async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'passerelle-test-'));
    stage = await startStage({ dataFolder, ports: { site: 0, inbox: 0, control: 0 }, ...options });
  });
  afterAll(async () => {
    await stage.stop();
    rmSync(stage.dataFolder, { recursive: true, force: true });
  });
  return () => stage;
}

export async function tell(
  stage: RunningStage,
  path: '/clock' | '/drain',
  body: object = {},
): Promise<Response> {
  const reply = await fetch(`${stage.control}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`${path} answered ${reply.status}: ${await reply.text()}`);
  return reply;
}

export const drain = (stage: RunningStage) => tell(stage, '/drain');

export async function readInbox({ inbox }: RunningStage): Promise<readonly Mail[]> {
  const { emails } = (await (await fetch(`${inbox}/store`)).json()) as { emails: Mail[] };
  return emails;
}

export const postRegistration = (
  stage: RunningStage,
  session: string,
  key: string,
  body: object,
): Promise<Response> =>
  fetch(`${stage.site}/v1/sessions/${session}/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(body),
  });

export const person = (number: number) => ({
  lastName: `Personne ${number}`,
  email: `personne.${number}@example.org`,
  partySize: 1,
});

/** The stage's table, read as an operator would. */
export function storeOf({ edge, table }: { readonly edge: string; readonly table: string }): Store {
  const db = new DynamoDBClient({
    endpoint: edge,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  });
  onTestFinished(() => db.destroy());
  return { db, tableName: table, pause: pausing(Math.random) };
}

export async function claimsIn(store: Store, id: string): Promise<readonly Claim[]> {
  const session = await findSession(store, id as SessionId);
  if (session === undefined) throw new Error(`no session ${id}`);
  return (await readBlocks(store, session, true)).flatMap(({ claims }) => [...claims]);
}

/** Every registration for a session, read from the table itself: the list index lags. */
export async function registrationsIn(
  { db, tableName }: Store,
  session: string,
): Promise<readonly Registration[]> {
  const found: Registration[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await db.send(
      new ScanCommand({
        TableName: tableName,
        ConsistentRead: true,
        FilterExpression: 'begins_with(pk, :registration)',
        ExpressionAttributeValues: { ':registration': { S: 'REGISTRATION#' } },
        ...(start !== undefined && { ExclusiveStartKey: start as never }),
      }),
    );
    found.push(...Items.map((item) => fromItem(registrationItem, item)).filter(isRegistration));
    start = LastEvaluatedKey;
  } while (start !== undefined);
  return found.filter((registration) => registration.session === session);
}
