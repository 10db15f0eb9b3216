import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type DeployedStage, type Deployment, deployedStage, type StageSettings } from './settings.ts';

/** Fill in here what is yours; README, "Stage settings", explains each line. `npm run deploy` refuses what still ends in .example. */
const deployments: Readonly<Record<DeployedStage, Deployment>> = {
  staging: {
    domain: 'staging.passerelle.example',
    dns: { hostedZoneId: 'Z00000EXAMPLE', zoneName: 'passerelle.example' },
    mailDomain: 'staging.passerelle.example',
    operator: 'exploitation@passerelle.example',
    logRetention: RetentionDays.ONE_WEEK,
    throttle: { perSecond: 100, burst: 200 },
  },
  production: {
    domain: 'passerelle.example',
    dns: { hostedZoneId: 'Z00000EXAMPLE', zoneName: 'passerelle.example' },
    mailDomain: 'passerelle.example',
    operator: 'exploitation@passerelle.example',
    logRetention: RetentionDays.ONE_MONTH,
    // Room for the rush at opening; a flood must not use up the 1 000 environments of the account.
    throttle: { perSecond: 1_000, burst: 2_000 },
  },
};

export function stageSettings(name: string, env: NodeJS.ProcessEnv = process.env): StageSettings {
  switch (name) {
    case 'local':
      return {
        name,
        siteUrl: `http://localhost:${env.PASSERELLE_SITE_PORT ?? 3000}`,
        mailDomain: 'passerelle.example',
        keepsData: false,
        logRetention: RetentionDays.ONE_DAY,
        throttle: deployments.production.throttle,
        concurrency: {},
        mailsPerSecond: 10_000, // as fast as the inbox takes them
        runbook: 'README.md',
        env: {},
      };
    case 'staging':
    case 'production':
      return deployedStage(name, deployments[name]);
    default:
      throw new Error(`There is no stage "${name}": choose local, staging or production.`);
  }
}
