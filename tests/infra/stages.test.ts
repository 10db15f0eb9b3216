import { describe, expect, it } from 'vitest';
import { stageSettings } from '../../infra/stages.ts';
import { functionsOf, resourcesOf, templatesOf } from './synthesis.ts';

describe('a stage', () => {
  it('that keeps people’s data keeps table and secret, and keeps them in France', () => {
    for (const name of ['staging', 'production']) {
      expect(stageSettings(name)).toMatchObject({ keepsData: true, env: { region: 'eu-west-3' } });
    }
  });

  it('on one machine can be thrown away', () => {
    templatesOf('local').data.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: { DeletionProtectionEnabled: false },
    });
  });

  it('on one machine is where its port says', () => {
    expect(stageSettings('local', {}).siteUrl).toBe('http://localhost:3000');
    expect(stageSettings('local', { PASSERELLE_SITE_PORT: '4100' }).siteUrl).toBe('http://localhost:4100');
  });

  it('nobody has heard of is refused by name', () => {
    expect(() => stageSettings('prod')).toThrow('There is no stage "prod"');
  });

  it.each(['local', 'staging', 'production'] as const)(
    'such as %s has the same functions and routes',
    (name) => {
      const { application } = templatesOf(name);
      expect(functionsOf(application)).toHaveLength(7);
      expect(resourcesOf(application, 'AWS::ApiGatewayV2::Route')).not.toHaveLength(0);
    },
  );

  it('marks all it owns with its name', () => {
    const { application } = templatesOf('staging');
    application.hasResourceProperties('AWS::SQS::Queue', {
      Tags: [
        { Key: 'application', Value: 'passerelle' },
        { Key: 'stage', Value: 'staging' },
      ],
    });
  });
});
