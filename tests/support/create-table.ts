import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { table } from '../../shared/store/table.ts';

/** The table as it is deployed, in an engine. */
export async function createTable(db: DynamoDBClient, tableName: string): Promise<void> {
  const names = [
    table.partitionKey,
    table.sortKey,
    ...[table.byList, table.byDue].flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
  ];
  await db.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keySchema(table),
      GlobalSecondaryIndexes: [
        {
          IndexName: table.byList.name,
          KeySchema: keySchema(table.byList),
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: table.byDue.name,
          KeySchema: keySchema(table.byDue),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    }),
  );
}

const keySchema = ({ partitionKey, sortKey }: { partitionKey: string; sortKey: string }) => [
  { AttributeName: partitionKey, KeyType: 'HASH' as const },
  { AttributeName: sortKey, KeyType: 'RANGE' as const },
];
