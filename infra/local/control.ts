import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { AccessReport } from './access-ledger.ts';
import { controlPage } from './control-page.ts';
import { type Faults, faultList } from './faults.ts';
import type { Health } from './health.ts';
import { destination, inParis } from './moment.ts';
import type { Drained, Moved } from './motion.ts';

type ControlSettings = {
  readonly site: string;
  readonly inbox: string;
  readonly now: () => number;
  readonly health: () => Promise<Health>;
  readonly access: () => Readonly<Record<string, AccessReport>>;
  readonly moveClock: (targetMs: number) => Promise<Moved>;
  readonly drain: () => Promise<Drained>;
  readonly faults: Faults;
};

const largestBody = 10_000;

/** The stage's own knobs, on a port that exists on this machine only. */
export function control(settings: ControlSettings): RequestListener {
  const { now, health, access, drain } = settings;

  return (incoming, response) => {
    serve(incoming, response).catch((error: unknown) => json(response, 500, { error: String(error) }));
  };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
    const method = incoming.method === 'HEAD' ? 'GET' : incoming.method;
    if (method === 'POST' && isForeign(incoming))
      return json(response, 403, { error: 'Not from another site.' });
    switch (`${method} ${path}`) {
      case 'GET /':
        response.setHeader('content-type', 'text/html; charset=utf-8');
        response.end(controlPage({ ...settings, now: inParis(now()) }));
        return;
      case 'GET /health': {
        const parts = await health();
        const ok = Object.values(parts).every((part) => part.ok);
        return json(response, ok ? 200 : 503, { ok, clock: inParis(now()), parts });
      }
      case 'GET /iam':
        return json(response, 200, access());
      case 'GET /faults':
        return json(response, 200, settings.faults.list());
      case 'POST /faults':
        return setFaults(incoming, response);
      case 'POST /clock':
        return moveClock(incoming, response);
      case 'POST /drain': {
        const result = await drain();
        if (isForm(incoming)) return seeOther(response);
        return json(response, result.drained ? 200 : 503, result);
      }
      default:
        return json(response, 404, { error: `There is no ${method} ${path} here.` });
    }
  }

  async function setFaults(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { input, byPage } = await readInput(incoming);
    const asked = faultList.safeParse(byPage ? [] : input);
    if (!asked.success) return json(response, 400, { error: z.prettifyError(asked.error) });
    settings.faults.set(asked.data);
    return byPage ? seeOther(response) : json(response, 200, settings.faults.list());
  }

  async function moveClock(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const from = now();
    const { input, byPage } = await readInput(incoming);
    const asked = destination(input, from);
    if ('problem' in asked) return json(response, 400, { error: asked.problem });
    if (asked.epochMs < from) {
      const error = `The clock only moves forward: it is ${inParis(from)} already.`;
      return json(response, 409, { error, clock: inParis(from) });
    }
    const moved = await settings.moveClock(asked.epochMs);
    const clock = inParis(now());
    switch (moved.kind) {
      case 'arrived':
        return byPage ? seeOther(response) : json(response, 200, { clock, stops: moved.stops });
      case 'busy':
        return json(response, 409, { error: 'Somebody is moving the clock at this moment.', clock });
      case 'unsettled':
        return json(response, 503, {
          error: 'Something does not come to rest.',
          waitingFor: moved.waitingFor,
          clock,
        });
    }
  }
}

const isForm = ({ headers }: IncomingMessage): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true;

/** Any page in the browser may post to localhost; only our own may move the clock. */
function isForeign({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined && URL.parse(headers.origin)?.host !== headers.host;
}

/** JSON counts as JSON whatever its content type says: `curl -d` calls everything a form. */
async function readInput(
  incoming: IncomingMessage,
): Promise<{ readonly input: unknown; readonly byPage: boolean }> {
  let text = '';
  for await (const chunk of incoming.setEncoding('utf8')) text = (text + chunk).slice(0, largestBody);
  if (isForm(incoming) && !/^\s*[{[]/.test(text)) {
    return { input: Object.fromEntries(new URLSearchParams(text)), byPage: true };
  }
  try {
    return { input: JSON.parse(text), byPage: false };
  } catch {
    return { input: undefined, byPage: false };
  }
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json' })
    .end(`${JSON.stringify(value, null, 2)}\n`);
}

function seeOther(response: ServerResponse): void {
  response.writeHead(303, { location: '/' }).end();
}
