/** Where a run could go either way it asks here; zero is always the harmless answer, so that histories shrink to calm. */
export type Choices = {
  /** A whole number below `options`. */
  readonly choose: (options: number) => number;
  /** Between zero and one. */
  readonly random: () => number;
  readonly calmDown: () => void;
};

/** So many choices are drawn from the seed; all after them are zero. */
export type Fortune = { readonly seed: number; readonly length: number };

const RANGE = 2 ** 32;

export function choices({ seed, length }: Fortune): Choices {
  const next = sequence(seed);
  let left = length;
  const draw = (): number => {
    if (left === 0) return 0;
    left -= 1;
    return next();
  };
  return {
    choose: (options) => (options <= 1 ? 0 : draw() % options),
    random: () => draw() / RANGE,
    calmDown: () => {
      left = 0;
    },
  };
}

/** Mulberry32: small, and the same everywhere. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
