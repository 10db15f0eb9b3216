import { readUnits, type Usage, writeUsage } from './capacity.ts';
import { invalid, Refusal } from './refusal.ts';
import { idOf } from './shape.ts';
import type { Table } from './table.ts';
import { itemSize } from './values.ts';
import type { Weather } from './weather.ts';
import type { Attributes, TransactInput } from './wire.ts';
import { type Planned, requestOf } from './writes.ts';

// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
const MOST_ACTIONS = 100;
const TOKEN_LIVES_MS = 10 * 60_000;
const UNITS_FACTOR = 2;

type Reason = { readonly Code: string; readonly Message?: string; readonly Item?: object };
/** Done before under the same token, and only read, or to be committed. */
type Begun = { readonly read: readonly Usage[] } | { readonly commit: () => readonly Usage[] };
type Remembered = { readonly input: string; readonly at: number; readonly done: boolean };

/** Two steps, as in the real service: everything is judged and locked at `begin`, and written at `commit`. */
export function transactions(table: Table, weather: Weather) {
  const locked = new Set<string>();
  const tokens = new Map<string, Remembered>();

  function begin(input: TransactInput): Begun {
    const { ClientRequestToken: token, TransactItems: actions } = input;
    const fingerprint = JSON.stringify(actions);
    if (actions.length === 0 || actions.length > MOST_ACTIONS)
      throw invalid('Member must have length less than or equal to 100 and greater than or equal to 1');
    const requests = actions.map((action) => requestOf(table, action));
    const ids = requests.map(({ place }) => idOf(place));
    if (new Set(ids).size < ids.length)
      throw invalid('Transaction request cannot include multiple operations on one item');

    if (token !== undefined && answeredBefore(token, fingerprint))
      return { read: requests.map(({ place }) => readAgain(table.standing(place))) };

    const plans: Planned[] = [];
    const reasons = requests.map(({ place, plan }): Reason => {
      if (locked.has(idOf(place)))
        return { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
      try {
        plans.push(plan());
        return { Code: 'None' };
      } catch (error) {
        return reasonOf(error);
      }
    });
    if (reasons.some(({ Code }) => Code !== 'None')) throw cancelled(reasons);

    for (const id of ids) locked.add(id);
    if (token !== undefined) tokens.set(token, { input: fingerprint, at: weather.now(), done: false });
    return {
      commit() {
        for (const id of ids) locked.delete(id);
        for (const { place, after } of plans) table.write(place, after);
        if (token !== undefined) tokens.set(token, { input: fingerprint, at: weather.now(), done: true });
        return plans.map(({ before, after }) => writeUsage(table.shape, before, after, UNITS_FACTOR));
      },
    };
  }

  function answeredBefore(token: string, input: string): boolean {
    const known = tokens.get(token);
    if (known === undefined || weather.now() - known.at > TOKEN_LIVES_MS) return false;
    if (known.input !== input)
      throw new Refusal('IdempotentParameterMismatchException', 'The token was used for another request');
    if (!known.done) throw new Refusal('TransactionInProgressException', 'The transaction is in progress');
    return true;
  }

  return { begin, isLocked: (id: string): boolean => locked.has(id) };
}

const readAgain = (item: Attributes | undefined): Usage => ({
  table: UNITS_FACTOR * readUnits(item ? itemSize(item) : 0, true),
  indexes: {},
});

function reasonOf(error: unknown): Reason {
  if (!(error instanceof Refusal)) throw error;
  return error.name === 'ConditionalCheckFailedException'
    ? { Code: 'ConditionalCheckFailed', Message: error.message, ...error.details }
    : { Code: 'ValidationError', Message: error.message };
}

const cancelled = (reasons: readonly Reason[]) =>
  new Refusal(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { CancellationReasons: reasons },
  );
