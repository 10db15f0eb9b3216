import { choices } from './choices.ts';
import { begin, type Step } from './commands.ts';
import { proceed, TO_REST } from './consumers.ts';
import { emptyDiary } from './people.ts';
import { faultsAtRest, recover } from './rest.ts';
import type { Fate, Process } from './scheduler.ts';
import { createWorld } from './world.ts';
import type { Path } from './write-paths.ts';

/** Somebody dies at the so-manieth call of a path. */
export type Crash = { readonly call: number; readonly fate: Extract<Fate, 'dies-before' | 'dies-after'> };

export type Outcome = { readonly calls: number; readonly breaches: readonly string[] };

/** Goes along a path, in calm but for one crash, then lets everything that runs by itself put it right. */
export async function follow({ plan, given, step, by, again = [] }: Path, crash?: Crash): Promise<Outcome> {
  let armed = false;
  let calls = 0;
  const own: Process[] = [];
  const isOfPath = (process: Process): boolean =>
    armed && (by === undefined ? own.includes(process) : process.name.endsWith(` ${by}`));
  const fate = (process: Process): Fate => {
    if (!isOfPath(process)) return 'well';
    calls += 1;
    return calls === crash?.call ? crash.fate : 'well';
  };
  const world = await createWorld(plan, choices({ seed: 0, length: 0 }), fate);
  const diary = emptyDiary();
  let index = 0;
  const live = async (next: Step) => {
    index += 1;
    begin({ world, diary, index }, next);
    await proceed(world, TO_REST);
  };

  return world.time.governing(async () => {
    for (const each of given) await live(each);
    const before = world.processes.length;
    begin({ world, diary, index: index + 1 }, step);
    own.push(...world.processes.slice(before, before + 1));
    armed = true;
    await proceed(world, TO_REST);
    armed = false;
    for (const each of again) await live(each);
    await recover(world);
    const faults = await faultsAtRest(world, diary);
    return { calls, breaches: [...world.breaches, ...faults] };
  });
}
