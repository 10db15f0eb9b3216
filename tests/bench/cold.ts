import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type BuildOptions, buildSync } from 'esbuild';
import { bundle, bundling } from '../../infra/constructs/bundle.ts';
import type { Blueprint } from '../../infra/local/blueprint.ts';
import { httpEvent } from '../../infra/local/http-event.ts';
import { lambdaEnvironment } from '../../infra/local/lambda-environment.ts';
import { startStage } from '../../infra/local/stage.ts';
import type { Report } from './bench.ts';
import type { FirstCall } from './first-call.ts';
import { median } from './median.ts';

const SAMPLES = 15;
const session = 'conference-inaugurale-ia-travail--s1';
const here = (file: string) => join(import.meta.dirname, file);

/** Bytes, import and first call of `registration`, against what most would write and against nothing at all. */
export async function benchCold(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  let blueprint: Blueprint | undefined;
  const stage = await startStage({
    dataFolder: join(folder, 'stage'),
    ports: { site: 0, inbox: 0, control: 0 },
    amend: (read) => {
      blueprint = read;
      return read;
    },
  });
  try {
    const registration = blueprint?.functions.find(({ name }) => name === 'registration');
    if (registration === undefined) throw new Error('no function is called registration');
    const env = lambdaEnvironment(registration, stage.edge);
    const handlers = {
      registration: registration.handler.file,
      empty: join(bundle(here('empty.ts')), 'handler.mjs'),
      'baseline, bundled as esbuild does': bundledByDefault(
        here('baseline.ts'),
        join(folder, 'baseline.mjs'),
      ),
      'baseline, unbundled': here('baseline.ts'),
    };
    const calls = new Map(Object.keys(handlers).map((name) => [name, [] as FirstCall[]]));
    for (let sample = 0; sample < SAMPLES; sample += 1)
      for (const [name, file] of Object.entries(handlers)) calls.get(name)?.push(await firstCall(file, env));

    const measured = new Map(
      [...calls].map(([name, all]) => [name, median(all.map(({ importMs, callMs }) => importMs + callMs))]),
    );
    const bytes = (name: keyof typeof handlers) => statSync(handlers[name]).size;
    const ratio =
      (measured.get('registration') ?? Number.NaN) / (measured.get('baseline, unbundled') ?? Number.NaN);
    const [ours, theirs] = [bytes('registration'), bytes('baseline, bundled as esbuild does')];
    return {
      title: `Cold start, medians of ${SAMPLES} processes in turn, in ms`,
      rows: [...calls].map(([name, all]) => ({
        handler: name,
        kB: name === 'baseline, unbundled' ? '' : Math.round(bytes(name as keyof typeof handlers) / 1_000),
        import: rounded(median(all.map(({ importMs }) => importMs))),
        'first call': rounded(median(all.map(({ callMs }) => callMs))),
        both: rounded(measured.get(name) ?? Number.NaN),
        answered: [...new Set(all.map(({ statusCode }) => statusCode))].join(' '),
      })),
      targets: [
        {
          what: 'bundle of registration',
          wanted: 'at most 400 kB',
          got: `${Math.round(ours / 1_000)} kB`,
          met: ours <= 400_000,
        },
        {
          what: 'bundle against the baseline',
          wanted: 'no larger',
          got: `${Math.round(ours / 1_000)} : ${Math.round(theirs / 1_000)} kB`,
          met: ours <= theirs,
        },
        {
          what: 'import and first call against an unbundled SDK handler',
          wanted: 'at most 0.5, at best 0.25',
          got: ratio.toFixed(2),
          met: ratio <= 0.5,
        },
      ],
    };
  } finally {
    await stage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function firstCall(file: string, env: Readonly<Record<string, string>>): Promise<FirstCall> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [here('first-call.ts'), file, JSON.stringify(aRegistration())],
    { env },
  );
  return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1));
}

function aRegistration() {
  const name = randomUUID();
  const body = Buffer.from(JSON.stringify({ lastName: 'Banc', email: `${name}@example.org`, partySize: 1 }));
  const request = {
    method: 'POST',
    url: `/v1/sessions/${session}/registrations`,
    httpVersion: '1.1',
    rawHeaders: ['content-type', 'application/json', 'idempotency-key', name, 'host', 'localhost'],
    body,
    sourceIp: '127.0.0.1',
  };
  const inOpenWindow = Date.parse('2027-10-18T07:00:00Z');
  return httpEvent(request, {
    routeKey: 'POST /v1/sessions/{sessionId}/registrations',
    pathParameters: { sessionId: session },
    requestId: name,
    epochMs: inOpenWindow,
  });
}

function bundledByDefault(entry: string, outfile: string): string {
  const { mainFields: _mainFields, alias: _alias, outfile: _outfile, ...rest } = bundling;
  buildSync({ ...rest, entryPoints: [entry], outfile, write: true } satisfies BuildOptions);
  return outfile;
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;
