import { describe, expect, it } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { functionsOf, resourcesOf, templatesOf, theOnly } from './synthesis.ts';

const { application } = templatesOf('production');
const deployed = new Map(
  resourcesOf(application, 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => [
    Properties.RouteKey as string,
    Properties,
  ]),
);

describe('the routes', () => {
  it('are exactly those of routes.ts', () => {
    expect([...deployed.keys()].sort()).toEqual(routes.map(({ key }) => key).sort());
  });

  it.each(routes)('$key leads to $folder', ({ key, folder }) => {
    const integration = deployed.get(key)?.Target['Fn::Join'][1][1].Ref;
    const uri = new Map(resourcesOf(application, 'AWS::ApiGatewayV2::Integration')).get(integration)
      ?.Properties.IntegrationUri['Fn::GetAtt'][0];
    expect(functionsOf(application).find(({ id }) => id === uri)?.folder).toBe(folder);
  });

  it('answer HEAD wherever they answer GET', () => {
    const pathsOf = (method: string) =>
      [...deployed.keys()]
        .filter((key) => key.startsWith(`${method} `))
        .map((key) => key.slice(method.length + 1));
    expect(pathsOf('HEAD').sort()).toEqual(pathsOf('GET').sort());
  });

  it('share one integration per function, in payload format 2.0', () => {
    const integrations = resourcesOf(application, 'AWS::ApiGatewayV2::Integration');
    expect(integrations).toHaveLength(new Set(routes.map(({ folder }) => folder)).size);
    for (const [, { Properties }] of integrations) {
      expect(Properties).toMatchObject({ IntegrationType: 'AWS_PROXY', PayloadFormatVersion: '2.0' });
    }
  });

  it('open a function to this API only', () => {
    const [api] = theOnly(application, 'AWS::ApiGatewayV2::Api');
    const permissions = resourcesOf(application, 'AWS::Lambda::Permission').filter(
      ([, { Properties }]) => Properties.Principal === 'apigateway.amazonaws.com',
    );
    expect(permissions).toHaveLength(3);
    for (const [, { Properties }] of permissions)
      expect(Properties.SourceArn['Fn::Join'][1]).toContainEqual({ Ref: api });
  });
});

describe('the access log', () => {
  it('names the route and never the path, the query, the address or the browser: links are keys', () => {
    const [, stage] = theOnly(application, 'AWS::ApiGatewayV2::Stage');
    expect(JSON.parse(stage.AccessLogSettings.Format)).toEqual({
      requestId: '$context.requestId',
      routeKey: '$context.routeKey',
      status: '$context.status',
      latency: '$context.responseLatency',
    });
  });

  it('forgets after a month', () => {
    const [, stage] = theOnly(application, 'AWS::ApiGatewayV2::Stage');
    const group = stage.AccessLogSettings.DestinationArn['Fn::GetAtt'][0];
    expect(
      new Map(resourcesOf(application, 'AWS::Logs::LogGroup')).get(group)?.Properties.RetentionInDays,
    ).toBe(30);
  });
});

describe('the default throttle', () => {
  it('lets an opening rush through and stops a flood', () => {
    application.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      StageName: '$default',
      DefaultRouteSettings: { ThrottlingRateLimit: 1_000, ThrottlingBurstLimit: 2_000 },
    });
  });
});
