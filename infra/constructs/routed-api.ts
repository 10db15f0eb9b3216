import { Duration, Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnIntegration,
  CfnRoute,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';
import { HouseAlarm } from './house-alarm.ts';
import type { Entrance } from './http-function.ts';
import type { Operators } from './operators.ts';
import { SiteAddress } from './site-address.ts';

type RoutedApiProps<Name extends string> = {
  readonly routes: readonly { readonly key: string; readonly folder: Name }[];
  readonly functions: Readonly<Record<Name, Entrance>>;
  readonly stage: StageSettings;
  /** Who is hurt, and how, while it answers with errors of ours. */
  readonly errorImpact: string;
  readonly operators: Operators;
};

/** An HTTP API with exactly the routes it is given; all routes of a function share one integration. */
export class RoutedApi<Name extends string> extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { routes, functions, stage, errorImpact, operators }: RoutedApiProps<Name>,
  ) {
    super(scope, id);
    const address = stage.address && new SiteAddress(this, 'Address', stage.address);
    const api = new HttpApi(this, 'Api', {
      apiName: Stack.of(this).stackName,
      createDefaultStage: false,
      disableExecuteApiEndpoint: address !== undefined, // one address only, so that links and forms agree on it
    });
    const accessLogs = new LogGroup(this, 'AccessLogs', { retention: stage.logRetention });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      ...(address !== undefined && { domainMapping: { domainName: address.domainName } }),
      throttle: { rateLimit: stage.throttle.perSecond, burstLimit: stage.throttle.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(accessLogs),
        // Paths carry links, queries carry searches, addresses carry people: none of them is logged.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            routeKey: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
          }),
        ),
      },
    });

    const integrations = Object.fromEntries(
      Object.entries<Entrance>(functions).map(([folder, handler]) => [
        folder,
        this.integrate(api, folder, handler),
      ]),
    );
    for (const { key, folder } of routes) {
      const target = `integrations/${integrations[folder]}`;
      new CfnRoute(this, key.replaceAll('/', '|'), { apiId: api.apiId, routeKey: key, target });
    }

    // A handler that catches its error and answers 500 or 503 counts here, not among the errors of its function.
    new HouseAlarm(this, 'ServerErrors', {
      metric: api.metricServerError({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 5,
      errorImpact,
      runbook: 'server-errors',
      operators,
    });
  }

  private integrate(api: HttpApi, folder: string, handler: Entrance): string {
    handler.addPermission('InvokedByApi', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      sourceArn: Stack.of(this).formatArn({
        service: 'execute-api',
        resource: api.apiId,
        resourceName: '*/*',
      }),
    });
    const integration = new CfnIntegration(this, `integration of ${folder}`, {
      apiId: api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.functionArn,
      payloadFormatVersion: '2.0',
    });
    return integration.ref;
  }
}
