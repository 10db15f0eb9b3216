import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** What a function may touch, by the name it has in the table of grants. */
export type Resources = {
  readonly table: string;
  readonly dueIndex: string;
  readonly listIndex: string;
  readonly stream: string;
  readonly streams: string;
  readonly rootSecret: string;
  readonly mailQueues: readonly string[];
  readonly mailEvents: string;
  readonly deadLetters: string;
  readonly mailFrom: readonly string[];
};

export type Folder = keyof typeof grants;

/** What it takes to seat somebody, to let them wait and to hand seats on. */
const seatsAndList = [
  'dynamodb:BatchGetItem',
  'dynamodb:DeleteItem',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:Query',
  'dynamodb:UpdateItem',
] as const;

/** Every action each function may take, and on what: nothing else is granted anywhere. */
const grants = {
  programme: {
    table: ['dynamodb:BatchGetItem', 'dynamodb:Query'],
    rootSecret: ['secretsmanager:GetSecretValue'],
  },
  registration: {
    table: seatsAndList,
    rootSecret: ['secretsmanager:GetSecretValue'],
  },
  'my-registration': {
    table: seatsAndList,
    rootSecret: ['secretsmanager:GetSecretValue'],
  },
  'follow-changes': {
    table: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    listIndex: ['dynamodb:Query'],
    rootSecret: ['secretsmanager:GetSecretValue'],
    stream: ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
    streams: ['dynamodb:ListStreams'],
    mailQueues: ['sqs:SendMessage'],
    deadLetters: ['sqs:SendMessage'],
  },
  'send-mail': {
    table: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    rootSecret: ['secretsmanager:GetSecretValue'],
    mailQueues: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
    mailFrom: ['ses:SendRawEmail'],
  },
  'mail-feedback': {
    table: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    rootSecret: ['secretsmanager:GetSecretValue'],
    mailEvents: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
  },
  tick: {
    table: seatsAndList,
    dueIndex: ['dynamodb:Query'],
    listIndex: ['dynamodb:Query'],
    mailQueues: ['sqs:SendMessage'],
  },
} as const satisfies Record<string, { readonly [Name in keyof Resources]?: readonly string[] }>;

export const grantsOf = (folder: Folder, resources: Resources): PolicyStatement[] =>
  Object.entries(grants[folder]).map(
    ([name, actions]) =>
      new PolicyStatement({ actions: [...actions], resources: [resources[name as keyof Resources]].flat() }),
  );
