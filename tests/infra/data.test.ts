import { describe, expect, it } from 'vitest';
import { templatesOf } from './synthesis.ts';

const { data } = templatesOf('production');

describe('the table in production', () => {
  it('can be brought back to any second of the last 35 days', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    });
  });

  it('survives its stack, a replacement and a slip of the hand', () => {
    data.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    });
  });

  it('goes by the name that the commands know, so that no change can replace it unseen', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', { TableName: 'passerelle-production' });
  });

  it('tells what an item was before a change and what it is after', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    });
  });

  it('forgets what has expired', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('takes whatever load comes, without a reserve to plan', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' });
  });

  it('is found by list, with all attributes, and by what is due, with keys only', () => {
    data.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byList',
          KeySchema: keys('listShard', 'listKey'),
          Projection: { ProjectionType: 'ALL' },
        },
        {
          IndexName: 'byDue',
          KeySchema: keys('dueShard', 'dueAt'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
  });
});

describe('the root secret in production', () => {
  it('is generated with 64 characters and survives its stack: a new one would break every link ever mailed', () => {
    data.hasResource('AWS::SecretsManager::Secret', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { GenerateSecretString: { PasswordLength: 64 } },
    });
  });

  it('never rotates', () => data.resourceCountIs('AWS::SecretsManager::RotationSchedule', 0));
});

describe('the data stack', () => {
  it('holds nothing but the table and the secret', () => {
    const types = Object.values(data.toJSON().Resources as Record<string, { Type: string }>).map(
      ({ Type }) => Type,
    );
    expect(types.sort()).toEqual(['AWS::DynamoDB::Table', 'AWS::SecretsManager::Secret']);
  });
});

const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' },
  { AttributeName: sort, KeyType: 'RANGE' },
];
