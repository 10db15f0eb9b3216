import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../infra/constructs/bundle.ts';
import type { Blueprint } from '../../infra/local/blueprint.ts';
import { startStage } from '../../infra/local/stage.ts';
import type { Report } from './bench.ts';
import { median, percentile } from './median.ts';

const CONNECTIONS = 16;
const REQUESTS = 1_000;
const session = 'conference-inaugurale-ia-travail--s1';
const emptyRoute = '/v1/bench/empty';
const register = `/v1/sessions/${session}/registrations`;

/** Registrations through the whole local stage, every mail delivered, against an empty handler behind the same door. */
export async function benchStage(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  const before = performance.now();
  const stage = await startStage({
    dataFolder: folder,
    ports: { site: 0, inbox: 0, control: 0 },
    amend: withEmptyHandler,
  });
  const readyMs = performance.now() - before;
  try {
    const run = async (name: string, path: string, count: number, connections: number) => {
      const begin = performance.now();
      const answers = await post(stage.site, path, count, connections, name);
      const answeredMs = performance.now() - begin;
      await stage.drain();
      return { name, answers, answeredMs, drainedMs: performance.now() - begin };
    };
    await run('warm-up', register, 50, CONNECTIONS);
    await run('warm-up-empty', emptyRoute, 200, CONNECTIONS);
    const empty = await run('empty', emptyRoute, REQUESTS, CONNECTIONS);
    const busy = await run('busy', register, REQUESTS, CONNECTIONS);
    const alone = await run('alone', register, 100, 1);
    const emptyAlone = await run('empty-alone', emptyRoute, 200, 1);

    const { emails } = (await (await fetch(`${stage.inbox}/store`)).json()) as { emails: unknown[] };
    const confirmed = [...busy.answers, ...alone.answers].filter(({ status }) => status === 202).length;
    const mailed = emails.length - 50;
    const perSecond = ({ answers }: typeof busy, ms: number) => answers.length / (ms / 1_000);
    const ratio = perSecond(busy, busy.answeredMs) / perSecond(empty, empty.answeredMs);
    const row = (what: string, it: typeof busy) => ({
      what,
      'answers/s': Math.round(perSecond(it, it.answeredMs)),
      'with every mail delivered/s': Math.round(perSecond(it, it.drainedMs)),
      'p50 ms': rounded(median(it.answers.map(({ ms }) => ms))),
      'p99 ms': rounded(
        percentile(
          it.answers.map(({ ms }) => ms),
          0.99,
        ),
      ),
      statuses: [...new Set(it.answers.map(({ status }) => status))].join(' '),
    });
    return {
      title: `The local stage (ready after ${(readyMs / 1_000).toFixed(1)} s)`,
      rows: [
        row(`empty handler, ${CONNECTIONS} connections`, empty),
        row(`registration, ${CONNECTIONS} connections`, busy),
        row('empty handler, one client', emptyAlone),
        row('registration, one client', alone),
      ],
      targets: [
        {
          what: 'ready',
          wanted: 'within 10 s',
          got: `${(readyMs / 1_000).toFixed(1)} s`,
          met: readyMs <= 10_000,
        },
        {
          what: 'registrations against an empty handler, while mails go out',
          wanted: 'at least 0.5',
          got: ratio.toFixed(2),
          met: ratio >= 0.5,
        },
        { what: 'mails delivered', wanted: `${confirmed}`, got: `${mailed}`, met: mailed === confirmed },
      ],
    };
  } finally {
    await stage.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function withEmptyHandler(blueprint: Blueprint): Blueprint {
  const [like] = blueprint.functions;
  if (like === undefined) throw new Error('the stage has no functions');
  const file = join(bundle(join(import.meta.dirname, 'empty.ts')), 'handler.mjs');
  const empty = { ...like, name: 'empty', physicalName: 'empty', handler: { file, exportName: 'handler' } };
  return {
    ...blueprint,
    functions: [...blueprint.functions, empty],
    routes: [...blueprint.routes, { key: `POST ${emptyRoute}`, functionName: 'empty' }],
  };
}

type Answer = { readonly status: number; readonly ms: number };

/** Keeps so many connections busy until all is sent; each request is another person's. */
async function post(
  site: string,
  path: string,
  count: number,
  connections: number,
  run: string,
): Promise<readonly Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answer[] = [];
  let sent = 0;
  const busy = async () => {
    while (sent < count) {
      const name = `${run}-${sent++}`;
      answers.push(await once(agent, `${site}${path}`, name));
    }
  };
  await Promise.all(Array.from({ length: connections }, busy));
  agent.destroy();
  return answers;
}

const once = (agent: Agent, url: string, name: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const begin = performance.now();
    const sending = request(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': name } },
      (reply) => {
        reply.resume();
        reply.on('end', () => resolve({ status: reply.statusCode ?? 0, ms: performance.now() - begin }));
      },
    ).on('error', reject);
    sending.end(JSON.stringify({ lastName: 'Banc', email: `${name}@example.org`, partySize: 1 }));
  });

const rounded = (ms: number): number => Math.round(ms * 10) / 10;
