import { describe, expect, it } from 'vitest';
import { choiceOf, summaryOf } from '../../shared/web/availability.ts';
import { anEvent, aSession, now } from '../support/edition.ts';

const choices = (...free: readonly number[]) => {
  const sessions = free.map((_, index) => aSession({ id: `s${index}` }));
  const heads = free.map((seats) => ({ phase: 'open' as const, free: seats, mostInOneBlock: seats }));
  const seats = new Map(
    sessions.map(({ id }, index) => [
      id,
      heads[index] ?? { phase: 'open' as const, free: 0, mostInOneBlock: 0 },
    ]),
  );
  return sessions.map((session) => choiceOf(anEvent(), session, seats, now));
};

describe('an event in one line', () => {
  it.each([
    ['eight slots of one seat have eight seats left', [1, 1, 1, 1, 1, 1, 1, 1], { word: 'few', left: 8 }],
    ['seats are counted up to ten', [5, 5], { word: 'few', left: 10 }],
    ['above ten there is simply room', [5, 6], { word: 'plenty' }],
    ['a small rest beside a roomy session is no hurry', [2, 30], { word: 'plenty' }],
    ['a full session does not hide the other one', [0, 3], { word: 'few', left: 3 }],
    ['it is full when all are', [0, 0], { word: 'full', left: 0 }],
  ] as const)('%s', (_, free, availability) => {
    expect(summaryOf(choices(...free))?.availability).toEqual(availability);
  });
});
