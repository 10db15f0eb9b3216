import type { Shape } from '../../simulation/stand-in/shape.ts';
import type { Operation } from '../../simulation/stand-in/stand-in.ts';
import type {
  Attributes,
  BatchGetInput,
  GetInput,
  PutInput,
  ReadInput,
  TransactAction,
  TransactInput,
  UpdateInput,
} from '../../simulation/stand-in/wire.ts';
import type { Demand } from './partitions.ts';

export type Demands = { readonly table: readonly Demand[]; readonly indexes: readonly Demand[] };

/** Which partitions a call needs, of the table and of its indexes: where an index cannot follow, the write is refused. */
export function demandsOf(shape: Shape, operation: Operation, input: object): Demands {
  switch (operation) {
    case 'GetItem':
      return { table: [read(textOf((input as GetInput).Key[shape.partitionKey]))], indexes: [] };
    case 'BatchGetItem': {
      const asked = Object.values((input as BatchGetInput).RequestItems).flatMap(({ Keys }) => Keys);
      return { table: asked.map((key) => read(textOf(key[shape.partitionKey]))), indexes: [] };
    }
    case 'Query':
    case 'Scan': {
      const [partition] = Object.values((input as ReadInput).ExpressionAttributeValues ?? {});
      return { table: [read(textOf(partition))], indexes: [] };
    }
    case 'PutItem':
      return ofWrite(shape, { Put: input as PutInput });
    case 'UpdateItem':
    case 'DeleteItem':
      return ofWrite(shape, { Update: input as UpdateInput });
    case 'TransactWriteItems': {
      const all = (input as TransactInput).TransactItems.map((action) => ofWrite(shape, action));
      return { table: all.flatMap(({ table }) => table), indexes: all.flatMap(({ indexes }) => indexes) };
    }
  }
}

/** Only a new item is new to an index: updates that move one within it are rare. */
function ofWrite(shape: Shape, { Put, ...others }: TransactAction): Demands {
  const written: Attributes =
    Put?.Item ?? (others.Update ?? others.Delete ?? others.ConditionCheck)?.Key ?? {};
  const inIndexes = shape.indexes.filter(({ partitionKey }) => written[partitionKey] !== undefined);
  return {
    table: [{ of: 'table', key: textOf(written[shape.partitionKey]), kind: 'write' }],
    indexes: inIndexes.map(({ name, partitionKey }) => ({
      of: name,
      key: textOf(written[partitionKey]),
      kind: 'write',
    })),
  };
}

const read = (key: string): Demand => ({ of: 'table', key, kind: 'read' });
const textOf = (value: Attributes[string] | undefined): string =>
  value !== undefined && 'S' in value ? value.S : '';
