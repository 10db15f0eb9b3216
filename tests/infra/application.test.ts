import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functionOf, functionsOf, type Json, resourcesOf, templatesOf, theOnly } from './synthesis.ts';

const { application } = templatesOf('production');
const functions = functionsOf(application);

describe('every function', () => {
  it.each(functions)(
    '$folder runs on Node 24 and ARM, traced, and answers within its time',
    ({ properties }) => {
      expect(properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        MemorySize: 512,
        TracingConfig: { Mode: 'Active' },
      });
    },
  );

  it.each(functions)(
    '$folder logs as JSON to a group of its own that forgets after a month',
    ({ properties }) => {
      const group = properties.LoggingConfig.LogGroup.Ref;
      expect(properties.LoggingConfig.LogFormat).toBe('JSON');
      expect(new Map(resourcesOf(application, 'AWS::Logs::LogGroup')).get(group)?.Properties).toMatchObject({
        RetentionInDays: 30,
      });
      expect(functions.filter((each) => each.properties.LoggingConfig.LogGroup.Ref === group)).toHaveLength(
        1,
      );
    },
  );

  it.each([
    ['programme', 10],
    ['registration', 10],
    ['my-registration', 10],
    ['follow-changes', 60],
    ['send-mail', 60],
    ['tick', 50],
  ])('%s is ended after %i seconds', (folder, seconds) => {
    expect(functionOf(application, folder).properties.Timeout).toBe(seconds);
  });
});

describe('follow-changes', () => {
  it('bisects what fails, ten times at most, before the stream forgets it, and keeps its position', () => {
    application.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 10,
      MaximumRecordAgeInSeconds: 23 * 3600,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeadLetters'), 'Arn'] } },
      },
    });
  });
});

describe('the mail queue', () => {
  const queues = resourcesOf(application, 'AWS::SQS::Queue').map(([, { Properties }]) => Properties);
  const mail: Json = queues.find((queue) => queue.RedrivePolicy !== undefined);
  const deadLetters: Json = queues.find((queue) => queue.RedrivePolicy === undefined);

  it('hides a message for six times the time of send-mail', () => {
    const sendMail = functionOf(application, 'send-mail');
    expect(mail.VisibilityTimeout).toBeGreaterThanOrEqual(6 * sendMail.properties.Timeout);
  });

  it('gives a message up after five tries and keeps it longer than the queue would have', () => {
    expect(mail.RedrivePolicy.maxReceiveCount).toBe(5);
    expect(deadLetters.MessageRetentionPeriod).toBe(14 * 24 * 3600);
    expect(deadLetters.MessageRetentionPeriod).toBeGreaterThan(mail.MessageRetentionPeriod);
  });

  it('is encrypted and refuses plain connections, dead letters too', () => {
    expect(queues).toHaveLength(2);
    for (const queue of queues) expect(queue.SqsManagedSseEnabled).toBe(true);
    application.resourcePropertiesCountIs(
      'AWS::SQS::QueuePolicy',
      {
        PolicyDocument: Match.objectLike({
          Statement: [
            Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
          ],
        }),
      },
      2,
    );
  });

  it('is worked off ten at a time in two places, below what SES lets a new account send', () => {
    application.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      ScalingConfig: { MaximumConcurrency: 2 },
    });
  });

  it('like the stream gets back only what failed', () => {
    const mappings = resourcesOf(application, 'AWS::Lambda::EventSourceMapping');
    expect(mappings).toHaveLength(2);
    for (const [, { Properties }] of mappings) {
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(Properties).not.toHaveProperty('MaximumBatchingWindowInSeconds');
    }
  });
});

describe('tick', () => {
  it('runs every minute, and a minute that failed is left to the next', () => {
    const id = functionOf(application, 'tick').id;
    application.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      Targets: [
        Match.objectLike({
          Arn: { 'Fn::GetAtt': [id, 'Arn'] },
          RetryPolicy: Match.objectLike({ MaximumRetryAttempts: 0 }),
        }),
      ],
    });
    application.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: id },
      MaximumRetryAttempts: 0,
    });
  });
});

describe('mail', () => {
  it('is sent from a domain that SES has proved, wherever people get it', () => {
    application.hasResourceProperties('AWS::SES::EmailIdentity', { EmailIdentity: 'passerelle.example' });
    templatesOf('local').application.resourceCountIs('AWS::SES::EmailIdentity', 0);
  });

  it('always names its configuration set', () => {
    const [settings] = theOnly(application, 'AWS::SES::ConfigurationSet');
    const sendMail = functionOf(application, 'send-mail');
    expect(sendMail.properties.Environment.Variables.MAIL_CONFIGURATION_SET).toEqual({ Ref: settings });
  });
});
