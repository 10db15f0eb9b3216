import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Clock, instant } from '../../../shared/domain/instant.ts';
import { type Store, within } from '../../../shared/store/client.ts';
import { retrying } from '../../../shared/store/retry.ts';
import { choices } from '../../simulation/choices.ts';
import { clientOver } from '../../simulation/stand-in/http.ts';
import { answerAtOnce, type Meter, standIn } from '../../simulation/stand-in/stand-in.ts';
import { settled, virtualTime } from '../../simulation/virtual-time.ts';
import { now as opening } from '../../support/edition.ts';
import type { Assumptions } from './assumptions.ts';
import { contendedService } from './contended-table.ts';
import type { Answer, Design, Register } from './design.ts';
import { directClient } from './direct-client.ts';

export type Load = {
  readonly seats: number;
  /** People arrive at random, so many a second on average. */
  readonly perSecond: number;
  readonly requests: number;
  /** So often a request is somebody's second one. */
  readonly repeats?: number;
  readonly assumptions: Assumptions;
  readonly seed: number;
};

/** What became of one request. */
export type Told = {
  readonly answer: Answer | 'error';
  readonly person: number;
  readonly arrivedMs: number;
  readonly answeredMs: number;
  readonly calls: number;
};
export type Lived = {
  readonly told: readonly Told[];
  readonly spent: Meter;
  readonly mostAtOnce: number;
  readonly arrivingMs: number;
};

const TABLE = 'passerelle';
const ANSWER_WITHIN_MS = 3_000;

/** Lives through a rush on one session, in virtual time: the same seed is the same rush. */
export async function live(design: Design, load: Load, client = directClient): Promise<Lived> {
  const { random } = choices({ seed: load.seed, length: Number.POSITIVE_INFINITY });
  const time = virtualTime(Date.parse(opening));
  const clock: Clock = () => instant(time.now());
  const table = standIn(TABLE, { now: time.now, stale: () => false, lag: () => 0, unprocessed: () => 0 });
  const calm = new DynamoDBClient(clientOver(answerAtOnce(table)));
  const pause = (retries: number) => time.sleep(retries);
  const environment = await design.open({ db: calm, tableName: TABLE, pause }, load.seats, clock);
  const service = contendedService(table, load.assumptions, time, random);
  const strategy = (design.retries ?? retrying)(random);

  const begun = time.now();
  const told: Told[] = [];
  const idle: Register[] = [];
  let atOnce = 0;
  let mostAtOnce = 0;

  async function request(number: number): Promise<void> {
    const isRepeat = number > 0 && random() < (load.repeats ?? 0);
    const person = isRepeat ? Math.floor(random() * number) : number;
    const arrivedMs = time.now() - begun;
    let calls = 0;
    const call: typeof service.call = (operation, input) => {
      calls += 1;
      return service.call(operation, input);
    };
    const limit = new AbortController();
    void time.sleep(ANSWER_WITHIN_MS).then(() => limit.abort());
    const store: Store = {
      db: client({ call, strategy, sleep: time.sleep }),
      tableName: TABLE,
      pause,
    };
    const register = idle.pop() ?? environment();
    atOnce += 1;
    mostAtOnce = Math.max(mostAtOnce, atOnce);
    const asked = register(within(store, limit.signal), { person, id: `request-${number}` });
    const answer = await asked.catch((error: unknown) => failed(error));
    told.push({ answer, person, arrivedMs, answeredMs: time.now() - begun, calls });
    atOnce -= 1;
    idle.push(register);
  }

  let arrivingMs = Number.POSITIVE_INFINITY;
  async function arrive(): Promise<void> {
    for (let number = 0; number < load.requests; number += 1) {
      await time.sleep((-Math.log(1 - random()) * 1_000) / load.perSecond);
      void request(number);
    }
    arrivingMs = time.now() - begun;
  }
  await time.governing(async () => {
    const arrived = arrive();
    while (told.length < load.requests) {
      await settled();
      time.ring(true);
    }
    await arrived;
  });
  return { told, spent: service.spent, mostAtOnce, arrivingMs };
}

const passing = new Set([
  'AbortError',
  'Unavailable',
  'ProvisionedThroughputExceededException',
  'TransactionCanceledException',
  'TransactionConflictException',
]);

/** What a person is asked to try again; anything else is a fault of the bench. */
function failed(error: unknown): 'error' {
  if (!(error instanceof Error) || !passing.has(error.name)) throw error;
  return 'error';
}
