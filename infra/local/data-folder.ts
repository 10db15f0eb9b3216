import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CannotStart } from './place.ts';

const lockName = 'in-use';
/** What a fresh start removes: the folder may be anybody's, so nothing else in it is touched. */
const ours =
  /^(assembly|logs|(clock|secrets|stage|stream-.*)\.json|mails\.jsonl|edition-loaded|table\.db.*)$/;

/** What outlives a stage; at most one stage at a time works on a folder, and a killed one leaves no lock behind. */
export function openDataFolder(path: string, { fresh }: { readonly fresh: boolean }) {
  const folder = resolve(path);
  mkdirSync(folder, { recursive: true });
  const release = lock(folder);
  if (fresh) {
    for (const name of readdirSync(folder).filter((it) => ours.test(it))) {
      rmSync(join(folder, name), { recursive: true });
    }
  }
  mkdirSync(join(folder, 'logs'), { recursive: true });
  return { folder, file: (...names: readonly string[]) => join(folder, ...names), release };
}

export type DataFolder = ReturnType<typeof openDataFolder>;

/** SQLite's lock belongs to the process: the system takes it back however the process ends. */
function lock(folder: string): () => void {
  const database = new DatabaseSync(join(folder, lockName));
  try {
    database.exec('PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new CannotStart(`A local stage is already running on ${folder}: stop it, or set PASSERELLE_DATA.`, {
      cause: error,
    });
  }
  return () => database.close();
}

/** Replaces a file in one step, so that a kill leaves the old content or the new. */
export function writeWhole(file: string, content: string): void {
  writeFileSync(`${file}.new`, content);
  renameSync(`${file}.new`, file);
}
