import { execFile } from 'node:child_process';
import { expect, it } from 'vitest';

const command = new URL('../../infra/commands/deploy.ts', import.meta.url).pathname;

const run = (...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise((resolve) => {
    execFile(process.execPath, [command, ...args], { env: { PATH: process.env.PATH } }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });

it('npm run deploy explains itself, and asks for a stage before anything else', async () => {
  const help = await run('--help');
  expect([help.code, help.err]).toEqual([0, '']);
  expect(help.out).toContain('npm run deploy -- --stage staging|production [--dry-run]');

  const { code, out, err } = await run();
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(/^Which stage\? Name it with --stage\.\nnpm run deploy/);
});
