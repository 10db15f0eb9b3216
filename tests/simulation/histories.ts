import * as fc from 'fast-check';
import { choices, type Fortune } from './choices.ts';
import { begin, type Opening, openingSteps, type Step, steps } from './commands.ts';
import { proceed, TO_REST } from './consumers.ts';
import { emptyDiary } from './people.ts';
import { faultsAtRest, recover } from './rest.ts';
import { anyFate } from './scheduler.ts';
import type { Plan } from './town.ts';
import { createWorld } from './world.ts';

/** All there is to a history: run twice, it goes the same way twice. */
export type History = {
  readonly plan: Plan;
  readonly opening: Opening;
  readonly steps: readonly Step[];
  readonly fortune: Fortune;
  /** One call in so many meets each of the faults. */
  readonly hardship: number;
};

const LONGEST_FORTUNE = 2_000;
/** Then what is under way may come to its end before the next thing begins. */
const PAUSE_ONE_IN = 4;
const MOST_STEPS_BETWEEN = 25;

const blocks = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 2 }) },
  { weight: 1, arbitrary: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }) },
);
export const histories: fc.Arbitrary<History> = fc.record({
  plan: fc.record({
    seats: fc.oneof(
      { weight: 3, arbitrary: fc.array(blocks, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(blocks, { minLength: 2, maxLength: 2 }) },
    ),
    list: fc.constantFrom('none', 'offer', 'offer', 'automatic'),
    verifies: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  }),
  opening: fc.constantFrom<Opening>('empty', 'sold out', 'queue'),
  steps: fc.array(steps, { minLength: 1, maxLength: 20, size: 'max' }),
  fortune: fc.record({
    seed: fc.noShrink(fc.noBias(fc.nat(2 ** 31 - 1))),
    length: fc.noBias(fc.nat(LONGEST_FORTUNE)),
  }),
  hardship: fc.constantFrom(1_000, 200, 60),
});

export type Run = { readonly breaches: readonly string[]; readonly log: readonly string[] };

/** Runs a history with every fault there is, then lets the faults stop and looks whether all ends well. */
export async function live({
  plan,
  opening,
  steps: wanted,
  fortune: drawn,
  hardship,
}: History): Promise<Run> {
  const fortune = choices(drawn);
  const world = await createWorld(plan, fortune, anyFate(fortune, hardship));
  const diary = emptyDiary();
  const { breaches, calls } = world;
  return world.time.governing(async () => {
    for (const [index, step] of [...openingSteps(opening, plan), ...wanted].entries()) {
      calls.log.push(`— ${JSON.stringify(step)}`);
      begin({ world, diary, index }, step);
      const pause = fortune.choose(PAUSE_ONE_IN) === 0;
      await proceed(world, pause ? TO_REST : fortune.choose(MOST_STEPS_BETWEEN));
      if (breaches.length > 0) return { breaches, log: calls.log };
    }
    fortune.calmDown();
    await recover(world);
    const faults = await faultsAtRest(world, diary);
    return { breaches: [...breaches, ...faults], log: calls.log };
  });
}
