import { dueShards, table as names } from '../../shared/store/table.ts';
import type { AwsClient } from './aws-client.ts';

export type Agenda = {
  /** Items that somebody should have looked at by now. */
  readonly overdue: readonly string[];
  /** The earliest instant after now at which an item falls due. */
  readonly nextMs: number | undefined;
};

/** Reads what falls due straight from the engine: the clock asks, no function does. */
export async function readAgenda(client: AwsClient, tableName: string, nowMs: number): Promise<Agenda> {
  const now = new Date(nowMs).toISOString();
  const { name: IndexName, partitionKey, sortKey } = names.byDue;

  async function first(shard: string, after: string): Promise<{ key: string; dueAt: string } | undefined> {
    const { Items } = await client.call('dynamodb', 'Query', {
      TableName: tableName,
      IndexName,
      Limit: 1,
      KeyConditionExpression: '#shard = :shard AND #due > :after',
      ExpressionAttributeNames: { '#shard': partitionKey, '#due': sortKey },
      ExpressionAttributeValues: { ':shard': { S: shard }, ':after': { S: after } },
    });
    const [item] = Items as Record<string, { S: string }>[];
    return (
      item && {
        key: `${item[names.partitionKey]?.S} ${item[names.sortKey]?.S}`,
        dueAt: item[sortKey]?.S ?? '',
      }
    );
  }

  const overdue: string[] = [];
  const upcoming = await Promise.all(
    dueShards.map(async (shard) => {
      const earliest = await first(shard, '0');
      if (earliest === undefined || earliest.dueAt > now) return earliest;
      overdue.push(earliest.key);
      return first(shard, now);
    }),
  );
  const instants = upcoming.filter((it) => it !== undefined).map(({ dueAt }) => Date.parse(dueAt));
  return { overdue: overdue.sort(), nextMs: instants.length === 0 ? undefined : Math.min(...instants) };
}
