import type { Choices } from './choices.ts';
import { type OutgoingAnswer, refused } from './stand-in/http.ts';
import { settled, type VirtualTime } from './virtual-time.ts';

/** A run of a function in one environment; a dead one gets no answers and makes no calls. */
export type Process = { readonly name: string; dead: boolean; calls: number };

type Executed = { readonly answer: OutgoingAnswer } | { readonly finish: () => OutgoingAnswer };
type Waiting = { readonly process: Process; readonly label: string; readonly proceed: () => void };
type Fate = 'well' | 'throttled' | 'lost-before' | 'lost-after' | 'dies-before' | 'dies-after';

/** One call in `FATES` meets each of the faults. */
const FATES = 40;
const fates: readonly Fate[] = [
  'well',
  'throttled',
  'lost-before',
  'lost-after',
  'dies-before',
  'dies-after',
];
const CALL_MS = 7;

/** Every call waits here until it is chosen; what befalls it is chosen then. */
export function scheduler(choices: Choices, time: VirtualTime, onStep: () => void) {
  const waiting: Waiting[] = [];
  const log: string[] = [];

  function call(process: Process, label: string, execute: () => Executed): Promise<OutgoingAnswer> {
    return new Promise((resolve, reject) => {
      if (process.dead) return;
      process.calls += 1;
      const proceed = () => {
        const fate = fates[choices.choose(FATES)] ?? 'well';
        if (fate !== 'well') log.push(`${process.name} ${fate}`);
        if (fate === 'throttled')
          return resolve(refused({ name: 'ThrottlingException', message: 'Slow down', details: {} }));
        if (fate === 'lost-before') return reject(lost());
        if (fate === 'dies-before') return die(process);
        const done = (answer: OutgoingAnswer) => {
          onStep();
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
