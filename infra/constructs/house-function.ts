import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type FunctionProps,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';
import { bundle } from './bundle.ts';
import { HouseAlarm } from './house-alarm.ts';
import { invariantViolations } from './invariant-violations.ts';
import type { Operators } from './operators.ts';

export type HouseFunctionProps = {
  /** `functions/<folder>/handler.ts` is what runs. */
  readonly folder: string;
  /** Who is hurt, and how, while this function fails: the text of its alarm. */
  readonly errorImpact: string;
  readonly stage: StageSettings;
  readonly operators: Operators;
  readonly environment: Readonly<Record<string, string>>;
  readonly grants: readonly PolicyStatement[];
};

type Limits = Pick<
  FunctionProps,
  'timeout' | 'retryAttempts' | 'maxEventAge' | 'reservedConcurrentExecutions'
>;

/** What every function of the house has in common; its kinds differ in what calls them. */
export abstract class HouseFunction extends LambdaFunction {
  protected readonly executionRole: Role;

  protected constructor(scope: Construct, id: string, props: HouseFunctionProps, limits: Limits) {
    const { folder, stage, operators, errorImpact, environment, grants } = props;
    const logGroup = new LogGroup(scope, `${id}Logs`, { retention: stage.logRetention });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });

    super(scope, id, {
      ...limits,
      code: code(scope, folder),
      handler: 'handler.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      tracing: Tracing.ACTIVE,
      loggingFormat: LoggingFormat.JSON,
      logGroup,
      role,
      environment: {
        ...environment,
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: folder,
      },
    });

    this.executionRole = role;
    const writeLogs = ['logs:CreateLogStream', 'logs:PutLogEvents'];
    role.addToPolicy(new PolicyStatement({ actions: writeLogs, resources: [logGroup.logGroupArn] }));
    for (const grant of grants) role.addToPolicy(grant);

    const alarm = { threshold: 1, errorImpact, operators };
    const period = Duration.minutes(5);
    new HouseAlarm(scope, `${id}Errors`, {
      ...alarm,
      metric: this.metricErrors({ period }),
      runbook: 'function-errors',
    });
    new HouseAlarm(scope, `${id}Throttled`, {
      ...alarm,
      metric: this.metricThrottles({ period }),
      runbook: 'function-throttled',
    });
    invariantViolations(stage).countIn(logGroup);
  }
}

function code(scope: Construct, folder: string): Code {
  if (!Stack.of(scope).bundlingRequired) return Code.fromInline('export const handler = () => undefined;');
  return Code.fromAsset(bundle(join(import.meta.dirname, '../../functions', folder, 'handler.ts')));
}
