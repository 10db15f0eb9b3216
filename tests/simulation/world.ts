import { type Instant, instant } from '../../shared/domain/instant.ts';
import { type EventDetails, type Session, scopeOf } from '../../shared/domain/programme.ts';
import type { MailOrder } from '../../shared/mail/queue.ts';
import { now as start } from '../support/edition.ts';
import { changeFeed } from './change-feed.ts';
import type { Choices } from './choices.ts';
import { type Environment, environment } from './environment.ts';
import { ledgerWatch } from './invariants.ts';
import { mailQueueInto } from './mail-queue.ts';
import { type Process, scheduler } from './scheduler.ts';
import { bodyOf, type Transport } from './stand-in/http.ts';
import { type Operation, operationOf, standIn } from './stand-in/stand-in.ts';
import type { Wire } from './stand-in/wire.ts';
import { openTown, type Plan } from './town.ts';
import { virtualTime } from './virtual-time.ts';

const TABLE = 'passerelle';
/** The sessions have been there for a while: no read is so late that it misses them. */
const LONG_AGO_MS = 60_000;
const STALE_ONE_IN = 3;
const UNPROCESSED_ONE_IN = 6;

/** Changes calls on their way: where a mutant lives. */
export type Tampering = (operation: Operation, input: Wire) => Wire;

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The table, its clock and its stream, and the environments in which functions run. */
export async function createWorld(plan: Plan, choices: Choices, tamper: Tampering = (_, input) => input) {
  const time = virtualTime(Date.parse(start));
  const service = standIn(TABLE, {
    now: time.now,
    stale: () => choices.choose(STALE_ONE_IN) === 1,
    lag: (pending) => choices.choose(pending + 1),
    unprocessed: (keys) => (choices.choose(UNPROCESSED_ONE_IN) === 1 ? choices.choose(keys) : 0),
  });
  const town = await openTown(service, plan);
  time.advance(LONG_AGO_MS);
  const watch = ledgerWatch(service.table, town.sessions);
  const calls = scheduler(choices, time, watch.look);
  const feed = changeFeed(service.table.changes, choices);
  const orders: MailOrder[] = [];
  const sent = new Set<string>();
  const idle: Room[] = [];
  const clock = (): Instant => instant(time.now());
  const processes: Process[] = [];

  type Room = { readonly environment: Environment; run: Process };

  function build(first: Process): Room {
    const transport: Transport = (request) =>
      calls.call(room.run, operationOf(request), () =>
        service.handle(operationOf(request), tamper(operationOf(request), JSON.parse(bodyOf(request)))),
      );
    const mailQueue = mailQueueInto(orders, (execute) => calls.call(room.run, 'SendMessageBatch', execute));
    const made = environment({
      tableName: TABLE,
      transport,
      mailQueue,
      clock,
      random: choices.random,
      sleep: time.sleep,
    });
    const room: Room = { run: first, environment: made };
    return room;
  }

  /** Runs in a warm environment or a new one; one that dies is never used again. */
  function run<Result>(
    name: string,
    work: (environment: Environment) => Promise<Result>,
    ended: (result: Result) => void = () => {},
    failed: (error: unknown) => void = () => {},
  ): void {
    const process: Process = { name: `${processes.length} ${name}`, dead: false, calls: 0 };
    processes.push(process);
    const room = idle.pop() ?? build(process);
    room.run = process;
    const free = () => idle.push(room);
    work(room.environment).then(
      (result) => {
        free();
        ended(result);
      },
      (error: unknown) => {
        free();
        failed(error);
      },
    );
  }

  return {
    ...town,
    time,
    clock,
    service,
    calls,
    feed,
    orders,
    /** Mails that were sent, as owner and identity. */
    sent,
    watch,
    choices,
    processes,
    run,
    scopeOf: (session: Session) => scopeOf(town.event as EventDetails, session),
  };
}
