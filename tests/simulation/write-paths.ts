import { openingSteps, type Step } from './commands.ts';
import type { Plan } from './town.ts';

/** Something that is written in several calls, each of which may be the last of whoever makes it. */
export type Path = {
  readonly name: string;
  readonly plan: Plan;
  readonly given: readonly Step[];
  readonly step: Step;
  /** Whose calls they are, if not those of who takes the step. */
  readonly by?: 'follow' | 'tick';
  /** What a person does again who got no answer. */
  readonly again?: readonly Step[];
};

const plan = (seats: readonly number[], change: Partial<Plan> = {}): Plan => ({
  seats: [seats],
  list: 'none',
  verifies: false,
  ...change,
});
const twoSeats = plan([2]);
const offering = plan([2], { list: 'offer' });
const giving = plan([2], { list: 'automatic' });
const verifying = plan([2], { verifies: true });

const registers = (person: number, seats: number, joins = false): Step => ({
  command: 'register',
  data: { person, seats, session: 0, lesser: false, joins },
});
const does = (command: 'release' | 'confirm' | 'accept' | 'decline', person: number): Step => ({
  command,
  data: { person, apt: false },
});
const party = (person: number, seats: number): Step => ({ command: 'party', data: { person, seats } });
const capacity = (more: number): Step => ({ command: 'capacity', data: { session: 0, more } });
const organiser = (command: 'close' | 'reopen'): Step => ({ command, data: 0 });
const skip = (data: string): Step => ({ command: 'skip', data });
const jump = (data: number): Step => ({ command: 'jump', data });
const tick: Step = { command: 'tick', data: undefined };
const repeats = (person: number): Step => ({ command: 'repeat', data: person });

/** Who has a seat where all are taken, and who waits first there: a party of two, then singles. */
const RESIDENT = 7;
const FIRST = 0;
const queue = openingSteps('queue', offering);
const offered = [...queue, does('release', RESIDENT), does('release', RESIDENT + 1)];
const free = [
  ...openingSteps('sold out', offering),
  registers(FIRST, 1, true),
  does('release', FIRST),
  does('release', RESIDENT),
];

export const paths: readonly Path[] = [
  { name: 'a registration', plan: twoSeats, given: [], step: registers(0, 2), again: [repeats(0)] },
  { name: 'the same again', plan: twoSeats, given: [registers(0, 2)], step: repeats(0) },
  {
    name: 'another try of somebody registered',
    plan: twoSeats,
    given: [registers(0, 1)],
    step: registers(0, 1),
  },
  {
    name: 'a registration after a release',
    plan: twoSeats,
    given: [registers(0, 2), does('release', 0)],
    step: registers(0, 2),
    again: [repeats(0)],
  },
  {
    name: 'a party over two blocks',
    plan: plan([1, 1]),
    given: [],
    step: registers(0, 2),
    again: [repeats(0)],
  },
  { name: 'a release', plan: twoSeats, given: [registers(0, 2)], step: does('release', 0) },
  {
    name: 'what follows a release',
    plan: twoSeats,
    given: [registers(0, 2)],
    step: does('release', 0),
    by: 'follow',
  },
  { name: 'a party that grows', plan: twoSeats, given: [registers(0, 1)], step: party(0, 2) },
  { name: 'a party that shrinks', plan: twoSeats, given: [registers(0, 2)], step: party(0, 1) },
  {
    name: 'a yes to an address',
    plan: verifying,
    given: [registers(0, 2)],
    step: does('confirm', 0),
  },
  {
    name: 'seats held for an address that was not confirmed',
    plan: verifying,
    given: [registers(0, 2), skip('deadline')],
    step: tick,
  },
  {
    name: 'joining a list',
    plan: offering,
    given: openingSteps('sold out', offering),
    step: registers(FIRST, 1, true),
    again: [repeats(FIRST)],
  },
  {
    name: 'joining a list that nobody is in any more',
    plan: offering,
    given: free,
    step: registers(1, 1, true),
    again: [repeats(1)],
  },
  {
    name: 'a registration where a list has been',
    plan: offering,
    given: free,
    step: registers(1, 1),
    again: [repeats(1)],
  },
  { name: 'leaving a list', plan: offering, given: queue, step: does('release', FIRST) },
  { name: 'an offer', plan: offering, given: queue, step: does('release', RESIDENT), by: 'follow' },
  {
    name: 'a seat given to the next',
    plan: giving,
    given: openingSteps('queue', giving),
    step: does('release', RESIDENT),
    by: 'follow',
  },
  { name: 'a yes to an offer', plan: offering, given: offered, step: does('accept', 1) },
  { name: 'a no to an offer', plan: offering, given: offered, step: does('decline', 1) },
  {
    name: 'a yes that comes too late',
    plan: offering,
    given: [...offered, skip('deadline')],
    step: does('accept', 1),
  },
  {
    name: 'an offer let pass',
    plan: offering,
    given: [...offered, skip('deadline')],
    step: tick,
  },
  {
    name: 'an invitation of all',
    plan: offering,
    given: [...queue, skip('last hours')],
    step: does('release', RESIDENT),
    by: 'follow',
  },
  {
    name: 'a yes to an invitation',
    plan: offering,
    given: [...queue, skip('last hours'), does('release', RESIDENT)],
    step: does('accept', 1),
  },
  { name: 'the end of a list', plan: offering, given: [...queue, skip('begin')], step: tick },
  { name: 'more seats', plan: plan([1, 1]), given: [], step: capacity(2) },
  {
    name: 'more seats for those who wait',
    plan: offering,
    given: queue,
    step: capacity(1),
    by: 'follow',
  },
  { name: 'fewer seats', plan: plan([3, 1]), given: [registers(0, 2)], step: capacity(-1) },
  {
    name: 'fewer seats than are taken',
    plan: plan([2, 2]),
    given: openingSteps('sold out', plan([2, 2])),
    step: capacity(-2),
  },
  {
    name: 'a seat that comes back where too many were taken',
    plan: offering,
    given: [...queue, capacity(-1)],
    step: does('release', RESIDENT),
    by: 'follow',
  },
  {
    name: 'a registration by way of an environment that has not heard of fewer seats',
    plan: plan([4]),
    given: [registers(0, 1), capacity(-2)],
    step: registers(1, 3),
  },
  { name: 'closing', plan: plan([1, 1]), given: [], step: organiser('close') },
  { name: 'reopening', plan: plan([1, 1]), given: [organiser('close')], step: organiser('reopen') },
  {
    name: 'the sweep of what somebody left who died',
    plan: twoSeats,
    given: [{ command: 'orphan', data: 0 }, tick, jump(61)],
    step: tick,
  },
];
