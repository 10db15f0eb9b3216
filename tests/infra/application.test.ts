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
    ['mail-feedback', 60],
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

describe('the queues of mail, and of what became of it', () => {
  const queues = resourcesOf(application, 'AWS::SQS::Queue').map(([, { Properties }]) => Properties);
  const worked: Json[] = queues.filter((queue) => queue.RedrivePolicy !== undefined);
  const deadLetters: Json[] = queues.filter((queue) => queue.RedrivePolicy === undefined);
  const mappings = resourcesOf(application, 'AWS::Lambda::EventSourceMapping').map(
    ([, { Properties }]) => Properties,
  );
  const workedBy = (folder: string) =>
    mappings.filter(({ FunctionName }) => FunctionName.Ref === functionOf(application, folder).id);

  it('are three, each with its own dead letters', () => {
    expect(worked).toHaveLength(3);
    expect(deadLetters).toHaveLength(3);
    const targets = worked.map(({ RedrivePolicy }) => JSON.stringify(RedrivePolicy.deadLetterTargetArn));
    expect(new Set(targets).size).toBe(3);
  });

  it('hide a message for six times the time of who works them off', () => {
    for (const folder of ['send-mail', 'mail-feedback']) {
      const { Timeout } = functionOf(application, folder).properties;
      for (const queue of worked) expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Timeout);
    }
  });

  it('give a message up after five tries and keep it longer than the queue would have', () => {
    for (const queue of worked) expect(queue.RedrivePolicy.maxReceiveCount).toBe(5);
    for (const queue of deadLetters) {
      expect(queue.MessageRetentionPeriod).toBe(14 * 24 * 3600);
      for (const { MessageRetentionPeriod } of worked)
        expect(queue.MessageRetentionPeriod).toBeGreaterThan(MessageRetentionPeriod);
    }
  });

  it('are encrypted and refuse plain connections, dead letters too', () => {
    for (const queue of queues) expect(queue.SqsManagedSseEnabled).toBe(true);
    const policies = resourcesOf(application, 'AWS::SQS::QueuePolicy');
    expect(policies).toHaveLength(queues.length);
    for (const [, { Properties }] of policies)
      expect(Properties.PolicyDocument.Statement[0]).toMatchObject({
        Effect: 'Deny',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      });
  });

  it('are worked off apart, so that a flood of what can wait takes no place of what is urgent', () => {
    const [urgent, waiting, ...others] = workedBy('send-mail');
    expect(others).toEqual([]);
    expect(urgent.EventSourceArn).not.toEqual(waiting.EventSourceArn);
    for (const { ScalingConfig } of [urgent, waiting])
      expect(ScalingConfig).toEqual({ MaximumConcurrency: 2 });
  });

  it.each([
    [14, '5.25', 10, '1.75', 10],
    [1, '0.375', 10, '0.125', 3],
  ])(
    'share %i mails a second, three quarters for what is urgent, and no batch outlasts its function',
    (mailsPerSecond, now, nowBatch, later, laterBatch) => {
      const paced = templatesOf('production', { mailsPerSecond }).application;
      const { id, properties } = functionOf(paced, 'send-mail');
      expect(properties.Environment.Variables).toMatchObject({
        MAILS_PER_SECOND_NOW: now,
        MAILS_PER_SECOND_LATER: later,
      });
      const batches = resourcesOf(paced, 'AWS::Lambda::EventSourceMapping')
        .map(([, { Properties }]) => Properties)
        .filter(({ FunctionName }) => FunctionName.Ref === id)
        .map(({ BatchSize }) => BatchSize);
      expect(batches).toEqual([nowBatch, laterBatch]);
      expect(2 * Number(now) + 2 * Number(later)).toBeLessThanOrEqual(mailsPerSecond);
      expect(laterBatch / Number(later)).toBeLessThan(properties.Timeout / 2);
    },
  );

  it('like the stream get back only what failed', () => {
    expect(mappings).toHaveLength(4);
    for (const mapping of mappings) {
      expect(mapping.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(mapping).not.toHaveProperty('MaximumBatchingWindowInSeconds');
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

  it('has a topic on which SES alone tells what became of it, to one queue and as it is', () => {
    const [settings] = theOnly(application, 'AWS::SES::ConfigurationSet');
    const [, { EventDestination, ConfigurationSetName }] = theOnly(
      application,
      'AWS::SES::ConfigurationSetEventDestination',
    );
    expect(ConfigurationSetName).toEqual({ Ref: settings });
    const topic = EventDestination.SnsDestination.TopicARN;
    application.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: topic,
      Protocol: 'sqs',
      RawMessageDelivery: true,
      Endpoint: { 'Fn::GetAtt': [Match.stringLikeRegexp('^MailEventsQueue'), 'Arn'] },
    });
    application.hasResourceProperties('AWS::SNS::TopicPolicy', {
      Topics: [topic],
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: 'Allow', Principal: { Service: 'ses.amazonaws.com' } }),
        ]),
      }),
    });
    application.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sqs:SendMessage',
            Principal: { Service: 'sns.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': topic } },
          }),
        ]),
      }),
    });
  });

  it('always names its configuration set', () => {
    const [settings] = theOnly(application, 'AWS::SES::ConfigurationSet');
    const sendMail = functionOf(application, 'send-mail');
    expect(sendMail.properties.Environment.Variables.MAIL_CONFIGURATION_SET).toEqual({ Ref: settings });
  });
});
