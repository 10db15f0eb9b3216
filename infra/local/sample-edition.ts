import { readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { importEdition } from '../commands/edition/import-edition.ts';
import { CannotStart, place } from './place.ts';

/** Fills an empty stage, through the import that coordinators use. */
export async function loadSampleEdition(
  endpoint: string,
  accessKeyId: string,
  tableName: string,
): Promise<void> {
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  const db = new DynamoDBClient({ endpoint, region: place.region, credentials });
  const text = readFileSync(new URL('./sample-edition.json', import.meta.url), 'utf8');
  const outcome = await importEdition({ store: { db, tableName, pause: async () => {} }, text });
  db.destroy();
  if (outcome.kind === 'invalid') {
    throw new CannotStart(`The sample edition is not valid: ${JSON.stringify(outcome.problems[0])}`);
  }
}
