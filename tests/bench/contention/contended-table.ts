import { type OutgoingAnswer, refused } from '../../simulation/stand-in/http.ts';
import type { Meter, Operation, StandIn } from '../../simulation/stand-in/stand-in.ts';
import type { VirtualTime } from '../../simulation/virtual-time.ts';
import type { Assumptions } from './assumptions.ts';
import { type Demands, demandsOf } from './demands.ts';
import { type Demand, partitions } from './partitions.ts';

export function contendedService(
  { handle, meter, table }: StandIn,
  { medianMs, sigma, locked, partitions: count }: Assumptions,
  { now, sleep }: VirtualTime,
  random: () => number,
) {
  const throughput = partitions(count, now);
  const spent: Meter = { reads: 0, writes: 0, indexWrites: 0 };

  function call(operation: Operation, input: object): Promise<OutgoingAnswer> {
    const demands = demandsOf(table.shape, operation, input);
    if (operation === 'TransactWriteItems') return transact(input, demands);
    return single(operation, input, demands);
  }

  async function single(operation: Operation, input: object, demands: Demands): Promise<OutgoingAnswer> {
    const [one] = demands.table;
    const kind = one?.kind ?? 'read';
    const tookMs = takesMs(medianMs[kind]);
    await sleep(tookMs / 2);
    const answer = admitted(demands) ? perform() : refused(throttled);
    await sleep(tookMs / 2);
    return answer;

    function perform(): OutgoingAnswer {
      const handled = charging(demands, 0, () => handle(operation, input));
      return 'answer' in handled ? handled.answer : handled.finish();
    }
  }

  /** What is in the way is found at once, and the preparation is paid in vain. */
  async function transact(input: object, demands: Demands): Promise<OutgoingAnswer> {
    const tookMs = takesMs(medianMs.transaction);
    await sleep(tookMs * locked.from);
    if (!admitted(demands)) {
      await sleep(tookMs * (1 - locked.until));
      return refused(cancelledBy('ThrottlingError', demands.table.length));
    }
    const handled = handle('TransactWriteItems', input);
    for (const demand of demands.table) spend(demand, 1);
    if ('answer' in handled) {
      await sleep(tookMs * (1 - locked.until));
      return handled.answer;
    }
    await sleep(tookMs * (locked.until - locked.from));
    const answer = charging(demands, demands.table.length, handled.finish);
    await sleep(tookMs * (1 - locked.until));
    return answer;
  }

  const admitted = ({ table, indexes }: Demands): boolean => throughput.admit([...table, ...indexes]);

  /** Charges what the table billed, less what was paid before, to the partitions that did it. */
  function charging<Result>({ table, indexes }: Demands, paid: number, act: () => Result): Result {
    const before = { ...meter };
    const result = act();
    const units = meter.writes - before.writes + meter.reads - before.reads - paid;
    for (const demand of table) spend(demand, units / table.length);
    const inIndexes = meter.indexWrites - before.indexWrites;
    for (const demand of indexes) throughput.spend(demand, inIndexes / indexes.length);
    spent.indexWrites += inIndexes;
    return result;
  }

  function spend(demand: Demand, units: number): void {
    throughput.spend(demand, units);
    spent[demand.kind === 'read' ? 'reads' : 'writes'] += units;
  }

  const takesMs = (median: number): number => median * Math.exp(sigma * standardNormal(random));

  return { call, spent };
}

/** Box and Muller. */
const standardNormal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

const throttled = {
  name: 'ProvisionedThroughputExceededException',
  message: 'The level of configured provisioned throughput for the table was exceeded',
  details: {},
};

const cancelledBy = (code: string, writes: number) => ({
  name: 'TransactionCanceledException',
  message: `Transaction cancelled, please refer cancellation reasons for specific reasons [${code}]`,
  details: { CancellationReasons: Array.from({ length: writes }, () => ({ Code: code })) },
});
