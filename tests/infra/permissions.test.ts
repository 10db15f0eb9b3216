import { describe, expect, it } from 'vitest';
import { functionOf, functionsOf, type Json, resourcesOf, templatesOf } from './synthesis.ts';

const { application } = templatesOf('production');

/** Everything a function may do, besides writing its own logs and traces. */
const permissions = {
  programme: [
    'dynamodb:BatchGetItem on the table',
    'dynamodb:Query on the table',
    'secretsmanager:GetSecretValue on the root secret',
  ],
  registration: [
    'dynamodb:BatchGetItem on the table',
    'dynamodb:DeleteItem on the table',
    'dynamodb:GetItem on the table',
    'dynamodb:PutItem on the table',
    'dynamodb:Query on the table',
    'dynamodb:UpdateItem on the table',
    'secretsmanager:GetSecretValue on the root secret',
  ],
  'my-registration': [
    'dynamodb:BatchGetItem on the table',
    'dynamodb:DeleteItem on the table',
    'dynamodb:GetItem on the table',
    'dynamodb:PutItem on the table',
    'dynamodb:Query on the table',
    'dynamodb:UpdateItem on the table',
    'secretsmanager:GetSecretValue on the root secret',
  ],
  'follow-changes': [
    'dynamodb:BatchGetItem on the table',
    'dynamodb:DeleteItem on the table',
    'dynamodb:DescribeStream on the stream',
    'dynamodb:GetItem on the table',
    'dynamodb:GetRecords on the stream',
    'dynamodb:GetShardIterator on the stream',
    'dynamodb:ListStreams on the table/stream/*',
    'dynamodb:Query on the table',
    'dynamodb:Query on the table/index/byList',
    'dynamodb:UpdateItem on the table',
    'secretsmanager:GetSecretValue on the root secret',
    'sqs:SendMessage on the dead letters',
    'sqs:SendMessage on the queue of what can wait',
    'sqs:SendMessage on the queue of what is urgent',
  ],
  'send-mail': [
    'dynamodb:BatchGetItem on the table',
    'dynamodb:GetItem on the table',
    'dynamodb:Query on the table',
    'dynamodb:UpdateItem on the table',
    'secretsmanager:GetSecretValue on the root secret',
    'ses:SendRawEmail on configuration-set/the mail settings',
    'ses:SendRawEmail on identity/passerelle.example',
    'sqs:DeleteMessage on the queue of what can wait',
    'sqs:DeleteMessage on the queue of what is urgent',
    'sqs:GetQueueAttributes on the queue of what can wait',
    'sqs:GetQueueAttributes on the queue of what is urgent',
    'sqs:ReceiveMessage on the queue of what can wait',
    'sqs:ReceiveMessage on the queue of what is urgent',
  ],
  'mail-feedback': [
    'dynamodb:GetItem on the table',
    'dynamodb:UpdateItem on the table',
    'secretsmanager:GetSecretValue on the root secret',
    'sqs:DeleteMessage on the queue of what became of mails',
    'sqs:GetQueueAttributes on the queue of what became of mails',
    'sqs:ReceiveMessage on the queue of what became of mails',
  ],
  tick: [
    'dynamodb:BatchGetItem on the table',
    'dynamodb:DeleteItem on the table',
    'dynamodb:GetItem on the table',
    'dynamodb:PutItem on the table',
    'dynamodb:Query on the table',
    'dynamodb:Query on the table/index/byDue',
    'dynamodb:Query on the table/index/byList',
    'dynamodb:UpdateItem on the table',
    'sqs:SendMessage on the queue of what can wait',
    'sqs:SendMessage on the queue of what is urgent',
  ],
};

describe('the permissions', () => {
  it('are listed for every function there is', () => {
    expect(
      functionsOf(application)
        .map(({ folder }) => folder)
        .sort(),
    ).toEqual(Object.keys(permissions).sort());
  });

  it.each(Object.entries(permissions))('of %s are these and no others', (folder, expected) => {
    const granted = statementsOf(folder).flatMap(({ Action, Resource }) =>
      [Action]
        .flat()
        .flatMap((action) => [Resource].flat().map((resource) => `${action} on ${nameOf(resource)}`)),
    );
    const ownLogs = ['logs:CreateLogStream on its logs', 'logs:PutLogEvents on its logs'];
    const traces = ['xray:PutTelemetryRecords on *', 'xray:PutTraceSegments on *'];
    expect(granted.sort()).toEqual([...expected, ...ownLogs, ...traces].sort());
  });

  it('come from no managed policy', () => {
    for (const [, { Properties }] of resourcesOf(application, 'AWS::IAM::Role')) {
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    }
  });

  it('are in place before a stream or a queue is polled', () => {
    for (const [, { DependsOn }] of resourcesOf(application, 'AWS::Lambda::EventSourceMapping')) {
      expect(DependsOn).toEqual(expect.arrayContaining([expect.stringContaining('RoleDefaultPolicy')]));
    }
  });

  function statementsOf(folder: string): { Action: string | string[]; Resource: unknown }[] {
    const role = functionOf(application, folder).properties.Role['Fn::GetAtt'][0];
    return resourcesOf(application, 'AWS::IAM::Policy')
      .filter(([, { Properties }]) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
      .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  }
});

const names: readonly (readonly [RegExp, string])[] = [
  [/data:ExportsOutputFnGetAttTable\w+StreamArn\w+/, 'the stream'],
  [/data:ExportsOutputFnGetAttTable\w+Arn\w+/, 'the table'],
  [/data:ExportsOutputRefRootSecret\w+/, 'the root secret'],
  [/MailNowDeadLetters/, 'the dead letters'],
  [/MailNowQueue/, 'the queue of what is urgent'],
  [/MailLaterQueue/, 'the queue of what can wait'],
  [/MailEventsQueue/, 'the queue of what became of mails'],
  [/MailSettings/, 'the mail settings'],
  [/Logs\w{8}$/, 'its logs'],
];

/** Says an ARN in a template in words: what it refers to, and the end of its path. */
function nameOf(arn: unknown): string {
  if (typeof arn === 'string') return arn;
  const parts: unknown[] = (arn as Json)['Fn::Join']?.[1] ?? [arn];
  return parts
    .map(wordFor)
    .join('')
    .replace(/^.*:(?=identity|configuration-set)/, '');
}

function wordFor(part: unknown): string {
  if (typeof part === 'string') return part;
  const reference = JSON.stringify(Object.values(part as object).flat()[0]).replaceAll('"', '');
  return names.find(([pattern]) => pattern.test(reference))?.[1] ?? '';
}
