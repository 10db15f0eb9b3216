import type { Choices } from './choices.ts';
import { type OutgoingAnswer, refused } from './stand-in/http.ts';
import { settled, type VirtualTime } from './virtual-time.ts';

/** A run of a function in one environment; a dead one gets no answers and makes no calls. */
export type Process = { readonly name: string; dead: boolean; calls: number };

type Executed = { readonly answer: OutgoingAnswer } | { readonly finish: () => OutgoingAnswer };
type Waiting = { readonly process: Process; readonly label: string; readonly proceed: () => void };
export type Fate = 'well' | 'throttled' | 'lost-before' | 'lost-after' | 'dies-before' | 'dies-after';

const fates: readonly Fate[] = [
  'well',
  'throttled',
  'lost-before',
  'lost-after',
  'dies-before',
  'dies-after',
];
const CALL_MS = 7;

/** One call in so many meets each of the faults. */
export const anyFate = (choices: Choices, oneIn: number) => (): Fate =>
  fates[choices.choose(oneIn)] ?? 'well';

/** What befalls a call, chosen when it proceeds; the calls of a process are numbered from 1. */
export type Fates = (process: Process, call: number) => Fate;

/** Every call waits here until it is chosen. */
export function scheduler(
  choices: Choices,
  time: VirtualTime,
  fateOf: Fates,
  onStep: (process: Process) => void,
) {
  const waiting: Waiting[] = [];
  const log: string[] = [];

  function call(process: Process, label: string, execute: () => Executed): Promise<OutgoingAnswer> {
    return new Promise((resolve, reject) => {
      if (process.dead) return;
      process.calls += 1;
      const number = process.calls;
      const proceed = () => {
        const fate = fateOf(process, number);
        if (fate !== 'well') log.push(`${process.name} ${fate}`);
        if (fate === 'throttled')
          return resolve(refused({ name: 'ThrottlingException', message: 'Slow down', details: {} }));
        if (fate === 'lost-before') return reject(lost());
        if (fate === 'dies-before') return die(process);
        const done = (answer: OutgoingAnswer) => {
          onStep(process);
          if (fate === 'dies-after') die(process);
          else if (fate === 'lost-after') reject(lost());
          else if (!process.dead) resolve(answer);
        };
        const executed = execute();
        if ('answer' in executed) return done(executed.answer);
        // The service commits what it has prepared, whatever becomes of who asked.
        waiting.push({ process: service, label: 'commit', proceed: () => done(executed.finish()) });
      };
      waiting.push({ process, label, proceed });
    });
  }

  return {
    log,
    call,
    waiting: (): number => waiting.length,
    /** Lets one of the waiting calls proceed; which one is chosen among them and `others`, told by its number. */
    async step(others = 0): Promise<'stepped' | 'idle' | { readonly other: number }> {
      await settled();
      for (let at = waiting.length - 1; at >= 0; at -= 1)
        if (waiting[at]?.process.dead) waiting.splice(at, 1);
      if (time.ring(false)) return 'stepped';
      if (waiting.length + others === 0) return time.ring(true) ? 'stepped' : 'idle';
      const chosen = choices.choose(waiting.length + others);
      const [next] = waiting.splice(chosen, 1);
      if (next === undefined) return { other: chosen - waiting.length };
      time.advance(CALL_MS);
      log.push(`${next.process.name} ${next.label}`);
      next.proceed();
      return 'stepped';
    },
  };
}

const service: Process = { name: 'the service', dead: false, calls: 0 };

function die(process: Process): void {
  process.dead = true;
}

const lost = () => Object.assign(new Error('the answer was lost'), { name: 'TimeoutError' });
