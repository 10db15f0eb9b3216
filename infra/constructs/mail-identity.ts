import { CfnOutput } from 'aws-cdk-lib';
import { type ConfigurationSet, EmailIdentity, Identity } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';

type MailIdentityProps = { readonly domain: string; readonly configurationSet: ConfigurationSet };

/** The domain mail comes from; its outputs are the DNS records that prove it. */
export class MailIdentity extends Construct {
  constructor(scope: Construct, id: string, { domain, configurationSet }: MailIdentityProps) {
    super(scope, id);
    const identity = new EmailIdentity(this, 'Domain', {
      identity: Identity.domain(domain),
      configurationSet,
      mailFromDomain: `retour.${domain}`,
    });
    for (const [index, { name, value }] of identity.dkimRecords.entries()) {
      new CfnOutput(this, `DkimRecord${index + 1}`, { value: `${name} CNAME ${value}` });
    }
  }
}
