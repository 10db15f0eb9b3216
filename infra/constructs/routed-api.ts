import { Stack } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnIntegration,
  CfnRoute,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

type RoutedApiProps<Name extends string> = {
  readonly routes: readonly { readonly key: string; readonly folder: Name }[];
  readonly functions: Readonly<Record<Name, IFunction>>;
  readonly logRetention: RetentionDays;
};

/** An HTTP API with exactly the routes it is given; all routes of a function share one integration. */
export class RoutedApi<Name extends string> extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { routes, functions, logRetention }: RoutedApiProps<Name>) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', { apiName: Stack.of(this).stackName, createDefaultStage: false });
    const accessLogs = new LogGroup(this, 'AccessLogs', { retention: logRetention });
    const stage = new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      // Above the 500 a second of a rush at opening, below what would use up the account's 1 000 environments.
      throttle: { rateLimit: 1_000, burstLimit: 2_000 },
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
    this.url = stage.url;

    const targets = new Map<Name, string>();
    const targetOf = (folder: Name): string => {
      const known = targets.get(folder);
      if (known !== undefined) return known;
      const target = `integrations/${this.integrate(api, folder, functions[folder])}`;
      targets.set(folder, target);
      return target;
    };
    for (const { key, folder } of routes) {
      const name = key.replaceAll('/', '|');
      new CfnRoute(this, name, { apiId: api.apiId, routeKey: key, target: targetOf(folder) });
    }
  }

  private integrate(api: HttpApi, folder: Name, handler: IFunction): string {
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
