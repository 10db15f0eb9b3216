import { describe, expect, it } from 'vitest';
import { resolveTemplates } from '../../infra/local/template.ts';

const edge = 'http://127.0.0.1:4566';

/** A place in the text of Fn::Sub. */
const place = (name: string) => `$\{${name}}`;

const data = {
  stack: 'data',
  template: {
    Resources: { TableCD117FA1: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'seats' } } },
    Outputs: {
      TableArn: { Value: { 'Fn::GetAtt': ['TableCD117FA1', 'Arn'] }, Export: { Name: 'data:TableArn' } },
      Unshared: { Value: { 'Fn::Cidr': [] } },
    },
  },
};

const resolved = (value: unknown) => {
  const application = {
    stack: 'application',
    template: {
      Resources: {
        Wanted: { Type: 'Test::Of', Properties: { value } },
        MailQueue0AB1C2D3: { Type: 'AWS::SQS::Queue' },
        Secret: { Type: 'AWS::SecretsManager::Secret' },
      },
    },
  };
  return resolveTemplates([data, application], edge).ofType('Test::Of')[0]?.properties.value;
};

describe('a value in a template', () => {
  it.each([
    [
      'a queue is known by its address at the edge',
      { Ref: 'MailQueue0AB1C2D3' },
      `${edge}/000000000000/application-MailQueue`,
    ],
    [
      'a secret is known by its ARN',
      { Ref: 'Secret' },
      'arn:aws:secretsmanager:eu-west-3:000000000000:secret:application-Secret-local1',
    ],
    [
      'an attribute by list',
      { 'Fn::GetAtt': ['MailQueue0AB1C2D3', 'Arn'] },
      'arn:aws:sqs:eu-west-3:000000000000:application-MailQueue',
    ],
    ['an attribute by dotted text', { 'Fn::GetAtt': 'MailQueue0AB1C2D3.QueueName' }, undefined],
    [
      'what another stack exports',
      { 'Fn::ImportValue': 'data:TableArn' },
      'arn:aws:dynamodb:eu-west-3:000000000000:table/seats',
    ],
    [
      'joined parts, resolved one by one',
      { 'Fn::Join': ['', [{ 'Fn::ImportValue': 'data:TableArn' }, '/index/', 'byDue']] },
      'arn:aws:dynamodb:eu-west-3:000000000000:table/seats/index/byDue',
    ],
    [
      'text with places, own values first, escapes kept',
      {
        'Fn::Sub': [
          `${place('stage')} ${place('AWS::Region')} ${place('MailQueue0AB1C2D3.Arn')} ${place('!kept')}`,
          { stage: { Ref: 'AWS::StackName' } },
        ],
      },
      `application eu-west-3 arn:aws:sqs:eu-west-3:000000000000:application-MailQueue ${place('kept')}`,
    ],
    ['what lies deep inside', { a: [{ b: { Ref: 'AWS::AccountId' } }] }, { a: [{ b: '000000000000' }] }],
  ])('resolves %s', (_, value, meaning) => {
    if (meaning === undefined) expect(() => resolved(value)).toThrow('does not know QueueName');
    else expect(resolved(value)).toEqual(meaning);
  });

  it.each([
    [
      'an intrinsic nobody taught it',
      { 'Fn::Cidr': ['10.0.0.0/8', 2] },
      'cannot resolve Fn::Cidr, used in stack application',
    ],
    ['a resource that is not declared', { Ref: 'Gone' }, 'refers to "Gone"'],
    ['an export that no stack has', { 'Fn::ImportValue': 'data:Gone' }, 'No stack exports "data:Gone"'],
  ])('names %s in one line', (_, value, message) => {
    expect(() => resolved(value)).toThrow(message);
  });

  it('does not look at resources nobody asks for', () => {
    expect(resolved('plain')).toBe('plain');
  });
});
