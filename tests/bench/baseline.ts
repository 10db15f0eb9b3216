import { DynamoDBClient, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import middy from '@middy/core';
import * as zod from 'zod';

/** What most would write: middy, all of zod and the SDK's client, with the two writes that a registration makes. */
const { z } = zod;
const request = z.object({ requestContext: z.object({ requestId: z.string() }) });
const db = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

export const handler = middy().handler(async (event: unknown) => {
  const { requestId } = request.parse(event).requestContext;
  await db.send(
    new UpdateItemCommand({
      TableName,
      Key: { pk: { S: 'BENCH' }, sk: { S: requestId } },
      UpdateExpression: 'ADD seats :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
  await db.send(new PutItemCommand({ TableName, Item: { pk: { S: 'BENCH' }, sk: { S: `${requestId}-2` } } }));
  return { statusCode: 202 };
});
