import type { MessageId } from './registration.ts';

/** How full a session is, in percent of its capacity, when its organiser is told; the last is sold out. */
export const fillSteps = [50, 80, 95, 100] as const;
export type FillStep = (typeof fillSteps)[number];
export const SOLD_OUT = 100 satisfies FillStep;

/** So many points below its step a session must fall before the same step is told again. */
const POINTS_TO_REARM = 10;
/** A session of one seat (a slot) is full with its first person: that is a booking, and no news. */
const SMALLEST_CAPACITY = 2;

/** People with a seat, confirmed or held for them, out of so many. */
export type Fill = { readonly people: number; readonly capacity: number };

/** Whether a step is raised, and how often it has been: an epoch is told once. */
export type Latch = { readonly raised: boolean; readonly epoch: number };
export type Latches = { readonly [Step in FillStep]?: Latch | undefined };

const hasReached = (step: number, { people, capacity }: Fill): boolean => people * 100 >= step * capacity;

const hasFallenFrom = (step: number, { people, capacity }: Fill): boolean =>
  people * 100 <= (step - POINTS_TO_REARM) * capacity;

/** Whether a change from one fill to another may flip a latch: up to a step, or down to where it is armed again. */
export const passesStep = (before: Fill, after: Fill): boolean =>
  fillSteps.some(
    (step) =>
      (hasReached(step, after) && !hasReached(step, before)) ||
      (hasFallenFrom(step, after) && !hasFallenFrom(step, before)),
  );

/** The latches as they must be at this fill, and the steps that were crossed upwards; the same latches if none flips. */
export function judgeFill(
  latches: Latches,
  fill: Fill,
): { readonly latches: Latches; readonly crossed: readonly FillStep[] } {
  if (fill.capacity < SMALLEST_CAPACITY) return { latches, crossed: [] };
  const isRaised = (step: FillStep) => latches[step]?.raised === true;
  const epochOf = (step: FillStep) => latches[step]?.epoch ?? 0;
  const crossed = fillSteps.filter((step) => !isRaised(step) && hasReached(step, fill));
  const fallen = fillSteps.filter((step) => isRaised(step) && hasFallenFrom(step, fill));
  if (crossed.length + fallen.length === 0) return { latches, crossed };
  return {
    latches: {
      ...latches,
      ...Object.fromEntries(crossed.map((step) => [step, { raised: true, epoch: epochOf(step) + 1 }])),
      ...Object.fromEntries(fallen.map((step) => [step, { raised: false, epoch: epochOf(step) }])),
    },
    crossed,
  };
}

/** What an organiser chose; all steps unless some were. */
export type AlertChoice = { readonly fillSteps?: readonly FillStep[] | undefined };

export const chosenSteps = ({ fillSteps: chosen = fillSteps }: AlertChoice = {}): readonly FillStep[] =>
  fillSteps.filter((step) => chosen.includes(step));

/** Of several steps crossed at once, the one that is told: it tells of the others. */
export const stepToTell = (crossed: readonly FillStep[], choice?: AlertChoice): FillStep | undefined =>
  chosenSteps(choice).findLast((step) => crossed.includes(step));

export type FillAlert = { readonly step: FillStep; readonly epoch: number };

export const fillMail = ({ step, epoch }: FillAlert): MessageId => `O4#${step}#${epoch}`;

export function fillAlertIn(mail: MessageId): FillAlert | undefined {
  const [kind, step, epoch] = mail.split('#');
  const known = fillSteps.find((one) => String(one) === step);
  return kind !== 'O4' || known === undefined ? undefined : { step: known, epoch: Number(epoch) };
}

/** Why an alert must not go any more, by how the latches stand now; undefined when it may. */
export function outOfDateAlert(
  latches: Latches,
  { step, epoch }: FillAlert,
  choice?: AlertChoice,
): string | undefined {
  const latch = latches[step];
  if (latch?.raised !== true || latch.epoch !== epoch) return 'no longer so full';
  const steps = chosenSteps(choice);
  if (!steps.includes(step)) return 'not wanted';
  return steps.some((higher) => higher > step && latches[higher]?.raised === true)
    ? 'fuller since'
    : undefined;
}
