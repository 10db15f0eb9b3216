import type { Engines } from './engines.ts';
import type { EventSources } from './event-sources.ts';
import type { FunctionPools } from './workers.ts';

export type Health = Readonly<Record<string, { readonly ok: boolean } & Readonly<Record<string, unknown>>>>;

/** How each part of the stage is. */
export async function healthOf(
  { engine, queues, inbox }: Engines,
  sources: EventSources,
  pools: FunctionPools,
): Promise<Health> {
  const state = (trouble: string | undefined) => ({
    ok: trouble === undefined,
    ...(trouble !== undefined && { trouble }),
  });
  return {
    table: { ok: await engine.answers(), origin: engine.origin },
    inbox: { ok: await inbox.answers() },
    queues: { ok: true, depths: await queues.depths() },
    ...Object.fromEntries(sources.streams.map((it) => [`stream of ${it.table}`, state(it.trouble())])),
    ...Object.fromEntries(sources.queues.map((it) => [`work on ${it.queue}`, state(it.trouble())])),
    ...Object.fromEntries(
      Object.entries(pools.states()).map(([name, it]) => [`function ${name}`, { ok: true, ...it }]),
    ),
  };
}
