import type { DeployedStage, StageSettings } from '../../settings.ts';
import type { Account, Certificate, Zone } from './account.ts';

export type Verdict = { readonly refusals: readonly string[]; readonly notes: readonly string[] };
type Options = {
  readonly accountId: string;
  /** Deploys although mail cannot go out yet. */
  readonly withoutMail: boolean;
};

export const stacksOf = (stage: DeployedStage) => ({
  data: `passerelle-${stage}-data`,
  application: `passerelle-${stage}-application`,
});

/** Lambda keeps this many for functions that reserved none. */
const neverReserved = 100;
const opening = 1_000;

/** What is still as it came with the code: `.example` belongs to nobody. */
export function checkSettings({ address, mailDomain, operator }: StageSettings): readonly string[] {
  const filledIn: Readonly<Record<string, string | undefined>> = {
    domain: address?.domain,
    ...Object.fromEntries(Object.entries(address?.dns ?? {}).map(([name, it]) => [`dns.${name}`, it])),
    mailDomain,
    operator,
  };
  return Object.entries(filledIn).flatMap(([name, value]) => {
    if (value === undefined || value === '') return [`${name}: is missing in infra/stages.ts.`];
    if (!/\.example$|EXAMPLE/.test(value)) return [];
    return [`${name}: "${value}" is a placeholder; put yours into infra/stages.ts.`];
  });
}

/** What would make a deployment fail halfway or hurt, and what should be known before it. */
export async function checkAccount(
  stage: StageSettings & { readonly name: DeployedStage },
  account: Account,
  { accountId, withoutMail }: Options,
): Promise<Verdict> {
  const names = stacksOf(stage.name);
  const [bootstrap, data, application, hasTable, mail, inSandbox, address, concurrency] = await Promise.all([
    account.stack('CDKToolkit'),
    account.stack(names.data),
    account.stack(names.application),
    account.hasTable(`passerelle-${stage.name}`),
    account.mailDomain(stage.mailDomain),
    account.inSandbox(),
    addressProblems(stage, account),
    account.concurrency(),
  ]);

  const refusals: string[] = [...address];
  const notes: string[] = [];
  if (bootstrap === undefined) {
    const place = `aws://${accountId}/${stage.env.region}`;
    refusals.push(`The account is not prepared for the CDK: run npx cdk bootstrap ${place} once.`);
  }
  for (const [name, status] of Object.entries({ [names.data]: data, [names.application]: application })) {
    if (status?.endsWith('_IN_PROGRESS') === true)
      refusals.push(`${name} is being changed at this moment (${status}): wait until that is over.`);
  }
  if (hasTable && data === undefined) {
    refusals.push(
      `The table passerelle-${stage.name} is there, but no stack owns it: bring it back with npx cdk import ${names.data} -c stage=${stage.name}.`,
    );
  }

  if (application === undefined) {
    if (mail === 'unknown') notes.push(firstMail(stage));
    else {
      refusals.push(
        `SES knows ${stage.mailDomain} already, and no stack of this stage owns it: choose a mail domain of its own, or delete that identity.`,
      );
    }
  } else if (mail !== 'proven') {
    const unproven = `SES has not seen the DKIM records of ${stage.mailDomain}: no mail goes out`;
    if (stage.name === 'production' && !withoutMail)
      refusals.push(`${unproven}. Add them to its DNS, or deploy with --without-mail.`);
    else notes.push(`${unproven} until they are in its DNS.`);
  }
  if (inSandbox) {
    notes.push(
      'SES is in its sandbox: only addresses you have verified get mail. Ask for production access before you open.',
    );
  }

  const reserved = Object.values(stage.concurrency)
    .map((it) => it?.reserved ?? it?.provisioned ?? 0)
    .reduce((sum, each) => sum + each, 0);
  if (reserved > 0 && reserved > concurrency - neverReserved) {
    refusals.push(
      `concurrency reserves ${reserved} functions, but the account runs ${concurrency} at once and keeps ${neverReserved} free: raise the limit (Service Quotas, Lambda, Concurrent executions) or reserve less.`,
    );
  } else if (concurrency < opening) {
    notes.push(
      `The account runs ${concurrency} functions at once; ask for ${opening} (Service Quotas, Lambda, Concurrent executions) before a big opening.`,
    );
  }
  return { refusals, notes };
}

async function addressProblems({ address }: StageSettings, account: Account): Promise<readonly string[]> {
  if (address === undefined) return [];
  const { domain, dns } = address;
  if ('certificateArn' in dns)
    return certificateProblems(await account.certificate(dns.certificateArn), domain);
  const [zone, published] = await Promise.all([
    account.zone(dns.hostedZoneId),
    account.published(dns.zoneName),
  ]);
  return zoneProblems(zone, published, dns.zoneName);
}

function certificateProblems(certificate: Certificate | undefined, domain: string): readonly string[] {
  if (certificate === undefined) return ['dns.certificateArn: there is no such certificate in this account.'];
  const { status, names } = certificate;
  if (status !== 'ISSUED')
    return [`dns.certificateArn: the certificate is ${status}; it has to be ISSUED first.`];
  const wildcard = domain.replace(/^[^.]+/, '*');
  return names.includes(domain) || names.includes(wildcard)
    ? []
    : [`dns.certificateArn: the certificate is for ${names.join(', ')}, not for ${domain}.`];
}

/** A zone that nobody finds would keep the deployment waiting for its certificate for hours. */
function zoneProblems(zone: Zone | undefined, published: readonly string[], name: string): readonly string[] {
  if (zone === undefined) return ['dns.hostedZoneId: there is no such zone in this account.'];
  if (zone.name !== name) return [`dns.hostedZoneId: that is the zone of ${zone.name}, not of ${name}.`];
  return zone.nameServers.some((server) => published.includes(server))
    ? []
    : [`The DNS does not lead to the zone ${name}: it needs NS records with ${zone.nameServers.join(', ')}.`];
}

const firstMail = ({ mailDomain }: StageSettings): string =>
  `First deployment: it announces ${mailDomain} to SES. Mail goes out once its DKIM records are in the DNS.`;
