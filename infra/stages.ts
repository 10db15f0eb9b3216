import { RetentionDays } from 'aws-cdk-lib/aws-logs';

type StageName = 'local' | 'staging' | 'production';

/** What differs from one place to another; everything else is the same everywhere. */
export type StageSettings = {
  readonly name: StageName;
  /** Where people reach the site, without a trailing slash. */
  readonly siteUrl: string;
  /** The address every mail comes from. */
  readonly sender: string;
  /** The domain SES proves for the sender; absent where mail goes to the local inbox. */
  readonly mailDomain?: string;
  /** Whether table and secret survive the removal of their stack. */
  readonly keepsData: boolean;
  readonly logRetention: RetentionDays;
  /** Who is written to when an alarm rings. */
  readonly operator?: string;
  /** Absent: wherever it is deployed. */
  readonly region?: string;
};

const paris = 'eu-west-3'; // personal data stay in France

export function stageSettings(name: string, env: NodeJS.ProcessEnv = process.env): StageSettings {
  switch (name) {
    case 'local':
      return {
        name,
        siteUrl: `http://localhost:${env['PASSERELLE_SITE_PORT'] ?? 3000}`,
        sender: 'inscriptions@passerelle.example',
        keepsData: false,
        logRetention: RetentionDays.ONE_DAY,
      };
    case 'staging':
      return {
        name,
        siteUrl: 'https://staging.passerelle.example',
        sender: 'inscriptions@staging.passerelle.example',
        mailDomain: 'staging.passerelle.example',
        keepsData: true,
        logRetention: RetentionDays.ONE_WEEK,
        operator: 'exploitation@passerelle.example',
        region: paris,
      };
    case 'production':
      return {
        name,
        siteUrl: 'https://passerelle.example',
        sender: 'inscriptions@passerelle.example',
        mailDomain: 'passerelle.example',
        keepsData: true,
        logRetention: RetentionDays.ONE_MONTH,
        operator: 'exploitation@passerelle.example',
        region: paris,
      };
    default:
      throw new Error(`There is no stage "${name}": choose local, staging or production.`);
  }
}
