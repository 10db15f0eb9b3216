import { parseCondition } from './condition-parser.ts';
import { holds, type Scene } from './evaluate.ts';
import { checkPlaceholders } from './placeholders.ts';
import { Refusal } from './refusal.ts';
import { keyNames, keyOf, type Place, placeIn, placeOf, storable, storableInput } from './shape.ts';
import type { Table } from './table.ts';
import { updated } from './update.ts';
import { parseUpdate } from './update-parser.ts';
import { canonicalAttributes } from './values.ts';
import type { Attributes, Delete, Put, TransactAction, Update } from './wire.ts';

/** A write that was found admissible: what stands and what will. */
export type Planned = {
  readonly place: Place;
  readonly before: Attributes | undefined;
  readonly after: Attributes | undefined;
};
/** A request whose form is right, to be judged against the item that stands. */
export type Request = { readonly place: Place; readonly plan: () => Planned };

export const requestOf = (table: Table, action: TransactAction): Request =>
  action.Put !== undefined
    ? putRequest(table, action.Put)
    : action.Update !== undefined
      ? updateRequest(table, action.Update)
      : action.Delete !== undefined
        ? deleteRequest(table, action.Delete)
        : checkRequest(table, action.ConditionCheck);

export function putRequest(table: Table, put: Put): Request {
  const item = storableInput(table.shape, put.Item);
  return request(table, placeIn(table.shape, item), put, [], () => item);
}

export function updateRequest(table: Table, update: Update): Request {
  const place = placeOf(table.shape, update.Key);
  const parsed = update.UpdateExpression === undefined ? undefined : parseUpdate(update.UpdateExpression);
  return request(table, place, update, parsed ? [parsed.used] : [], (scene) =>
    storable(
      table.shape,
      updated(
        parsed?.syntax ?? [],
        { ...scene, item: { ...keyOf(table.shape, place), ...scene.item } },
        keyNames(table.shape),
      ),
    ),
  );
}

export const deleteRequest = (table: Table, { Key, ...input }: Delete): Request =>
  request(table, placeOf(table.shape, Key), input, [], () => undefined);

const checkRequest = (table: Table, check: Delete | undefined): Request => {
  const place = placeOf(table.shape, check?.Key ?? {});
  return request(table, place, check ?? {}, [], () => table.standing(place));
};

type Conditions = Pick<
  Put,
  | 'ConditionExpression'
  | 'ExpressionAttributeNames'
  | 'ExpressionAttributeValues'
  | 'ReturnValuesOnConditionCheckFailure'
>;

function request(
  table: Table,
  place: Place,
  input: Partial<Conditions>,
  alsoUsed: readonly ReadonlySet<string>[],
  become: (scene: Scene) => Attributes | undefined,
): Request {
  const condition =
    input.ConditionExpression === undefined ? undefined : parseCondition(input.ConditionExpression);
  checkPlaceholders(input, [...alsoUsed, ...(condition ? [condition.used] : [])]);
  const names = input.ExpressionAttributeNames ?? {};
  const values = canonicalAttributes(input.ExpressionAttributeValues ?? {});
  return {
    place,
    plan() {
      const before = table.standing(place);
      const scene = { item: before ?? {}, names, values };
      if (condition !== undefined && !holds(condition.syntax, scene)) {
        const told = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before : undefined;
        throw new Refusal(
          'ConditionalCheckFailedException',
          'The conditional request failed',
          told && { Item: told },
        );
      }
      return { place, before, after: become(scene) };
    },
  };
}
