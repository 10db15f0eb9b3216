import type { TransactAction, Wire } from './stand-in/wire.ts';
import type { Tampering } from './world.ts';

export type Mutant = { readonly name: string; readonly tamper: Tampering };

/** A condition that always holds where the item exists or not, and still uses its placeholders. */
const waived = (condition: string): string =>
  `(${condition}) OR attribute_exists(pk) OR attribute_not_exists(pk)`;

const isTake = ({ UpdateExpression }: Wire) => UpdateExpression?.startsWith('ADD claims') === true;
const isRemoval = ({ UpdateExpression }: Wire) => UpdateExpression?.startsWith('DELETE claims') === true;
const isFlip = ({ ConditionExpression }: Wire) => ConditionExpression?.includes(':readStatus') === true;

const unconditional =
  (which: (input: Wire) => boolean): Tampering =>
  (_, input) =>
    which(input) && input.ConditionExpression !== undefined
      ? { ...input, ConditionExpression: waived(input.ConditionExpression) }
      : input;

const withValue =
  (
    which: (input: Wire) => boolean,
    name: string,
    value: NonNullable<Wire['ExpressionAttributeValues']>[string],
  ): Tampering =>
  (_, input) =>
    which(input) && input.ExpressionAttributeValues?.[name] !== undefined
      ? { ...input, ExpressionAttributeValues: { ...input.ExpressionAttributeValues, [name]: value } }
      : input;

const inTransactions =
  (change: (action: TransactAction) => TransactAction | undefined): Tampering =>
  (_, input) =>
    input.TransactItems === undefined
      ? input
      : { ...input, TransactItems: input.TransactItems.flatMap((action) => change(action) ?? []) };

/** Faults of a ledger as somebody might write it: each must be found out by the histories. */
export const mutants: readonly Mutant[] = [
  { name: 'seats are taken without looking whether there is room', tamper: unconditional(isTake) },
  { name: 'a registration is changed whatever became of it meanwhile', tamper: unconditional(isFlip) },
  {
    name: 'a first registration overwrites what stands',
    tamper: unconditional(({ ConditionExpression }) => ConditionExpression === 'attribute_not_exists(pk)'),
  },
  {
    name: 'a fence does not raise what is decided',
    tamper: (_, input) =>
      input.UpdateExpression?.includes('#next = :past') === true
        ? {
            ...input,
            UpdateExpression: input.UpdateExpression.replace(
              '#next = :past',
              '#next = if_not_exists(#next, :past)',
            ),
          }
        : input,
  },
  {
    name: 'a release does not note which seats it gives up',
    tamper: withValue(isFlip, ':givenUp', { L: [] }),
  },
  {
    name: 'a release keeps its seats',
    tamper: (_, input) =>
      isFlip(input) && input.UpdateExpression?.includes('#givenUp') === true
        ? {
            ...input,
            UpdateExpression: input.UpdateExpression.replace('#held = :held', '#unheld = :held'),
            ExpressionAttributeNames: renamed(input, '#held', '#unheld', 'unheld'),
          }
        : input,
  },
  {
    name: 'claims are removed from the wrong side of the set',
    tamper: (_, input) =>
      isRemoval(input) && input.UpdateExpression !== undefined
        ? { ...input, UpdateExpression: input.UpdateExpression.replace('DELETE', 'ADD') }
        : input,
  },
  { name: 'a change of status owes no mail', tamper: withValue(isFlip, ':owed', { M: {} }) },
  {
    name: 'a party over several blocks is written without its seats',
    tamper: inTransactions((action) => (action.Update && isTake(action.Update) ? undefined : action)),
  },
  {
    name: 'a party over several blocks is seated without looking whether there is room',
    tamper: inTransactions((action) =>
      action.Update?.ConditionExpression !== undefined && isTake(action.Update)
        ? { Update: { ...action.Update, ConditionExpression: waived(action.Update.ConditionExpression) } }
        : action,
    ),
  },
];

const renamed = (input: Wire, from: string, to: string, name: string) =>
  Object.fromEntries(
    Object.entries(input.ExpressionAttributeNames ?? {}).map(([placeholder, attribute]) =>
      placeholder === from ? [to, name] : [placeholder, attribute],
    ),
  );
