import type { Environment } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import * as z from 'zod';
import { routes } from '../functions/routes.ts';

export const deployedStages = ['staging', 'production'] as const;
export type DeployedStage = (typeof deployedStages)[number];

const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const hostname = z
  .string()
  .max(253)
  .regex(new RegExp(`^(?:${label}\\.)+[a-z]{2,63}$`), {
    error:
      'is a host name in small letters, such as inscriptions.ville.fr, without https:// and without a path',
  });
const count = z.int().min(1, { error: 'is a whole number from 1 on' });

/** Either the zone lies in Route 53 and the stack writes its records, or the DNS is elsewhere and a person does. */
const dns = z.union([
  z.strictObject({
    hostedZoneId: z.string().regex(/^Z[A-Z0-9]{5,31}$/, { error: 'starts with Z, as Route 53 shows it' }),
    zoneName: hostname,
  }),
  z.strictObject({
    certificateArn: z.string().regex(/^arn:aws:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/, {
      error: 'is the ARN of a certificate: arn:aws:acm:REGION:ACCOUNT:certificate/ID',
    }),
  }),
]);

const concurrency = z
  .strictObject({ reserved: count.optional(), provisioned: count.optional() })
  .refine(({ reserved, provisioned }) => !(reserved && provisioned) || provisioned <= reserved, {
    path: ['provisioned'],
    error: 'is at most what is reserved',
  });

const deployed = z
  .strictObject({
    account: z
      .string()
      .regex(/^\d{12}$/, { error: 'has twelve digits' })
      .optional(),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, { error: 'is a region such as eu-west-3' })
      .default('eu-west-3'), // personal data stay in France
    domain: hostname,
    dns,
    mailDomain: hostname,
    operator: z.email({ error: 'is the address of whoever answers alarms' }),
    runbook: z.url({ error: 'is the address at which README.md can be read' }).optional(),
    logRetention: z.enum(RetentionDays, { error: 'is one of RetentionDays' }),
    throttle: z.strictObject({ perSecond: count, burst: count }),
    mailsPerSecond: count.default(14), // what SES grants a new account once it is out of the sandbox
    concurrency: z.partialRecord(z.enum(routes.map(({ folder }) => folder)), concurrency).default({}),
    warmThroughput: z
      .strictObject({
        reads: z.int().min(12_000, { error: 'is at least 12000, which every table has' }),
        writes: z.int().min(4_000, { error: 'is at least 4000, which every table has' }),
      })
      .optional(),
  })
  .superRefine(({ domain, dns: to, region }, context) => {
    if ('zoneName' in to && !isIn(to.zoneName, domain)) {
      const message = `does not lie in the zone ${to.zoneName}`;
      context.addIssue({ code: 'custom', path: ['domain'], message });
    }
    if ('certificateArn' in to && !to.certificateArn.startsWith(`arn:aws:acm:${region}:`)) {
      const message = `belongs to another region than ${region}; a regional API needs one of its own region`;
      context.addIssue({ code: 'custom', path: ['dns', 'certificateArn'], message });
    }
  });

/** What whoever deploys fills in for one stage. */
export type Deployment = z.input<typeof deployed>;
export type Dns = z.output<typeof dns>;
type Settings = z.output<typeof deployed>;

/** What differs from one place to another; everything else is the same everywhere. */
export type StageSettings = Pick<
  Settings,
  'mailDomain' | 'logRetention' | 'throttle' | 'concurrency' | 'mailsPerSecond'
> & {
  readonly name: 'local' | DeployedStage;
  /** Where people reach the site, without a trailing slash. */
  readonly siteUrl: string;
  /** The name in front of the API and where its DNS is; the local stage has none, and its inbox takes mail from any domain. */
  readonly address?: { readonly domain: string; readonly dns: Dns };
  /** Whether table and secret survive the removal of their stack. */
  readonly keepsData: boolean;
  /** What the table can take at once from its first second on. */
  readonly warmThroughput?: Settings['warmThroughput'];
  /** Who is written to when an alarm rings. */
  readonly operator?: string;
  /** Where it is written what to do then. */
  readonly runbook: string;
  /** Where it is deployed; empty where that does not matter. */
  readonly env: Environment;
};

/** Checks what was filled in; all that is wrong is said at once. */
export function deployedStage(name: DeployedStage, deployment: Deployment): StageSettings {
  const { success, data, error } = deployed.safeParse(deployment);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
    throw new Error([`infra/stages.ts, stage "${name}":`, ...problems].join('\n'));
  }
  const { account, region, domain, dns: to, runbook = 'README.md', ...rest } = data;
  return {
    ...rest,
    name,
    siteUrl: `https://${domain}`,
    address: { domain, dns: to },
    keepsData: true,
    runbook,
    env: { region, ...(account !== undefined && { account }) },
  };
}

/** Whether a name is a zone or lies in it. */
export const isIn = (zoneName: string, name: string): boolean =>
  name === zoneName || name.endsWith(`.${zoneName}`);
