import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { environment } from '../../functions/environment.ts';
import { bundle } from '../../infra/constructs/bundle.ts';

const kB = 1_000;

/** What a cold start has to read; registration is the one that people queue for. */
const budgets = [
  ['programme', 540 * kB], // 42 kB of it describe the JSON API
  ['registration', 400 * kB],
  ['my-registration', 600 * kB],
  ['follow-changes', 400 * kB],
  ['send-mail', 750 * kB],
  ['mail-feedback', 400 * kB],
  ['tick', 400 * kB],
] as const;

describe.each(budgets)('the bundle of %s', (folder, budget) => {
  let place: string;
  beforeAll(() => {
    place = bundle(join(import.meta.dirname, '../../functions', folder, 'handler.ts'));
  });

  it(`weighs at most ${budget / kB} kB, minified`, () => {
    const code = readFileSync(join(place, 'handler.mjs'));
    expect(code.byteLength).toBeLessThanOrEqual(budget);
    expect(code.byteLength / code.toString().split('\n').length).toBeGreaterThan(1_000);
  });

  it('brings its part of the SDK, and of the credential providers only the environment', () => {
    const code = readFileSync(join(place, 'handler.mjs'), 'utf8');
    expect(code).not.toMatch(/from ?["']@/);
    expect(code).not.toContain('AWS_CONTAINER_CREDENTIALS_FULL_URI');
  });

  it('maps back to our lines without carrying the sources', () => {
    const map = JSON.parse(readFileSync(join(place, 'handler.mjs.map'), 'utf8'));
    expect(map.sources).toEqual(
      expect.arrayContaining([expect.stringContaining(`functions/${folder}/handler.ts`)]),
    );
    expect(map.sourcesContent ?? []).toEqual([]);
  });

  it('loads as an ES module and exports its handler', () => {
    const settings = Object.values(environment).map((name) => [name, 'something']);
    const program = `
      const { handler } = await import(${JSON.stringify(join(place, 'handler.mjs'))});
      process.stdout.write(typeof handler);
    `;
    const told = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...Object.fromEntries(settings), AWS_REGION: 'eu-west-3' },
    });
    expect(told.toString()).toBe('function');
  });
});
