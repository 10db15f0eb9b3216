import type { Environment } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

type StageName = 'local' | 'staging' | 'production';

/** What differs from one place to another; everything else is the same everywhere. */
export type StageSettings = {
  readonly name: StageName;
  /** Where people reach the site, without a trailing slash. */
  readonly siteUrl: string;
  /** What follows the @ of the address that every mail comes from. */
  readonly mailDomain: string;
  /** Whether SES is to prove that domain; the local inbox takes mail from any. */
  readonly ownsMailDomain: boolean;
  /** Whether table and secret survive the removal of their stack. */
  readonly keepsData: boolean;
  readonly logRetention: RetentionDays;
  /** Who is written to when an alarm rings. */
  readonly operator?: string;
  /** Where it is deployed; empty where that does not matter. */
  readonly env: Environment;
};

const paris: Environment = { region: 'eu-west-3' }; // personal data stay in France

export function stageSettings(name: string, env: NodeJS.ProcessEnv = process.env): StageSettings {
  switch (name) {
    case 'local':
      return {
        name,
        siteUrl: `http://localhost:${env.PASSERELLE_SITE_PORT ?? 3000}`,
        mailDomain: 'passerelle.example',
        ownsMailDomain: false,
        keepsData: false,
        logRetention: RetentionDays.ONE_DAY,
        env: {},
      };
    case 'staging':
      return {
        name,
        siteUrl: 'https://staging.passerelle.example',
        mailDomain: 'staging.passerelle.example',
        ownsMailDomain: true,
        keepsData: true,
        logRetention: RetentionDays.ONE_WEEK,
        operator: 'exploitation@passerelle.example',
        env: paris,
      };
    case 'production':
      return {
        name,
        siteUrl: 'https://passerelle.example',
        mailDomain: 'passerelle.example',
        ownsMailDomain: true,
        keepsData: true,
        logRetention: RetentionDays.ONE_MONTH,
        operator: 'exploitation@passerelle.example',
        env: paris,
      };
    default:
      throw new Error(`There is no stage "${name}": choose local, staging or production.`);
  }
}
