import { consumed, readUnits, type Usage, writeUsage } from './capacity.ts';
import { bind, project } from './documents.ts';
import { parseProjection } from './parser.ts';
import { checkPlaceholders } from './placeholders.ts';
import { readPage } from './reads.ts';
import { invalid, Refusal } from './refusal.ts';
import { idOf, placeOf } from './shape.ts';
import type { Table } from './table.ts';
import type { transactions } from './transactions.ts';
import { equal, itemSize } from './values.ts';
import type { Weather } from './weather.ts';
import type {
  Attributes,
  BatchGetInput,
  DeleteInput,
  GetInput,
  PutInput,
  ReadInput,
  TransactInput,
  UpdateInput,
} from './wire.ts';
import { deleteRequest, type Planned, putRequest, type Request, updateRequest } from './writes.ts';

type Service = {
  readonly table: Table;
  readonly transacting: ReturnType<typeof transactions>;
  readonly weather: Weather;
  readonly spent: (usage: Usage, kind: 'read' | 'write') => void;
};
/** An answer, or for a transaction that is being committed the step that ends it. */
export type Step = { readonly answer: object } | { readonly commit: () => object };

const BATCH_KEYS = 100;

export const operations = {
  GetItem: (service: Service, input: GetInput): Step => {
    const { table } = service;
    const { ConsistentRead: consistent = false } = input;
    const item = table.readAt(placeOf(table.shape, input.Key), consistent);
    const usage = { table: readUnits(item ? itemSize(item) : 0, consistent), indexes: {} };
    const only = projection(input);
    service.spent(usage, 'read');
    return {
      answer: { ...(item && { Item: only(item) }), ...told(service, usage, input.ReturnConsumedCapacity) },
    };
  },

  PutItem: (service: Service, input: PutInput): Step =>
    writeOne(service, putRequest(service.table, input), input),
  UpdateItem: (service: Service, input: UpdateInput): Step =>
    writeOne(service, updateRequest(service.table, input), input),
  DeleteItem: (service: Service, input: DeleteInput): Step =>
    writeOne(service, deleteRequest(service.table, input), input),

  Query: (service: Service, input: ReadInput): Step => pageOf(service, input, 'query'),
  Scan: (service: Service, input: ReadInput): Step => pageOf(service, input, 'scan'),

  BatchGetItem: (service: Service, { RequestItems, ReturnConsumedCapacity }: BatchGetInput): Step => {
    const { table, weather } = service;
    const [tableName = '', asked] = Object.entries(RequestItems)[0] ?? [];
    if (asked === undefined || asked.Keys.length === 0 || asked.Keys.length > BATCH_KEYS)
      throw invalid('Member must have length less than or equal to 100 and greater than or equal to 1');
    const places = asked.Keys.map((key) => placeOf(table.shape, key));
    if (new Set(places.map(idOf)).size < places.length)
      throw invalid('Provided list of item keys contains duplicates');
    const only = projection(asked);
    const processed = asked.Keys.length - weather.unprocessed(asked.Keys.length);
    const consistent = asked.ConsistentRead ?? false;
    const items = places.slice(0, processed).map((place) => table.readAt(place, consistent));
    const units = items.reduce((sum, item) => sum + readUnits(item ? itemSize(item) : 0, consistent), 0);
    const usage = { table: units, indexes: {} };
    service.spent(usage, 'read');
    const left = { [tableName]: { ...asked, Keys: asked.Keys.slice(processed) } };
    return {
      answer: {
        Responses: { [tableName]: items.flatMap((item) => (item === undefined ? [] : [only(item)])) },
        UnprocessedKeys: processed < asked.Keys.length ? left : {},
        ...asList(told(service, usage, ReturnConsumedCapacity)),
      },
    };
  },

  TransactWriteItems: (service: Service, input: TransactInput): Step => {
    const begun = service.transacting.begin(input);
    const answer = (usages: readonly Usage[], kind: 'read' | 'write') => {
      const usage = usages.reduce(added, { table: 0, indexes: {} });
      service.spent(usage, kind);
      return asList(told(service, usage, input.ReturnConsumedCapacity));
    };
    return 'read' in begun
      ? { answer: answer(begun.read, 'read') }
      : { commit: () => answer(begun.commit(), 'write') };
  },
} as const;

function pageOf(service: Service, input: ReadInput, kind: 'query' | 'scan'): Step {
  const { answer, usage } = readPage(service.table, input, kind);
  service.spent(usage, 'read');
  return { answer: { ...answer, ...told(service, usage, input.ReturnConsumedCapacity) } };
}

function writeOne(service: Service, request: Request, input: PutInput | UpdateInput | DeleteInput): Step {
  const { table, transacting } = service;
  if (transacting.isLocked(idOf(request.place)))
    throw new Refusal('TransactionConflictException', 'Transaction is ongoing for the item');
  let planned: Planned;
  try {
    planned = request.plan();
  } catch (error) {
    const standing = table.standing(request.place);
    if (error instanceof Refusal && error.name === 'ConditionalCheckFailedException')
      service.spent({ ...writeUsage(table.shape, standing, undefined), indexes: {} }, 'write');
    throw error;
  }
  table.write(planned.place, planned.after);
  const usage = writeUsage(table.shape, planned.before, planned.after);
  service.spent(usage, 'write');
  const returned = returnedOf(planned, input.ReturnValues ?? 'NONE');
  return {
    answer: {
      ...(returned && { Attributes: returned }),
      ...told(service, usage, input.ReturnConsumedCapacity),
    },
  };
}

function returnedOf(
  { before, after }: Planned,
  asked: NonNullable<UpdateInput['ReturnValues']>,
): Attributes | undefined {
  switch (asked) {
    case 'NONE':
      return undefined;
    case 'ALL_OLD':
      return before;
    case 'ALL_NEW':
      return after;
    case 'UPDATED_OLD':
      return before && changed(before, after);
    case 'UPDATED_NEW':
      return after && changed(after, before);
  }
}

const changed = (item: Attributes, other: Attributes | undefined): Attributes =>
  Object.fromEntries(
    Object.entries(item).filter(([name, value]) => {
      const there = other?.[name];
      return there === undefined || !equal(value, there);
    }),
  );

function projection(
  input: Pick<GetInput, 'ProjectionExpression' | 'ExpressionAttributeNames'>,
): (item: Attributes) => Attributes {
  const parsed =
    input.ProjectionExpression === undefined ? undefined : parseProjection(input.ProjectionExpression);
  checkPlaceholders(input, parsed ? [parsed.used] : []);
  const paths = parsed?.syntax.map((path) => bind(path, input.ExpressionAttributeNames ?? {}));
  return (item) => (paths === undefined ? item : project(item, paths));
}

const told = ({ table }: Service, usage: Usage, asked: string | undefined): object =>
  consumed(table.shape.tableName, usage, asked);
const asList = (capacity: object): object =>
  Object.fromEntries(Object.entries(capacity).map(([name, value]) => [name, [value]]));

const added = (one: Usage, other: Usage): Usage => ({
  table: one.table + other.table,
  indexes: Object.fromEntries(
    [...new Set([...Object.keys(one.indexes), ...Object.keys(other.indexes)])].map((name) => [
      name,
      (one.indexes[name] ?? 0) + (other.indexes[name] ?? 0),
    ]),
  ),
});
