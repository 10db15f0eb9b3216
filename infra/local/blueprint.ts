import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Statement } from './iam.ts';
import { streamArn } from './physical.ts';
import { CannotStart, lastPart } from './place.ts';
import {
  attachedSchema,
  eventDestinationSchema,
  functionSchema,
  integrationSchema,
  queueSchema,
  queueSourceSchema,
  rolePoliciesSchema,
  ruleSchema,
  secretSchema,
  streamSourceSchema,
  subscriptionSchema,
  tableSchema,
} from './resource-schemas.ts';
import type { Assembly } from './synthesis.ts';
import { type Resource, type Resources, resolveTemplates } from './template.ts';

export type LocalFunction = {
  /** What people call it: the folder in `functions/`. */
  readonly name: string;
  readonly physicalName: string;
  readonly arn: string;
  readonly accessKeyId: string;
  readonly handler: { readonly file: string; readonly exportName: string };
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly statements: readonly Statement[];
};
export type RouteTarget = { readonly key: string; readonly functionName: string };
export type Schedule = { readonly expression: string; readonly functionName: string };
export type TableDefinition = {
  readonly name: string;
  readonly streamArn: string;
  readonly creation: Readonly<Record<string, unknown>>;
  readonly timeToLive: string | undefined;
};
export type QueueDefinition = {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Record<string, string>;
};
export type SecretDefinition = { readonly arn: string; readonly length: number };
/** What SES tells of mails sent with a configuration set, and the queue it comes to. */
export type MailEventRoute = {
  readonly configurationSet: string;
  readonly eventTypes: readonly string[];
  readonly queue: string;
};
export type StreamSource = z.infer<typeof streamSourceSchema> & { readonly functionName: string };
export type QueueSource = z.infer<typeof queueSourceSchema> & { readonly functionName: string };

/** Everything the local stage runs, as the templates say it. */
export type Blueprint = {
  readonly functions: readonly LocalFunction[];
  readonly routes: readonly RouteTarget[];
  readonly streamSources: readonly StreamSource[];
  readonly queueSources: readonly QueueSource[];
  readonly schedules: readonly Schedule[];
  readonly tables: readonly TableDefinition[];
  readonly queues: readonly QueueDefinition[];
  readonly secrets: readonly SecretDefinition[];
  readonly mailEvents: readonly MailEventRoute[];
  /** Resource types that have no counterpart here (alarms, log groups), with how many there are. */
  readonly leftOut: Readonly<Record<string, number>>;
};

export function readBlueprint({ stacks, assetFolder }: Assembly, edgeUrl: string): Blueprint {
  const resources = resolveTemplates(stacks, edgeUrl);
  const functions = resources
    .ofType('AWS::Lambda::Function')
    .map((it) => readFunction(it, resources, assetFolder));
  const nameOf = (reference: string): string => {
    const found = functions.find(({ physicalName, arn }) => reference === physicalName || reference === arn);
    if (found === undefined) throw new CannotStart(`No function is called ${reference}.`);
    return found.name;
  };
  const sources = resources.ofType('AWS::Lambda::EventSourceMapping');
  const readSources = <S extends z.ZodObject>(service: string, schema: S) =>
    sources
      .filter(({ properties }) => String(properties.EventSourceArn).split(':')[2] === service)
      .map(({ properties: { FunctionName, Tags: _, ...properties }, ...it }) => ({
        ...read({ ...it, properties }, schema),
        functionName: nameOf(String(FunctionName)),
      }));

  return {
    functions,
    routes: readRoutes(resources, nameOf),
    streamSources: readSources('dynamodb', streamSourceSchema),
    queueSources: readSources('sqs', queueSourceSchema),
    schedules: resources.ofType('AWS::Events::Rule').flatMap((it) => {
      const { ScheduleExpression, Targets } = read(it, ruleSchema);
      return Targets.map(({ Arn }) => ({ expression: ScheduleExpression, functionName: nameOf(Arn) }));
    }),
    tables: resources.ofType('AWS::DynamoDB::Table').map(readTable),
    queues: resources.ofType('AWS::SQS::Queue').map(readQueue),
    secrets: resources.ofType('AWS::SecretsManager::Secret').map((it) => {
      const { GenerateSecretString } = read(it, secretSchema);
      return { arn: it.arn, length: GenerateSecretString.PasswordLength };
    }),
    mailEvents: readMailEvents(resources),
    leftOut: countOthers(resources.types),
  };
}

function read<S extends z.ZodType>({ type, id, stack, properties }: Resource, schema: S): z.infer<S> {
  const result = schema.safeParse(properties);
  if (result.success) return result.data;
  const problem = z.prettifyError(result.error).replaceAll('\n', ' ');
  throw new CannotStart(`The local stage cannot run ${type} ${id} of ${stack}: ${problem}`);
}

