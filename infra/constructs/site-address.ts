import { CfnOutput } from 'aws-cdk-lib';
import { DomainName, EndpointType, SecurityPolicy } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ARecord, HostedZone, type IHostedZone, RecordTarget } from 'aws-cdk-lib/aws-route53';
import { ApiGatewayv2DomainProperties } from 'aws-cdk-lib/aws-route53-targets';
import { Construct } from 'constructs';
import type { Dns } from '../settings.ts';

type SiteAddressProps = { readonly domain: string; readonly dns: Dns };

/** The name people type: with its certificate, and with its DNS record or an output that says which one to make. */
export class SiteAddress extends Construct {
  readonly domainName: DomainName;

  constructor(scope: Construct, id: string, { domain, dns }: SiteAddressProps) {
    super(scope, id);
    const zone = zoneOf(this, dns);
    this.domainName = new DomainName(this, 'Name', {
      domainName: domain,
      certificate: this.certify(domain, dns, zone),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    });

    const { regionalDomainName, regionalHostedZoneId } = this.domainName;
    if (zone === undefined) {
      new CfnOutput(this, 'Record', { value: `${domain} CNAME ${regionalDomainName}` });
    } else {
      const target = new ApiGatewayv2DomainProperties(regionalDomainName, regionalHostedZoneId);
      new ARecord(this, 'Record', {
        zone,
        recordName: `${domain}.`,
        target: RecordTarget.fromAlias(target),
      });
    }
  }

  private certify(domainName: string, dns: Dns, zone: IHostedZone | undefined): ICertificate {
    if ('certificateArn' in dns) {
      return Certificate.fromCertificateArn(this, 'Certificate', dns.certificateArn);
    }
    return new Certificate(this, 'Certificate', {
      domainName,
      validation: CertificateValidation.fromDns(zone),
    });
  }
}

/** The Route 53 zone that our records go to, if there is one. */
export const zoneOf = (scope: Construct, dns: Dns): IHostedZone | undefined =>
  'hostedZoneId' in dns ? HostedZone.fromHostedZoneAttributes(scope, 'Zone', dns) : undefined;
