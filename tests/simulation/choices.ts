/** Where a run could go either way it asks here; zero is always the harmless answer, so that histories shrink to calm. */
export type Choices = {
  /** A whole number below `options`. */
  readonly choose: (options: number) => number;
  /** Between zero and one. */
  readonly random: () => number;
  readonly calmDown: () => void;
};

const RESOLUTION = 65_536;
export const CHOICE_MAX = RESOLUTION - 1;

/** Answers with what was drawn, in order; with zero when that is used up or after `calmDown`. */
export function choices(drawn: readonly number[]): Choices {
  let at = 0;
  let calm = false;
  const next = (): number => {
    if (calm || at >= drawn.length) return 0;
    at += 1;
    return drawn[at - 1] ?? 0;
  };
  return {
    choose: (options) => (options <= 1 ? 0 : next() % options),
    random: () => next() / RESOLUTION,
    calmDown: () => {
      calm = true;
    },
  };
}