function readFunction(
  it: Resource,
  resources: Resources,
  assetFolder: Assembly['assetFolder'],
): LocalFunction {
  const { Code, Handler, Role, Timeout, MemorySize, Environment } = read(it, functionSchema);
  const { Variables: environment } = Environment;
  const [module = '', exportName = ''] = Handler.split('.');
  const folder = assetFolder(Code.S3Key);
  const file = ['.mjs', '.js', '.cjs']
    .map((end) => join(folder, `${module}${end}`))
    .find((path) => existsSync(path));
  if (file === undefined) throw new CannotStart(`The asset of ${it.id} holds no ${module}.mjs: ${folder}`);
  return {
    name: environment.POWERTOOLS_SERVICE_NAME ?? it.name,
    physicalName: it.name,
    arn: it.arn,
    accessKeyId: `AKIA${createHash('sha256').update(it.name).digest('hex').slice(0, 16).toUpperCase()}`,
    handler: { file, exportName },
    timeoutSeconds: Timeout,
    memoryMegabytes: MemorySize,
    environment,
    statements: statementsOf(Role, resources),
  };
}

function statementsOf(roleArn: string, resources: Resources): readonly Statement[] {
  const role = resources.ofType('AWS::IAM::Role').find((it) => it.arn === roleArn);
  if (role === undefined) throw new CannotStart(`No stack declares the role ${roleArn}.`);
  const attached = resources
    .ofType('AWS::IAM::Policy')
    .map((it) => read(it, attachedSchema))
    .filter(({ Roles }) => Roles.includes(role.name));
  return [...read(role, rolePoliciesSchema).Policies, ...attached].flatMap(
    (it) => it.PolicyDocument.Statement,
  );
}

function readRoutes(resources: Resources, nameOf: (reference: string) => string): RouteTarget[] {
  const integrations = new Map(
    resources
      .ofType('AWS::ApiGatewayV2::Integration')
      .map((it) => [`integrations/${it.id}`, nameOf(read(it, integrationSchema).IntegrationUri)]),
  );
  return resources.ofType('AWS::ApiGatewayV2::Route').map((it) => {
    const { RouteKey, Target } = read(it, z.object({ RouteKey: z.string(), Target: z.string() }));
    const functionName = integrations.get(Target);
    if (functionName === undefined)
      throw new CannotStart(`Route ${RouteKey} leads to ${Target}, which is not declared.`);
    return { key: RouteKey, functionName };
  });
}

const creationProperties = [
  'AttributeDefinitions',
  'KeySchema',
  'BillingMode',
  'GlobalSecondaryIndexes',
  'LocalSecondaryIndexes',
];

function readTable(it: Resource): TableDefinition {
  const { StreamSpecification: stream, TimeToLiveSpecification: timeToLive } = read(it, tableSchema);
  const taken = Object.entries(it.properties).filter(([name]) => creationProperties.includes(name));
  return {
    name: it.name,
    streamArn: streamArn(it.name),
    creation: {
      ...Object.fromEntries(taken),
      TableName: it.name,
      ...(stream && { StreamSpecification: { ...stream, StreamEnabled: true } }),
    },
    timeToLive: timeToLive?.Enabled === true ? timeToLive.AttributeName : undefined,
  };
}

function readQueue(it: Resource): QueueDefinition {
  const { RedrivePolicy, ...numbers } = read(it, queueSchema);
  const attributes = Object.entries(numbers).map(([name, value]): [string, string] => [name, String(value)]);
  if (RedrivePolicy !== undefined) attributes.push(['RedrivePolicy', JSON.stringify(RedrivePolicy)]);
  return { name: it.name, arn: it.arn, attributes: Object.fromEntries(attributes) };
}

function readMailEvents(resources: Resources): MailEventRoute[] {
  const subscriptions = resources
    .ofType('AWS::SNS::Subscription')
    .map((it) => read(it, subscriptionSchema))
    .filter(({ Protocol, RawMessageDelivery }) => Protocol === 'sqs' && RawMessageDelivery);
  return resources.ofType('AWS::SES::ConfigurationSetEventDestination').flatMap((it) => {
    const { ConfigurationSetName, EventDestination } = read(it, eventDestinationSchema);
    const { MatchingEventTypes, SnsDestination } = EventDestination;
    return subscriptions
      .filter(({ TopicArn }) => TopicArn === SnsDestination.TopicARN)
      .map(({ Endpoint }) => ({
        configurationSet: ConfigurationSetName,
        eventTypes: MatchingEventTypes,
        queue: lastPart(Endpoint, ':'),
      }));
  });
}

const runHere = [
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::SNS::Subscription',
  'AWS::SecretsManager::Secret',
  'AWS::SQS::Queue',
];

function countOthers(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of types.filter((it) => !runHere.includes(it))) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}
