import { resolveNs } from 'node:dns/promises';
import { ACMClient, DescribeCertificateCommand } from '@aws-sdk/client-acm';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetHostedZoneCommand, Route53Client } from '@aws-sdk/client-route-53';
import { GetAccountCommand, GetEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';

export type Zone = { readonly name: string; readonly nameServers: readonly string[] };
export type Certificate = { readonly status: string; readonly names: readonly string[] };

/** What a deployment wants to know about the AWS account it goes to; reading only. */
export type Account = {
  /** The account's number, or why nobody is let in. */
  readonly caller: () => Promise<{ readonly id: string } | { readonly refused: string }>;
  /** The state of a stack; undefined where there is none. */
  readonly stack: (name: string) => Promise<string | undefined>;
  readonly hasTable: (name: string) => Promise<boolean>;
  readonly mailDomain: (domain: string) => Promise<'unknown' | 'unproven' | 'proven'>;
  /** Whether SES still sends to proven addresses only. */
  readonly inSandbox: () => Promise<boolean>;
  readonly zone: (id: string) => Promise<Zone | undefined>;
  /** The name servers that the public DNS knows for a zone; none while nobody has made its NS record. */
  readonly published: (zoneName: string) => Promise<readonly string[]>;
  readonly certificate: (arn: string) => Promise<Certificate | undefined>;
  /** How many functions may run at once. */
  readonly concurrency: () => Promise<number>;
};

/** The account of whatever AWS credentials the person has. */
export function awsAccount(region: string, lookUp = resolveNs): Account {
  const place = { region };
  return {
    caller: () =>
      new STSClient(place).send(new GetCallerIdentityCommand()).then(
        ({ Account: id = '' }) => ({ id }),
        (error: unknown) => ({ refused: error instanceof Error ? error.message : String(error) }),
      ),
    stack: async (name) => {
      const stacks = new CloudFormationClient(place).send(new DescribeStacksCommand({ StackName: name }));
      const found = await unlessMissing(stacks, isNoStack);
      return found?.Stacks?.[0]?.StackStatus;
    },
    hasTable: async (name) => {
      const table = new DynamoDBClient(place).send(new DescribeTableCommand({ TableName: name }));
      return (await unlessMissing(table, named('ResourceNotFoundException'))) !== undefined;
    },
    mailDomain: async (domain) => {
      const identity = new SESv2Client(place).send(new GetEmailIdentityCommand({ EmailIdentity: domain }));
      const found = await unlessMissing(identity, named('NotFoundException'));
      if (found === undefined) return 'unknown';
      return found.VerifiedForSendingStatus === true ? 'proven' : 'unproven';
    },
    inSandbox: async () => {
      const { ProductionAccessEnabled } = await new SESv2Client(place).send(new GetAccountCommand());
      return ProductionAccessEnabled !== true;
    },
    zone: async (id) => {
      const wanted = new Route53Client(place).send(new GetHostedZoneCommand({ Id: id }));
      const found = await unlessMissing(wanted, named('NoSuchHostedZone'));
      if (found === undefined) return undefined;
      const { HostedZone, DelegationSet } = found;
      return { name: withoutDot(HostedZone?.Name ?? ''), nameServers: DelegationSet?.NameServers ?? [] };
    },
    published: async (zoneName) => {
      const isUnknown = (error: Error) => /ENOTFOUND|ENODATA/.test(error.message);
      return ((await unlessMissing(lookUp(zoneName), isUnknown)) ?? []).map(withoutDot);
    },
    certificate: async (arn) => {
      const wanted = new ACMClient(place).send(new DescribeCertificateCommand({ CertificateArn: arn }));
      const found = (await unlessMissing(wanted, named('ResourceNotFoundException')))?.Certificate;
      return found && { status: found.Status ?? 'UNKNOWN', names: found.SubjectAlternativeNames ?? [] };
    },
    concurrency: async () => {
      const { AccountLimit } = await new LambdaClient(place).send(new GetAccountSettingsCommand());
      return AccountLimit?.ConcurrentExecutions ?? 0;
    },
  };
}

const unlessMissing = <Found>(found: Promise<Found>, isMissing: (error: Error) => boolean) =>
  found.catch((error: unknown) => {
    if (error instanceof Error && isMissing(error)) return undefined;
    throw error;
  });

const withoutDot = (name: string): string => name.replace(/\.$/, '');

const named = (name: string) => (error: Error) => error.name === name;

/** CloudFormation has no name of its own for this. */
const isNoStack = ({ name, message }: Error): boolean =>
  name === 'ValidationError' && message.includes('does not exist');
