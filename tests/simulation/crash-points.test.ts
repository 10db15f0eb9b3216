import { describe, expect, it } from 'vitest';
import { type Crash, follow } from './crash-points.ts';
import { paths } from './write-paths.ts';

/** Before and after each of so many calls. */
const crashes = (calls: number): readonly Crash[] =>
  Array.from({ length: calls }, (_, index) => index + 1).flatMap((call) => [
    { call, fate: 'dies-before' },
    { call, fate: 'dies-after' },
  ]);

describe.each(paths)('$name', (path) => {
  it('is put right wherever it stops', async () => {
    const undisturbed = await follow(path);
    expect(undisturbed.breaches).toEqual([]);
    expect(undisturbed.calls).toBeGreaterThan(1);
    for (const crash of crashes(undisturbed.calls))
      expect({ ...crash, breaches: (await follow(path, crash)).breaches }).toEqual({
        ...crash,
        breaches: [],
      });
  }, 120_000);
});
