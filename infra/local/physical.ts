import { arn, CannotStart, place } from './place.ts';

export type Declared = {
  readonly stack: string;
  readonly id: string;
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
};

const nameProperties: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::SES::ConfigurationSet': 'Name',
};

/** The given name, or the stack's and the construct's own: the same at each start, unlike CloudFormation's. */
export function nameOf({ Type, Properties, stack, id }: Declared): string {
  const given = Properties[nameProperties[Type] ?? ''];
  return typeof given === 'string' ? given : `${stack}-${id.replace(/[0-9A-F]{8}$/, '')}`;
}

export function referenceTo(declared: Declared, edgeUrl: string): string {
  switch (declared.Type) {
    case 'AWS::SQS::Queue':
      return `${edgeUrl}/${place.account}/${nameOf(declared)}`;
    case 'AWS::SecretsManager::Secret':
      return attributeOf(declared, 'Arn', edgeUrl);
    case 'AWS::SNS::Topic':
      return arn('sns', nameOf(declared));
    case 'AWS::ApiGatewayV2::Integration':
      return declared.id;
    default:
      return nameOf(declared);
  }
}

export function attributeOf(declared: Declared, attribute: string, edgeUrl: string): string {
  const name = nameOf(declared);
  switch (`${declared.Type} ${attribute}`) {
    case 'AWS::DynamoDB::Table Arn':
      return arn('dynamodb', `table/${name}`);
    case 'AWS::DynamoDB::Table StreamArn':
      return streamArn(name);
    case 'AWS::SQS::Queue Arn':
      return arn('sqs', name);
    case 'AWS::SQS::Queue QueueUrl':
      return referenceTo(declared, edgeUrl);
    case 'AWS::SecretsManager::Secret Arn':
    case 'AWS::SecretsManager::Secret Id':
      return arn('secretsmanager', `secret:${name}-local1`);
    case 'AWS::Lambda::Function Arn':
      return arn('lambda', `function:${name}`);
    case 'AWS::IAM::Role Arn':
      return `arn:${place.partition}:iam::${place.account}:role/${name}`;
    case 'AWS::Logs::LogGroup Arn':
      return arn('logs', `log-group:${name}:*`);
    default:
      throw new CannotStart(
        `The local stage does not know ${attribute} of ${declared.Type} (${declared.id}).`,
      );
  }
}

export const streamArn = (tableName: string): string => arn('dynamodb', `table/${tableName}/stream/local`);

const withArn = ['Table', 'Queue', 'Secret', 'Function', 'Role', 'LogGroup'];
export const hasArn = (type: string): boolean => withArn.includes(type.split('::')[2] ?? '');
