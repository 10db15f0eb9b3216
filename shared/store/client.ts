import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';

export type Store = { readonly db: DynamoDBClient; readonly tableName: string };
