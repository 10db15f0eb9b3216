import { type Instant, instant } from '../../shared/domain/instant.ts';
import { type Session, scopeOf } from '../../shared/domain/programme.ts';
import type { MailOrder } from '../../shared/mail/queue.ts';
import { table } from '../../shared/store/table.ts';
import { now as start } from '../support/edition.ts';
import { changeFeed } from './change-feed.ts';
import type { Choices } from './choices.ts';
import { type Environment, environment } from './environment.ts';
import { watch } from './invariants/watch.ts';
import { mailQueueInto } from './mail-queue.ts';
import { type Fates, type Process, scheduler } from './scheduler.ts';
import { sight } from './sight.ts';
import { bodyOf, type OutgoingAnswer, type Transport } from './stand-in/http.ts';
import { type Operation, operationOf, standIn } from './stand-in/stand-in.ts';
import type { Value, Wire } from './stand-in/wire.ts';
import { stateOf } from './state.ts';
import { openTown, type Plan } from './town.ts';
import { virtualTime } from './virtual-time.ts';

const TABLE = 'passerelle';
/** The sessions have been there for a while: no read is so late that it misses them. */
const LONG_AGO_MS = 60_000;
const STALE_ONE_IN = 3;
const UNPROCESSED_ONE_IN = 6;
/** Most of the many shards are: nothing can befall a look at them that matters. */
const isEmpty = ({ body }: OutgoingAnswer): boolean => JSON.parse(Buffer.from(body).toString()).Count === 0;

export type World = Awaited<ReturnType<typeof createWorld>>;

/** The table, its clock and its stream, and the environments in which functions run. */
export async function createWorld(plan: Plan, choices: Choices, fates: Fates) {
  const time = virtualTime(Date.parse(start));
  const service = standIn(TABLE, {
    now: time.now,
    stale: () => choices.choose(STALE_ONE_IN) === 1,
    lag: (pending) => choices.choose(pending + 1),
    unprocessed: (keys) => (choices.choose(UNPROCESSED_ONE_IN) === 1 ? choices.choose(keys) : 0),
  });
  const { event, sessions } = await openTown(service, plan);
  time.advance(LONG_AGO_MS);
  const state = stateOf(sessions);
  const seen = sight(state);
  const sent = new Set<string>();
  const watched = watch({ table: service.table, state, event, sight: seen, sent });
  const calls = scheduler(choices, time, fates, watched.look);
  const feed = changeFeed(service.table.changes, choices);
  const orders: MailOrder[] = [];
  const idle: Room[] = [];
  const clock = (): Instant => instant(time.now());
  const processes: Process[] = [];
  /** What failed and nobody was told more of than that it failed. */
  const failures: unknown[] = [];

  type Room = { readonly environment: Environment; run: Process };

  function build(first: Process): Room {
    const transport: Transport = (request) => {
      const { run: process } = room;
      const operation = operationOf(request);
      const input = JSON.parse(bodyOf(request));
      if (input.IndexName === table.byDue.name && !process.dead) {
        const looked = service.handle(operation, input);
        if ('answer' in looked && isEmpty(looked.answer)) return Promise.resolve(looked.answer);
      }
      return calls.call(process, labelOf(operation, input), () => {
        seen.before(process, operation, input);
        const handled = service.handle(operation, input);
        if ('answer' in handled) seen.after(process, operation, handled.answer);
        return handled;
      });
    };
    const mailQueue = mailQueueInto(orders, (execute) => calls.call(room.run, 'SendMessageBatch', execute));
    const made = environment({
      tableName: TABLE,
      transport,
      mailQueue,
      clock,
      random: choices.random,
      sleep: time.sleep,
      onFailure: (described) => failures.push(described),
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
  ): Process {
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
    return process;
  }

  return {
    event,
    time,
    clock,
    service,
    calls,
    feed,
    orders,
    /** Mails that were sent, as owner and identity. */
    sent,
    state,
    breaches: watched.breaches,
    choices,
    processes,
    failures,
    run,
    scopeOf: (session: Session) => scopeOf(event, session),
  };
}

/** What a call is about, as the log tells it. */
const labelOf = (
  operation: Operation,
  { Key, Item, TransactItems, ExpressionAttributeValues }: Wire,
): string =>
  [
    operation,
    textOf(Key?.pk ?? Item?.pk ?? ExpressionAttributeValues?.[':shard']),
    ...(TransactItems ?? []).map(({ Put, Update, Delete }) =>
      textOf((Put?.Item ?? Update?.Key ?? Delete?.Key)?.pk),
    ),
  ].join(' ');
const textOf = (value: Value | undefined): string => (value !== undefined && 'S' in value ? value.S : '');
