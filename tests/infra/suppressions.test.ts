import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { describe, expect, it } from 'vitest';
import { buildApp } from '../../infra/app.ts';
import { deployedStage, type StageSettings } from '../../infra/settings.ts';
import { stageSettings } from '../../infra/stages.ts';
import { checkSolutions, suppressionsOf } from '../../infra/suppressions.ts';
import { aDeployment, unbundled } from './synthesis.ts';

const certificateArn = 'arn:aws:acm:eu-west-3:111122223333:certificate/abc';
const elsewhere = deployedStage('staging', aDeployment({ dns: { certificateArn } }));
const large = deployedStage(
  'production',
  aDeployment({ concurrency: { registration: { reserved: 400, provisioned: 50 } } }),
);
const stages: readonly (readonly [string, StageSettings])[] = [
  ['on one machine', stageSettings('local')],
  ['with a certificate of somebody else', elsewhere],
  ['with functions that stand ready', large],
];

describe('a stage', () => {
  it.each(stages)('%s has nothing left that AWS Solutions objects to', (_, stage) => {
    expect(() => checkSolutions(buildApp(stage, unbundled), stage).synth()).not.toThrow();
  });

  it('is refused for each thing that is suppressed, so that no suppression is there for nothing', () => {
    const app = buildApp(large, unbundled);
    const checks = new AwsSolutionsChecks(app);
    Validations.of(app).addPlugins(checks);
    expect(() => app.synth()).toThrow('(AwsSolutions)');
    const objections = checks.validateScope(app).violations.map(({ ruleName }) => ruleName);
    expect(objections.sort()).toEqual(
      suppressionsOf(large)
        .map(({ rule }) => rule)
        .sort(),
    );
  });
});

describe('a suppression', () => {
  const suppressions = suppressionsOf(large).map(({ construct, rule, reason }) => [construct, rule, reason]);

  it('is one of these four', () => {
    expect(suppressions.map(([construct, rule]) => `${rule} at ${construct}`)).toEqual([
      'AwsSolutions-SMG4 at passerelle-production-data/RootSecret',
      'AwsSolutions-APIG4 at passerelle-production-application/Site',
      'AwsSolutions-IAM5[Resource::*] at passerelle-production-application',
      expect.stringMatching(/^AwsSolutions-IAM5\[Resource::.*\/stream\/\*\] at .*\/FollowChangesRole$/),
    ]);
  });

  it.each(suppressions)('at %s of %s says why', (_construct, _rule, reason) => {
    expect(reason).toMatch(/^[A-Z].{40,}\.$/);
  });
});
