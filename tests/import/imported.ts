import { ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Fate, Kind } from '../../infra/commands/edition/fate.ts';
import { countOf, importEdition, type Summary } from '../../infra/commands/edition/import-edition.ts';
import type { EditionFile } from '../../infra/commands/edition/schema.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import type { Store } from '../../shared/store/client.ts';
import { findSession } from '../../shared/store/programme.ts';
import { aSample, sampleText } from '../support/sample-edition.ts';

export async function imported(store: Store, file: EditionFile | string, dryRun = false): Promise<Summary> {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  const outcome = await importEdition({ store, text, dryRun });
  if (outcome.kind === 'invalid') throw new Error(JSON.stringify(outcome.problems));
  return outcome.summary;
}

/** The sample imported into an empty store, and its file to be changed at will. */
export async function importedSample(freshStore: () => Promise<Store>) {
  const store = await freshStore();
  const summary = await imported(store, sampleText);
  return { store, summary, file: aSample() };
}

export const sessionIn = async (store: Store, id: string) => {
  const session = await findSession(store, id as SessionId);
  if (session === undefined) throw new Error(`There is no session ${id}`);
  return session;
};

export const everything = async ({ db, tableName }: Store) =>
  (await db.send(new ScanCommand({ TableName: tableName, ConsistentRead: true }))).Items ?? [];

export const tally = (summary: Summary, kind?: Kind) =>
  (['created', 'changed', 'unchanged'] satisfies Fate[]).map((fate) => countOf(summary, fate, kind));
