import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { bundling } from '../../infra/constructs/bundle.ts';
import { functionOf, functionsOf, resourcesOf, templatesOf } from './synthesis.ts';

const { application } = templatesOf('production');

/** What Lambda itself does with a function's role: it polls, and it keeps what failed. */
const onBehalf: Readonly<Record<string, readonly string[]>> = {
  'follow-changes': [
    'dynamodb:DescribeStream',
    'dynamodb:GetRecords',
    'dynamodb:GetShardIterator',
    'dynamodb:ListStreams',
  ],
  'send-mail': ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  'mail-feedback': ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
};

/** Writes that a function only makes as part of a transaction. */
const inTransactions: Readonly<Record<string, readonly string[]>> = {
  'my-registration': ['dynamodb:PutItem'],
  tick: ['dynamodb:PutItem'],
};

describe.each(functionsOf(application))('the role of $folder', ({ folder }) => {
  it('allows the calls that are in its bundle, each of them, and no others', () => {
    const calls = [...callsIn(folder), ...(onBehalf[folder] ?? []), ...(inTransactions[folder] ?? [])];
    expect([...new Set(actionsOf(folder))].sort()).toEqual([...new Set(calls)].sort());
  });
});

/** The calls of AWS that are left once everything unused has been shaken out of the bundle. */
function callsIn(folder: string): string[] {
  const entry = join(import.meta.dirname, '../../functions', folder, 'handler.ts');
  const { metafile } = buildSync({ ...bundling, entryPoints: [entry], metafile: true });
  const kept = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return kept
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => {
      const [, client, command] =
        path.match(/@aws-sdk\/client-([\w-]+)\/.*\/commands\/(\w+)Command\.js$/) ?? [];
      return client === undefined || command === undefined ? [] : [actionFor(client, command)];
    })
    .filter((action) => !needsNothing.has(action));
}

const needsNothing = new Set([
  'dynamodb:DescribeEndpoints', // the client carries it and never sends it
  'dynamodb:TransactWriteItems', // its parts need what they need alone
]);

function actionFor(client: string, command: string): string {
  const action = command === 'SendMessageBatch' ? 'SendMessage' : command;
  return `${client.replace('-', '')}:${action}`;
}

function actionsOf(folder: string): string[] {
  const role = functionOf(application, folder).properties.Role['Fn::GetAtt'][0];
  return resourcesOf(application, 'AWS::IAM::Policy')
    .filter(([, { Properties }]) => Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
    .flatMap(({ Action }) => Action as string | string[])
    .filter((action) => !/^(logs|xray):/.test(action));
}
