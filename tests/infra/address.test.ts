import { describe, expect, it } from 'vitest';
import { functionOf, resourcesOf, templatesOf, theOnly } from './synthesis.ts';

const certificateArn = 'arn:aws:acm:eu-west-3:111122223333:certificate/abc';
const zone = { hostedZoneId: 'Z0123456789', zoneName: 'ville.fr' };
const names = { domain: 'inscriptions.ville.fr', mailDomain: 'courrier.ville.fr' };
const inZone = templatesOf('production', { ...names, dns: zone }).application;
const elsewhere = templatesOf('production', { ...names, dns: { certificateArn } }).application;

const outputsOf = (template: typeof inZone): string =>
  JSON.stringify(template.findOutputs('*')).replaceAll('\\"', '"');
const records = resourcesOf(inZone, 'AWS::Route53::RecordSet').map(([, { Properties }]) => Properties);

describe('the address of a deployed stage', () => {
  it.each([
    ['in a zone of Route 53', inZone],
    ['with DNS elsewhere', elsewhere],
  ])('%s is its domain alone, over TLS 1.2, in its own region', (_, template) => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: true });
    template.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: 'inscriptions.ville.fr',
      DomainNameConfigurations: [{ EndpointType: 'REGIONAL', SecurityPolicy: 'TLS_1_2' }],
    });
    const [api] = theOnly(template, 'AWS::ApiGatewayV2::Api');
    const [, mapping] = theOnly(template, 'AWS::ApiGatewayV2::ApiMapping');
    expect(mapping).toMatchObject({ ApiId: { Ref: api }, Stage: '$default' });
    expect(functionOf(template, 'send-mail').properties.Environment.Variables.SITE_URL).toBe(
      'https://inscriptions.ville.fr',
    );
  });

  it('in a zone of Route 53 needs no hand: certificate and record come with the stack', () => {
    inZone.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'inscriptions.ville.fr',
      DomainValidationOptions: [{ HostedZoneId: 'Z0123456789' }],
    });
    expect(records).toContainEqual(
      expect.objectContaining({
        Name: 'inscriptions.ville.fr.',
        Type: 'A',
        HostedZoneId: 'Z0123456789',
        AliasTarget: expect.anything(),
      }),
    );
  });

  it('with DNS elsewhere takes a certificate that is there and tells the record to make', () => {
    elsewhere.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainNameConfigurations: [{ CertificateArn: certificateArn }],
    });
    elsewhere.resourceCountIs('AWS::CertificateManager::Certificate', 0);
    elsewhere.resourceCountIs('AWS::Route53::RecordSet', 0);
    expect(outputsOf(elsewhere)).toContain('inscriptions.ville.fr CNAME ');
  });

  it('on one machine is none', () => {
    const { application } = templatesOf('local');
    application.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
    application.hasResourceProperties('AWS::ApiGatewayV2::Api', { DisableExecuteApiEndpoint: false });
  });
});

describe('the mail domain of a deployed stage', () => {
  it('is proven by the records that the stack writes into its zone', () => {
    const ofMail = records.filter(({ Type }) => Type !== 'A');
    expect(ofMail.map(({ Type }) => Type).sort()).toEqual(['CNAME', 'CNAME', 'CNAME', 'MX', 'TXT']);
    expect(ofMail).toContainEqual(
      expect.objectContaining({
        Name: 'retour.courrier.ville.fr.',
        Type: 'MX',
        ResourceRecords: ['10 feedback-smtp.eu-west-3.amazonses.com'],
      }),
    );
    expect(ofMail).toContainEqual(
      expect.objectContaining({
        Name: 'retour.courrier.ville.fr.',
        Type: 'TXT',
        ResourceRecords: ['"v=spf1 include:amazonses.com ~all"'],
      }),
    );
  });

  it('has every record told where its zone is not ours', () => {
    const told = outputsOf(elsewhere);
    expect(told.match(/ CNAME /g)).toHaveLength(4); // three keys and the site
    expect(told).toContain('retour.courrier.ville.fr MX 10 feedback-smtp.eu-west-3.amazonses.com');
    expect(told).toContain('retour.courrier.ville.fr TXT ');
  });

  it('leaves the policy of DMARC to a person, who may have one already', () => {
    for (const template of [inZone, elsewhere]) {
      expect(outputsOf(template)).toContain('_dmarc.courrier.ville.fr TXT "v=DMARC1; p=quarantine;');
    }
  });

  it('is told too when it lies outside the zone of the site', () => {
    const other = templatesOf('production', { ...names, mailDomain: 'fete.org', dns: zone }).application;
    expect(outputsOf(other)).toContain('retour.fete.org MX ');
    other.resourceCountIs('AWS::Route53::RecordSet', 1);
  });
});

describe('a big opening', () => {
  const { application, data } = templatesOf('production', {
    throttle: { perSecond: 3_000, burst: 5_000 },
    concurrency: { registration: { reserved: 400, provisioned: 50 }, programme: { reserved: 300 } },
    warmThroughput: { reads: 20_000, writes: 8_000 },
  });

  it('finds the functions it needs reserved, and some of them standing ready', () => {
    const registration = functionOf(application, 'registration');
    expect(registration.properties.ReservedConcurrentExecutions).toBe(400);
    expect(functionOf(application, 'programme').properties.ReservedConcurrentExecutions).toBe(300);
    expect(functionOf(application, 'tick').properties).not.toHaveProperty('ReservedConcurrentExecutions');

    const [alias, properties] = theOnly(application, 'AWS::Lambda::Alias');
    expect(properties.FunctionName).toEqual({ Ref: registration.id });
    expect(properties.ProvisionedConcurrencyConfig.ProvisionedConcurrentExecutions).toBe(50);
    application.hasResourceProperties('AWS::ApiGatewayV2::Integration', { IntegrationUri: { Ref: alias } });
    application.hasResourceProperties('AWS::Lambda::Permission', { FunctionName: { Ref: alias } });
  });

  it('finds table and indexes warm', () => {
    const [, table] = theOnly(data, 'AWS::DynamoDB::Table');
    const warm = { ReadUnitsPerSecond: 20_000, WriteUnitsPerSecond: 8_000 };
    expect(table.WarmThroughput).toEqual(warm);
    for (const index of table.GlobalSecondaryIndexes) expect(index.WarmThroughput).toEqual(warm);
  });

  it('is let in by the throttle', () => {
    application.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingRateLimit: 3_000, ThrottlingBurstLimit: 5_000 },
    });
  });
});
