import type { IncomingHttpHeaders } from 'node:http';
import type { Need } from './iam.ts';
import { arn, lastPart, tableIn } from './place.ts';

export type Service = 'dynamodb' | 'streams' | 'sqs' | 'ses' | 'secretsmanager';
/** One call of an AWS client, as IAM sees it. */
export type AwsCall = {
  readonly service: Service;
  readonly operation: string;
  readonly needs: readonly Need[];
  /** What it changes, by the name of the table or queue: whoever polls that can look at once. */
  readonly writesTo: readonly string[];
};

type Input = Readonly<Record<string, unknown>>;
type TellStream = (shardIterator: string) => string | undefined;

const targets: Readonly<Record<string, Service>> = {
  DynamoDB_20120810: 'dynamodb',
  DynamoDBStreams_20120810: 'streams',
  AmazonSQS: 'sqs',
  secretsmanager: 'secretsmanager',
};

/** Derives what a call asks for: https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export function describeCall(
  headers: IncomingHttpHeaders,
  body: Buffer,
  streamOf: TellStream,
): AwsCall | undefined {
  const [prefix = '', operation = ''] = String(headers['x-amz-target'] ?? '').split('.');
  const service = targets[prefix];
  if (service === undefined) return describeQuery(new URLSearchParams(body.toString()));
  const input: Input = JSON.parse(body.toString() || '{}');
  switch (service) {
    case 'dynamodb':
      return describeTableCall(operation, input);
    case 'streams': {
      const stream = input.StreamArn ?? streamOf(String(input.ShardIterator));
      const table = input.TableName;
      const resource = String(
        stream ?? (table === undefined ? '*' : arn('dynamodb', `table/${table}/stream/local`)),
      );
      return { service, operation, needs: [{ action: `dynamodb:${operation}`, resource }], writesTo: [] };
    }
    case 'sqs': {
      const queue = lastPart(String(input.QueueUrl ?? input.QueueName ?? ''), '/');
      const action = `sqs:${operation.replace(/Batch$/, '')}`; // a batch needs no permission of its own
      const writesTo = operation.startsWith('SendMessage') ? [queue] : [];
      return { service, operation, needs: [{ action, resource: arn('sqs', queue) }], writesTo };
    }
    case 'secretsmanager': {
      const resource = String(input.SecretId ?? '*');
      return {
        service,
        operation,
        needs: [{ action: `secretsmanager:${operation}`, resource }],
        writesTo: [],
      };
    }
    default:
      return undefined;
  }
}

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];

function describeTableCall(operation: string, input: Input): AwsCall {
  const needs = tableNeeds(operation, input);
  const tables = new Set(needs.map(({ resource }) => tableIn(resource)));
  return { service: 'dynamodb', operation, needs, writesTo: writes.includes(operation) ? [...tables] : [] };
}

function tableNeeds(operation: string, input: Input): readonly Need[] {
  const need = (action: string, table: unknown, index?: unknown): Need => ({
    action: `dynamodb:${action}`,
    resource: arn('dynamodb', `table/${nameOf(table)}${index === undefined ? '' : `/index/${index}`}`),
  });
  switch (operation) {
    case 'Query':
    case 'Scan':
      return [need(operation, input.TableName, input.IndexName)];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.keys(input.RequestItems ?? {}).map((table) => need(operation, table));
    case 'TransactWriteItems':
    case 'TransactGetItems': // a transaction needs the permissions of its parts
      return distinct(
        (Array.isArray(input.TransactItems) ? input.TransactItems : []).flatMap((part: Input) =>
          Object.entries(part).map(([kind, it]) =>
            need(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, (it as Input).TableName),
          ),
        ),
      );
    default:
      return [need(operation, input.TableName ?? '*')];
  }
}

/** A table may be given by name or by ARN. */
const nameOf = (table: unknown): string => lastPart(String(table), '/');

const distinct = (needs: readonly Need[]): readonly Need[] => [
  ...new Map(needs.map((need) => [`${need.action} ${need.resource}`, need])).values(),
];

function describeQuery(form: URLSearchParams): AwsCall | undefined {
  const operation = form.get('Action');
  if (operation === null || form.get('Version') !== '2010-12-01') return undefined;
  const action = `ses:${operation}`;
  const domain = senderDomain(form);
  const settings = form.get('ConfigurationSetName');
  const needs = [
    ...(domain === undefined ? [] : [{ action, resource: arn('ses', `identity/${domain}`) }]),
    ...(settings === null ? [] : [{ action, resource: arn('ses', `configuration-set/${settings}`) }]),
  ];
  return {
    service: 'ses',
    operation,
    needs: needs.length > 0 ? needs : [{ action, resource: '*' }],
    writesTo: [],
  };
}

/** The domain SES looks for among its verified identities: that of `Source`, or of the message's own From. */
function senderDomain(form: URLSearchParams): string | undefined {
  const head = Buffer.from(form.get('RawMessage.Data') ?? '', 'base64')
    .toString('latin1')
    .replace(/\r?\n\r?\n.*/s, '');
  const from = form.get('Source') ?? /^from:((?:.*)(?:\r?\n[ \t].*)*)/im.exec(head)?.[1];
  return from === undefined ? undefined : /@([^\s>]+)>?\s*$/.exec(from.trim())?.[1]?.toLowerCase();
}
