import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';

export type Item = Record<string, AttributeValue>;

/** An object of ours as DynamoDB attributes; undefined values are left out. */
export const toItem = (value: object): Item => marshall(value, { removeUndefinedValues: true });

/** Attributes as an object of ours, checked: an item that does not fit its schema is a surprise and throws. */
export const fromItem = <Value>(schema: z.core.$ZodType<Value>, item: Item): Value =>
  z.parse(schema, unmarshall(item));

/** The item that made a condition fail, where the call asked for it; undefined when the error is another one. */
export function failedCondition(error: unknown): { readonly item: Item | undefined } | undefined {
  if (!(error instanceof Error) || error.name !== 'ConditionalCheckFailedException') return undefined;
  return { item: (error as { Item?: Item }).Item };
}

/** Whether a conditional write was done. */
export async function succeeded(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (failedCondition(error) === undefined) throw error;
    return false;
  }
}

type Update = {
  readonly UpdateExpression: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues?: Item;
};

/**
 * SET for each value, REMOVE for each undefined one; attributes are named `#attribute`, values `:attribute`. What is
 * added to a map leaves its other entries as they are.
 */
export function setExpression(patch: Readonly<Record<string, unknown>>, added?: Added): Update {
  const names = Object.keys(patch);
  const set = names.filter((name) => patch[name] !== undefined);
  const removed = names.filter((name) => patch[name] === undefined);
  const entries = Object.entries(added?.entries ?? {});
  const sets = [
    ...set.map((name) => `#${name} = :${name}`),
    ...entries.map((_, at) => `#${added?.to}.#added${at} = :added${at}`),
  ];
  const clauses = [
    sets.length > 0 ? `SET ${sets.join(', ')}` : '',
    removed.length > 0 ? `REMOVE ${removed.map((name) => `#${name}`).join(', ')}` : '',
  ];
  return {
    UpdateExpression: clauses.join(' ').trim(),
    ExpressionAttributeNames: {
      ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ...(added !== undefined && entries.length > 0 && { [`#${added.to}`]: added.to }),
      ...Object.fromEntries(entries.map(([name], at) => [`#added${at}`, name])),
    },
    ...(sets.length > 0 && {
      ExpressionAttributeValues: toItem({
        ...Object.fromEntries(set.map((name) => [`:${name}`, patch[name]])),
        ...Object.fromEntries(entries.map(([, value], at) => [`:added${at}`, value])),
      }),
    }),
  };
}

/** Entries for the map in attribute `to`, which stands. */
type Added = { readonly to: string; readonly entries: Readonly<Record<string, unknown>> };
