import {
  bodyOf,
  type IncomingRequest,
  type OutgoingAnswer,
  refused,
  succeeded,
  type Transport,
} from './http.ts';
import { operations, type Step } from './operations.ts';
import { Refusal } from './refusal.ts';
import { ourTable } from './shape.ts';
import { createTable } from './table.ts';
import { transactions } from './transactions.ts';
import { calm, type Weather } from './weather.ts';

/** Units spent so far; reads and writes as billed, the indexes' writes apart. */
export type Meter = { reads: number; writes: number; indexWrites: number };
export type Operation = keyof typeof operations;
/** What one call does: ends at once, or (a transaction) holds its items until it is finished. */
export type Handled =
  | { readonly operation: Operation; readonly answer: OutgoingAnswer }
  | { readonly operation: Operation; readonly finish: () => OutgoingAnswer };

export type StandIn = ReturnType<typeof standIn>;

/** One table of DynamoDB, below the SDK: HTTP requests in, HTTP answers out. */
export function standIn(tableName: string, weather: Weather = calm) {
  const table = createTable(ourTable(tableName), weather);
  const transacting = transactions(table, weather);
  const meter: Meter = { reads: 0, writes: 0, indexWrites: 0 };
  const service = {
    table,
    transacting,
    weather,
    spent(usage: { table: number; indexes: Readonly<Record<string, number>> }, kind: 'read' | 'write') {
      const inIndexes = Object.values(usage.indexes).reduce((sum, units) => sum + units, 0);
      if (kind === 'read') meter.reads += usage.table + inIndexes;
      else {
        meter.writes += usage.table;
        meter.indexWrites += inIndexes;
      }
    },
  };

  function begin(operation: Operation, input: never): Step {
    if (!namesTable(input, tableName))
      throw new Refusal('ResourceNotFoundException', 'Requested resource not found');
    return operations[operation](service, input);
  }

  return {
    table,
    meter,
    handle(operation: Operation, input: object): Handled {
      try {
        const step = begin(operation, input as never);
        if ('answer' in step) return { operation, answer: succeeded(step.answer) };
        return { operation, finish: () => succeeded(step.commit()) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { operation, answer: refused(error) };
      }
    },
  };
}

export function operationOf({ headers }: IncomingRequest): Operation {
  const target = headers['x-amz-target'] ?? headers['X-Amz-Target'] ?? '';
  const operation = target.replace('DynamoDB_20120810.', '');
  if (!Object.hasOwn(operations, operation))
    throw new Error(`The stand-in does not know ${operation}: teach it, against the engine`);
  return operation as Operation;
}

/** Every table a request speaks of is this one. */
const namesTable = (input: unknown, tableName: string): boolean => {
  const text = JSON.stringify(input);
  const named = [...text.matchAll(/"TableName":"([^"]*)"/g)].map(([, name]) => name);
  return text.includes('"RequestItems"') || named.every((name) => name === tableName);
};

/** A service that is alone: every call is done as it comes. */
export const answerAtOnce =
  ({ handle }: StandIn): Transport =>
  async (request) => {
    const handled = handle(operationOf(request), JSON.parse(bodyOf(request)));
    return 'answer' in handled ? handled.answer : handled.finish();
  };
