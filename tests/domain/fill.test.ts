import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chosenSteps,
  type FillStep,
  fillAlertIn,
  fillMail,
  fillSteps,
  judgeFill,
  type Latches,
  outOfDateAlert,
  passesStep,
  stepToTell,
} from '../../shared/domain/fill.ts';

const raised = (...steps: readonly FillStep[]): Latches =>
  Object.fromEntries(steps.map((step) => [step, { raised: true, epoch: 1 }]));
const crossedAt = (people: number, capacity: number, latches: Latches = {}) =>
  judgeFill(latches, { people, capacity }).crossed;
/** The steps told while so many people after one another have a seat. */
const told = (capacity: number, ...people: readonly number[]): readonly (readonly FillStep[])[] => {
  let latches: Latches = {};
  return people.map((count) => {
    const judged = judgeFill(latches, { people: count, capacity });
    latches = judged.latches;
    return judged.crossed;
  });
};

describe('a session fills', () => {
  it.each([
    ['nobody', 0, 40, []],
    ['one person short of half', 19, 40, []],
    ['half', 20, 40, [50]],
    ['79,9 %', 799, 1000, [50]],
    ['80 %', 800, 1000, [50, 80]],
    ['one person short of 95 % of 20', 18, 20, [50, 80]],
    ['95 % of 20', 19, 20, [50, 80, 95]],
    ['the last seat', 20, 20, [50, 80, 95, 100]],
    ['more people than seats, after a cut', 32, 25, [50, 80, 95, 100]],
    ['the last seat of seven, where no step falls on a whole person', 7, 7, [50, 80, 95, 100]],
    ['six of seven', 6, 7, [50, 80]],
    ['the one seat of a slot', 1, 1, []],
    ['the two seats of the smallest session', 2, 2, [50, 80, 95, 100]],
  ] as const)('%s', (_, people, capacity, steps) => {
    expect(crossedAt(people, capacity)).toEqual(steps);
  });

  it('a step that is raised is not crossed again', () => {
    expect(crossedAt(80, 100, raised(50, 80))).toEqual([]);
    expect(crossedAt(95, 100, raised(50, 80))).toEqual([95]);
  });

  it('80 % is told once although registrations oscillate between 79 and 81 %', () => {
    expect(told(100, 79, 80, 79, 81, 79, 81)).toEqual([[50], [80], [], [], [], []]);
  });

  it.each([
    ['not at nine points below', 100, 71, []],
    ['at ten points below', 100, 70, [80]],
    ['not one person above ten points of an odd capacity', 24, 17, []],
  ] as const)('a step is told again after a fall: %s', (_, capacity, fall, again) => {
    const full = Math.ceil(capacity * 0.8);
    expect(told(capacity, full, fall, full)[2]).toEqual(again);
  });

  it('each time it is told again is another epoch', () => {
    const { latches } = judgeFill(raised(50, 80), { people: 70, capacity: 100 });
    expect(latches[80]).toEqual({ raised: false, epoch: 1 });
    expect(judgeFill(latches, { people: 80, capacity: 100 }).latches[80]).toEqual({ raised: true, epoch: 2 });
  });

  it('nothing that stays as it was makes new latches', () => {
    const latches = raised(50);
    expect(judgeFill(latches, { people: 60, capacity: 100 }).latches).toBe(latches);
  });

  it('whatever comes and goes, a step is crossed from ten points below up to it, and once on the way', () => {
    const walk = fc.record({
      capacity: fc.integer({ min: 2, max: 300 }),
      shares: fc.array(fc.double({ min: 0, max: 1.2, noNaN: true }), { maxLength: 60 }),
    });
    fc.assert(
      fc.property(walk, ({ capacity, shares }) => {
        const people = shares.map((share) => Math.round(share * capacity));
        const crossings = told(capacity, ...people);
        for (const step of fillSteps) {
          let armed = true;
          people.forEach((count, at) => {
            const percent = (count / capacity) * 100;
            const expected = armed && percent >= step - 1e-9;
            expect(crossings[at]?.includes(step)).toBe(expected);
            if (expected) armed = false;
            else if (percent <= step - 10 + 1e-9) armed = true;
          });
        }
      }),
    );
  });
});

describe('a change from one fill to another may flip a latch', () => {
  it.each([
    ['on its way up to a step', 79, 80, true],
    ['not below it', 78, 79, false],
    ['not above it', 80, 81, false],
    ['not on its way down through a step', 80, 79, false],
    ['where the step is armed again', 71, 70, true],
    ['not on its way up through there', 74, 76, false],
    ['at the last seat', 99, 100, true],
    ['past several steps', 10, 90, true],
  ])('%s', (_, before, after, may) => {
    expect(passesStep({ people: before, capacity: 100 }, { people: after, capacity: 100 })).toBe(may);
  });

  it('when the seats are other ones', () => {
    expect(passesStep({ people: 20, capacity: 40 }, { people: 20, capacity: 25 })).toBe(true);
    expect(passesStep({ people: 20, capacity: 40 }, { people: 20, capacity: 39 })).toBe(false);
  });
});

describe('what is told of it', () => {
  it.each([
    ['the highest of several steps', [50, 80, 95, 100], undefined, 100],
    ['the highest that was chosen', [50, 80, 95], { fillSteps: [80, 100] }, 80],
    ['nothing that was not chosen', [50], { fillSteps: [80, 100] }, undefined],
    ['nothing to whoever chose nothing', [50, 80, 95, 100], { fillSteps: [] }, undefined],
    ['nothing when nothing is crossed', [], undefined, undefined],
  ] as const)('%s', (_, crossed, choice, step) => {
    expect(stepToTell(crossed, choice)).toBe(step);
  });

  it('all four steps unless the organiser chose, in whatever order', () => {
    expect(chosenSteps()).toEqual([50, 80, 95, 100]);
    expect(chosenSteps({ fillSteps: [100, 80] })).toEqual([80, 100]);
  });

  it('its mail names step and epoch, and leads back to them', () => {
    expect(fillMail({ step: 80, epoch: 3 })).toBe('O4#80#3');
    expect(fillAlertIn('O4#80#3')).toEqual({ step: 80, epoch: 3 });
    expect(fillAlertIn('O4#81#3')).toBeUndefined();
    expect(fillAlertIn('A1#80')).toBeUndefined();
  });

  it.each([
    ['goes while its latch is raised', raised(50, 80), undefined, undefined],
    ['is folded into a higher one', raised(50, 80, 95), undefined, 'fuller since'],
    ['is not folded into one that nobody wants', raised(50, 80, 95), { fillSteps: [80, 100] }, undefined],
    ['does not go once its latch is armed again', raised(50), undefined, 'no longer so full'],
    ['does not go for an earlier epoch', { 80: { raised: true, epoch: 2 } }, undefined, 'no longer so full'],
    ['does not go to who wants it no more', raised(50, 80), { fillSteps: [100] }, 'not wanted'],
  ] as const)('a mail %s', (_, latches, choice, reason) => {
    expect(outOfDateAlert(latches, { step: 80, epoch: 1 }, choice)).toBe(reason);
  });
});
