import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { readClaim } from '../../shared/domain/seats.ts';
import {
  claimsIn,
  drain,
  person,
  postRegistration,
  type RunningStage,
  readInbox,
  registrationsIn,
  storeOf,
  tell,
  temporaryFolder,
} from '../support/stage.ts';

const session = 'cine-debat-vies-numeriques--s1'; // 220 seats: nobody is refused
const people = 120;

it('a stage killed in the middle of a run keeps every promise it made', async () => {
  const folder = temporaryFolder();
  const first = await spawnStage(folder);

  let confirmed = 0;
  const accepted: number[] = [];
  const posts = Array.from({ length: people }, async (_, number) => {
    const reply = await postRegistration(first.stage, session, `kill-${number}`, person(number)).catch(
      () => undefined,
    );
    if (reply?.status !== 202) return;
    accepted.push(number);
    confirmed += 1;
    if (confirmed === people / 3) first.child.kill('SIGKILL');
  });
  await Promise.all(posts);
  expect(accepted.length).toBeGreaterThanOrEqual(people / 3);
  expect(accepted.length).toBeLessThan(people);

  const second = await spawnStage(folder);
  await tell(second.stage, '/clock', { advance: 'PT15M' });
  await drain(second.stage);

  const store = storeOf(second.stage);
  const registrations = await registrationsIn(store, session);
  const claims = (await claimsIn(store, session)).map((claim) => readClaim(claim).key);
  const mails = (await readInbox(second.stage)).filter(({ subject }) =>
    subject.startsWith('Inscription confirmée'),
  );
  for (const number of accepted) {
    const mine = registrations.filter(({ email }) => email === person(number).email);
    expect([number, mine.length, mine[0]?.status]).toEqual([number, 1, 'confirmed']);
    expect([number, claims.filter((key) => key === mine[0]?.key).length]).toEqual([number, 1]);
    expect(
      mails.filter(({ destination }) => destination.to[0]?.includes(person(number).email)).length,
    ).toBeGreaterThanOrEqual(1);
  }
  const perPerson = Map.groupBy(mails, ({ destination }) => destination.to[0]);
  const duplicates = mails.length - perPerson.size;
  expect(duplicates).toBeLessThanOrEqual(MAILS_IN_FLIGHT);
  expect(registrations.every(({ owed }) => Object.keys(owed).length === 0)).toBe(true);
});

const MAILS_IN_FLIGHT = 20; // two batches of ten at a time

async function spawnStage(
  folder: string,
): Promise<{ stage: RunningStage & { edge: string; table: string }; child: ChildProcess }> {
  const child = spawn(process.execPath, ['infra/local/start.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      PASSERELLE_DATA: folder,
      PASSERELLE_SITE_PORT: '0',
      PASSERELLE_INBOX_PORT: '0',
      PASSERELLE_CONTROL_PORT: '0',
    },
  });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await exited;
  });
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith('Ready')) {
      child.stdout.resume();
      return { stage: JSON.parse(readFileSync(join(folder, 'stage.json'), 'utf8')), child };
    }
  }
  throw new Error('the stage ended before it was ready');
}
