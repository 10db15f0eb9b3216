import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EventSlug } from '../../shared/domain/ids.ts';
import { loadProgramme } from '../../shared/store/programme.ts';
import { useEngine } from '../support/engine.ts';
import { aSample, eventIn, sampleText } from '../support/sample-edition.ts';

const command = new URL('../../infra/commands/import.ts', import.meta.url).pathname;
const sample = new URL('../../infra/local/sample-edition.json', import.meta.url).pathname;
const freshStore = useEngine();

let folder: string;
/** What answers where a stage's control would: an import only asks whether it is alive. */
const control = createServer((_, response) => response.end('{}'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'passerelle-import-'));
  control.listen(0, '127.0.0.1');
  await once(control, 'listening');
});
afterAll(async () => {
  control.close();
  await rm(folder, { recursive: true });
});

type Ending = { readonly code: number; readonly out: string; readonly err: string };

const run = (...args: string[]): Promise<Ending> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, PASSERELLE_DATA: folder };
    execFile(process.execPath, [command, ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

async function aFile(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function runningStage() {
  const store = await freshStore();
  const endpoint = await (store.db.config.endpoint?.() as Promise<{ port?: number }>);
  const { port } = control.address() as AddressInfo;
  const stage = {
    control: `http://127.0.0.1:${port}`,
    edge: `http://127.0.0.1:${endpoint.port}`,
    table: store.tableName,
  };
  await writeFile(join(folder, 'stage.json'), JSON.stringify(stage));
  return { store, stop: () => rm(join(folder, 'stage.json')) };
}

describe('npm run import', () => {
  it.each([
    ['without a file', [], 'Which file?'],
    ['with two files', ['a.json', 'b.json'], 'One file at a time: b.json'],
    ['with a flag it does not know', ['a.json', '--force'], "Unknown option '--force'"],
    ['with a stage that does not exist', ['a.json', '--stage', 'moon'], 'There is no stage "moon"'],
  ])('explains itself %s', async (_, args, complaint) => {
    const { code, out, err } = await run(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(complaint);
    expect(err).toContain('npm run import -- FILE [--dry-run] [--stage staging|production]');
  });

  it.each([
    ['a file that does not exist', async () => join(folder, 'nowhere.json'), 'does not exist.'],
    ['a folder', async () => folder, 'is a folder, not a file.'],
    [
      '50 MB',
      () => aFile('large.json', Buffer.alloc(50_000_000, ' ')),
      'has 50 MB; an edition file has at most 10 MB.',
    ],
    ['a picture', () => aFile('logo.png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff])), 'is not UTF-8 text'],
  ])('says in one line what is wrong with %s', async (_, file, complaint) => {
    const { code, out, err } = await run(await file());
    expect([code, out]).toEqual([1, '']);
    expect(err.trimEnd().split('\n')).toEqual([expect.stringContaining(complaint)]);
  });

  it('says where the JSON breaks off', async () => {
    const { code, err } = await run(await aFile('broken.json', '{\n  "edition": {},\n}'));
    expect(code).toBe(1);
    expect(err.split('\n')[0]).toBe(
      `${join(folder, 'broken.json')}: is not JSON, line 3 column 1. Look for a missing comma, quotation mark or bracket just before.`,
    );
  });

  it('says in one line that no stage is running', async () => {
    const { code, err } = await run(sample);
    expect(code).toBe(1);
    expect(err).toBe('No local stage is running: start one with `npm start`, or choose one with --stage.\n');
  });

  it('loads a file into the running stage and sums up', async () => {
    const { store, stop } = await runningStage();
    const dry = await run(sample, '--dry-run');
    expect([dry.code, dry.err, await loadProgramme(store)]).toEqual([0, '', undefined]);
    expect(dry.out).toContain('71 bookable sessions, 7,729 seats (dry run: nothing written)');

    const { code, out, err } = await run(sample);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/sessions +71 +0 +0\n/);
    expect(out).toContain('Kept, not used yet: forum (1)');
    expect(out).toContain('Note: events[1].registration.audienceQuota: not applied yet.');
    expect((await loadProgramme(store))?.events).toHaveLength(50);
    await stop();
  });

  it('lists every problem, writes nothing and fails', async () => {
    const { store, stop } = await runningStage();
    const broken = await aFile(
      'wrong.json',
      sampleText.replace('"association-numerique-grand-nancy"', '"nobody"'),
    );
    const { code, out, err } = await run(broken);
    expect([code, out, await loadProgramme(store)]).toEqual([1, '', undefined]);
    expect(err).toMatch(
      /^edition\.coordinator: "nobody" is not in organisers\. .*\n1 problem in .*: nothing was written\.\n$/,
    );
    await stop();
  });

  it('says which sessions get other seats', async () => {
    const { store, stop } = await runningStage();
    await run(sample);
    const file = aSample();
    const event = eventIn(file, 'petit-dejeuner-cyber-dix-gestes');
    Object.assign(event, { capacity: 30, totalCapacity: 30 });
    Object.assign(event.timings[0] ?? {}, { capacity: 30 });
    const { code, out } = await run(await aFile('fewer.json', JSON.stringify(file)));
    expect(code).toBe(0);
    expect(out).toContain('Seats of petit-dejeuner-cyber-dix-gestes--s1: 40 → 30.\n');
    expect((await loadProgramme(store))?.sessions.get(event.slug as EventSlug)?.[0]?.capacity).toBe(30);
    await stop();
  });
});
