import { describe, expect, it } from 'vitest';
import { describeCall } from '../../infra/local/aws-call.ts';

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-3:000000000000:${resource}`;
const seats = arn('dynamodb', 'table/seats');
const call = (target: string, input: object) =>
  describeCall({ 'x-amz-target': target }, Buffer.from(JSON.stringify(input)), (iterator) =>
    iterator === 'known' ? `${seats}/stream/local` : undefined,
  );
const needs = (target: string, input: object) =>
  call(target, input)?.needs.map(({ action, resource }) => `${action} ${resource}`);

describe('what a call needs', () => {
  const TableName = 'seats';
  it.each([
    ['DynamoDB_20120810.PutItem', { TableName }, [`dynamodb:PutItem ${seats}`]],
    ['DynamoDB_20120810.Query', { TableName }, [`dynamodb:Query ${seats}`]],
    ['DynamoDB_20120810.Query', { TableName, IndexName: 'byDue' }, [`dynamodb:Query ${seats}/index/byDue`]],
    ['DynamoDB_20120810.GetItem', { TableName: seats }, [`dynamodb:GetItem ${seats}`]],
    ['DynamoDB_20120810.BatchGetItem', { RequestItems: { seats: {} } }, [`dynamodb:BatchGetItem ${seats}`]],
    [
      'DynamoDBStreams_20120810.GetRecords',
      { ShardIterator: 'known' },
      [`dynamodb:GetRecords ${seats}/stream/local`],
    ],
    ['DynamoDBStreams_20120810.ListStreams', { TableName }, [`dynamodb:ListStreams ${seats}/stream/local`]],
    [
      'AmazonSQS.SendMessage',
      { QueueUrl: 'http://x/000000000000/mail' },
      [`sqs:SendMessage ${arn('sqs', 'mail')}`],
    ],
    [
      'AmazonSQS.DeleteMessageBatch',
      { QueueUrl: 'http://x/000000000000/mail' },
      [`sqs:DeleteMessage ${arn('sqs', 'mail')}`],
    ],
    ['secretsmanager.GetSecretValue', { SecretId: 'arn:of:it' }, ['secretsmanager:GetSecretValue arn:of:it']],
  ])('%s %o', (target, input, expected) => {
    expect(needs(target, input)).toEqual(expected);
  });

  it('is, for a transaction, what each of its parts needs, once', () => {
    const TransactItems = [
      { Put: { TableName } },
      { Update: { TableName } },
      { Update: { TableName } },
      { ConditionCheck: { TableName: 'other' } },
    ];
    expect(needs('DynamoDB_20120810.TransactWriteItems', { TransactItems })).toEqual([
      `dynamodb:PutItem ${seats}`,
      `dynamodb:UpdateItem ${seats}`,
      `dynamodb:ConditionCheckItem ${arn('dynamodb', 'table/other')}`,
    ]);
  });

  it.each([
    ['its own Source', { Source: 'x@from.example' }, 'from.example'],
    ['the From of the message, folded or not', {}, 'passerelle.example'],
  ])('is, for a mail, the right to send for %s and to use the configuration set', (_, more, domain) => {
    const raw =
      'Subject: s\r\nFrom: "Une fête"\r\n <inscriptions@Passerelle.example>\r\n\r\nFrom: a@body.example';
    const form = new URLSearchParams({
      ...{ Action: 'SendRawEmail', Version: '2010-12-01', ConfigurationSetName: 'mails', ...more },
      'RawMessage.Data': Buffer.from(raw).toString('base64'),
    });
    const described = describeCall({}, Buffer.from(form.toString()), () => undefined);
    expect(described?.needs.map(({ action, resource }) => `${action} ${resource}`)).toEqual([
      `ses:SendRawEmail ${arn('ses', `identity/${domain}`)}`,
      `ses:SendRawEmail ${arn('ses', 'configuration-set/mails')}`,
    ]);
  });

  it('is unknown for a service that is not here', () => {
    expect(call('AWSLambda.Invoke', {})).toBeUndefined();
  });
});

describe('whom a call wakes', () => {
  it.each([
    ['DynamoDB_20120810.UpdateItem', { TableName: 'seats' }, ['seats']],
    ['DynamoDB_20120810.GetItem', { TableName: 'seats' }, []],
    ['AmazonSQS.SendMessageBatch', { QueueUrl: 'http://x/0/mail' }, ['mail']],
    ['AmazonSQS.ReceiveMessage', { QueueUrl: 'http://x/0/mail' }, []],
  ])('%s %o', (target, input, expected) => {
    expect(call(target, input)?.writesTo).toEqual(expected);
  });
});
