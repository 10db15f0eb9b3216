import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { type ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { type Dns, isIn } from '../settings.ts';

type MailIdentityProps = {
  readonly domain: string;
  readonly dns: Dns;
  /** Who reads the reports of other mail servers about mail in our name. */
  readonly reportsTo: string;
  readonly configurationSet: ConfigurationSet;
};

type DnsRecord = { readonly name: string; readonly type: 'CNAME' | 'MX' | 'TXT'; readonly value: string };

/** The domain mail comes from, with the DNS records that prove it: written into our own zone, told as outputs otherwise. */
export class MailIdentity extends Construct {
  constructor(scope: Construct, id: string, { domain, dns, reportsTo, configurationSet }: MailIdentityProps) {
    super(scope, id);
    const bounces = `retour.${domain}`;
    const identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(domain),
      configurationSet,
      mailFromDomain: bounces,
    });

    const feedback = `10 feedback-smtp.${Stack.of(this).region}.amazonses.com`;
    const ours: Readonly<Record<string, DnsRecord>> = {
      ...Object.fromEntries(
        identity.dkimRecords.map((record, index) => [
          `DkimRecord${index + 1}`,
          { ...record, type: 'CNAME' as const },
        ]),
      ),
      BouncesRecord: { name: bounces, type: 'MX', value: feedback },
      SpfRecord: { name: bounces, type: 'TXT', value: '"v=spf1 include:amazonses.com ~all"' },
    };
    const zoneId = 'zoneName' in dns && isIn(dns.zoneName, domain) ? dns.hostedZoneId : undefined;
    for (const [name, record] of Object.entries(ours)) this.publish(name, record, zoneId);

    // Always left to a person: the domain may have a policy already, and a second one voids both.
    const policy = `"v=DMARC1; p=quarantine; rua=mailto:${reportsTo}"`;
    this.publish('DmarcRecord', { name: `_dmarc.${domain}`, type: 'TXT', value: policy }, undefined);
  }

  private publish(id: string, { name, type, value }: DnsRecord, hostedZoneId: string | undefined): void {
    if (hostedZoneId === undefined) {
      new CfnOutput(this, id, { value: `${name} ${type} ${value}` });
      return;
    }
    const ttl = Duration.minutes(30).toSeconds().toString();
    new CfnRecordSet(this, id, { hostedZoneId, name: `${name}.`, type, ttl, resourceRecords: [value] });
  }
}
