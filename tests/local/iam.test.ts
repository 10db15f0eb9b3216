import { describe, expect, it } from 'vitest';
import { accessLedger } from '../../infra/local/access-ledger.ts';
import { allows, type Statement, statementSchema, without } from '../../infra/local/iam.ts';

const table = 'arn:aws:dynamodb:eu-west-3:000000000000:table/seats';
const allow = (Action: string[], Resource: string[]): Statement => ({ Effect: 'Allow', Action, Resource });
const mayPut = [allow(['dynamodb:PutItem'], [table])];

describe('a role', () => {
  it.each([
    ['nothing is allowed that no statement names', [], false],
    ['what a statement names is allowed', mayPut, true],
    ['another action is not', [allow(['dynamodb:UpdateItem'], [table])], false],
    ['the same action on another table is not', [allow(['dynamodb:PutItem'], [`${table}-2`])], false],
    ['a wildcard in the action counts', [allow(['dynamodb:Put*'], [table])], true],
    [
      'a wildcard in the resource counts',
      [allow(['dynamodb:PutItem'], ['arn:aws:dynamodb:*:*:table/seats'])],
      true,
    ],
    ['the names of actions have no case', [allow(['DynamoDB:putitem'], [table])], true],
    ['a dot is only a dot', [allow(['dynamodb.PutItem'], [table])], false],
    [
      'an explicit deny wins over any allow',
      [...mayPut, { ...allow(['*'], ['*']), Effect: 'Deny' as const }],
      false,
    ],
  ])('%s', (_, statements, allowed) => {
    expect(allows(statements, { action: 'dynamodb:PutItem', resource: table })).toBe(allowed);
  });

  it('does not reach an index through its table', () => {
    expect(allows(mayPut, { action: 'dynamodb:PutItem', resource: `${table}/index/byDue` })).toBe(false);
  });

  it('with a condition is not understood, rather than read without it', () => {
    const statement = { Effect: 'Allow', Action: '*', Resource: '*', Condition: { Bool: { x: 'true' } } };
    expect(statementSchema.safeParse(statement).success).toBe(false);
  });

  it('can lose one action and keep the rest of the statement', () => {
    const left = without([allow(['dynamodb:PutItem', 'dynamodb:GetItem'], [table])], 'dynamodb:PutItem');
    expect(allows(left, { action: 'dynamodb:PutItem', resource: table })).toBe(false);
    expect(allows(left, { action: 'dynamodb:GetItem', resource: table })).toBe(true);
  });
});

describe('the ledger of access', () => {
  const setup = () =>
    accessLedger([
      {
        name: 'registration',
        statements: [allow(['dynamodb:PutItem', 'dynamodb:GetItem', 'logs:PutLogEvents'], [table])],
      },
    ]);
  const put = { action: 'dynamodb:PutItem', resource: table };
  const scan = { action: 'dynamodb:Scan', resource: table };

  it('names what was used, what was refused and how often, and what was never needed', () => {
    const ledger = setup();
    expect(ledger.refuse('registration', [put])).toBeUndefined();
    expect(ledger.refuse('registration', [put, scan])).toEqual(scan);
    ledger.refuse('registration', [scan]);
    expect(ledger.report()).toEqual({
      registration: {
        used: ['dynamodb:PutItem'],
        denied: [{ ...scan, times: 2 }],
        unused: ['dynamodb:GetItem'],
      },
    });
  });

  it('refuses a caller it does not know', () => {
    expect(setup().refuse('nobody', [put])).toEqual(put);
  });
});
