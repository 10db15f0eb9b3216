import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functionOf, functionsOf, type Json, resourcesOf, templatesOf, theOnly } from './synthesis.ts';

const { application } = templatesOf('production', { runbook: 'https://code.example.org/README.md' });
const alarms = resourcesOf(application, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const filters = resourcesOf(application, 'AWS::Logs::MetricFilter').map(([, { Properties }]) => Properties);
const byRef = (one: Json, other: Json) => (one.Ref < other.Ref ? -1 : 1);
const onQueue = (name: string) => [
  { Name: 'QueueName', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp(`^${name}`), 'QueueName'] } },
];
const described = (impact: string, entry: string) =>
  `${impact} What to do: https://code.example.org/README.md#${entry}`;

const impacts = [
  ['programme', 'Nobody can read the programme, so nobody finds an event or its form.'],
  ['registration', 'People who want a seat are turned away although there may be room.'],
  ['my-registration', 'People cannot see their ticket or give their seat to somebody who waits.'],
  ['follow-changes', 'Tickets are late and freed seats stay empty until tick catches up.'],
  ['send-mail', 'People who registered have no ticket in their mailbox.'],
  ['mail-feedback', 'Mail goes on to addresses that do not exist, and nobody knows who has no ticket.'],
  ['tick', 'What fell due is not done: lost mails stay lost, lapsed seats stay taken.'],
] as const;

describe('an alarm', () => {
  it.each(impacts)(
    'says at the first error of %s, or the first call refused, who is hurt',
    (folder, impact) => {
      const { id } = functionOf(application, folder);
      for (const [metric, entry] of [
        ['Errors', 'function-errors'],
        ['Throttles', 'function-throttled'],
      ] as const) {
        application.hasResourceProperties('AWS::CloudWatch::Alarm', {
          MetricName: metric,
          Namespace: 'AWS/Lambda',
          Dimensions: [{ Name: 'FunctionName', Value: { Ref: id } }],
          Threshold: 1,
          AlarmDescription: described(impact, entry),
        });
      }
    },
  );

  it('watches every function there is', () => {
    for (const name of ['Errors', 'Throttles']) {
      expect(alarms.filter(({ MetricName }) => MetricName === name)).toHaveLength(
        functionsOf(application).length,
      );
    }
  });

  it('rings when a function answers with errors instead of failing', () => {
    const [api] = theOnly(application, 'AWS::ApiGatewayV2::Api');
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: '5xx',
      Dimensions: [{ Name: 'ApiId', Value: { Ref: api } }],
      Threshold: 5,
      AlarmDescription: described(
        'People meet an error page where they wanted to read, register or give a seat back.',
        'server-errors',
      ),
    });
  });

  it.each(['MailNow', 'MailLater', 'MailEvents'])('rings at the first dead letter of %s', (queue) => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: onQueue(`${queue}DeadLetters`),
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmDescription: Match.stringLikeRegexp('#dead-letters$'),
    });
  });

  it.each([
    ['a mail in a hurry has waited a quarter of an hour', 'MailNow', 15, 'mail-waits'],
    ['one that can wait has waited an hour', 'MailLater', 60, 'mail-waits'],
    ['what became of a mail has waited an hour', 'MailEvents', 60, 'feedback-waits'],
  ])('rings when %s', (_, queue, minutes, entry) => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: onQueue(`${queue}Queue`),
      Threshold: minutes * 60,
      AlarmDescription: Match.stringLikeRegexp(`#${entry}$`),
    });
  });

  it('rings when a change has waited five minutes', () => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionOf(application, 'follow-changes').id } }],
      Threshold: 5 * 60 * 1_000,
      AlarmDescription: Match.stringLikeRegexp('#changes-wait$'),
    });
  });

  it('rings when SES has not taken ten mails within five minutes, by what send-mail logs of each', () => {
    const filter = filters.find(({ FilterPattern }) => FilterPattern === '{ $.message = "mail not taken" }');
    expect(filter?.LogGroupName).toEqual(
      functionOf(application, 'send-mail').properties.LoggingConfig.LogGroup,
    );
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: filter?.MetricTransformations[0].MetricName,
      Statistic: 'Sum',
      Period: 300,
      Threshold: 10,
      AlarmDescription: Match.stringLikeRegexp('#mail-not-taken$'),
    });
  });

  it('rings when tick has not run for five minutes, although then nothing at all is measured', () => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionOf(application, 'tick').id } }],
      Period: 300,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
      AlarmDescription: Match.stringLikeRegexp('#tick-is-silent$'),
    });
  });

  it('rings when the table refuses a read or a write', () => {
    const metrics = alarms.find(({ AlarmDescription }) =>
      AlarmDescription.endsWith('#table-throttled'),
    ).Metrics;
    expect(metrics).toContainEqual(
      expect.objectContaining({ Expression: 'FILL(reads, 0) + FILL(writes, 0)' }),
    );
    expect(JSON.stringify(metrics)).toMatch(/ReadThrottleEvents.*WriteThrottleEvents/);
  });

  it('rings before SES reviews the account: at 5 % of bounces and 0.1 % of complaints', () => {
    const thresholds = Object.fromEntries(
      alarms
        .filter(({ Namespace }) => Namespace === 'AWS/SES')
        .map(({ MetricName, Threshold }) => [MetricName, Threshold]),
    );
    expect(thresholds).toEqual({ 'Reputation.BounceRate': 0.03, 'Reputation.ComplaintRate': 0.0008 });
  });

  it('rings when any function says in its log that an invariant is violated', () => {
    const violations = filters.filter(
      ({ FilterPattern }) => FilterPattern === '{ $.message = "invariant violated" }',
    );
    const groups = functionsOf(application).map(({ properties }) => properties.LoggingConfig.LogGroup);
    expect(violations.map(({ LogGroupName }) => LogGroupName).sort(byRef)).toEqual(groups.sort(byRef));
    for (const { MetricTransformations } of violations) {
      const [{ MetricNamespace, MetricName }] = MetricTransformations;
      application.hasResourceProperties('AWS::CloudWatch::Alarm', {
        Namespace: MetricNamespace,
        MetricName,
        Threshold: 1,
        AlarmDescription: Match.stringLikeRegexp('#invariant-violated$'),
      });
    }
  });

  it('reaches a person', () => {
    const [topic] =
      resourcesOf(application, 'AWS::SNS::Topic').find(([id]) => id.startsWith('Operators')) ?? [];
    for (const { AlarmActions } of alarms) expect(AlarmActions).toEqual([{ Ref: topic }]);
    application.hasResourceProperties('AWS::SNS::Subscription', {
      TopicArn: { Ref: topic },
      Protocol: 'email',
    });
  });

  it('may speak to its topic, whose own policy would otherwise keep it out', () => {
    application.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: Match.objectLike({
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: { Service: 'cloudwatch.amazonaws.com' },
          }),
        ]),
      }),
    });
  });
});

describe('the runbook in the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const entries = new Map(
    readme
      .split(/^#+ /m)
      .slice(1)
      .map((part) => {
        const [heading = '', ...body] = part.split('\n');
        return [anchorOf(heading), body.join('\n')] as const;
      }),
  );

  const linked = [...new Set(alarms.map(({ AlarmDescription }) => AlarmDescription.split('#')[1] as string))];

  it('has no entry that no alarm leads to', () => {
    const written = [...entries]
      .filter(([, text]) => text.includes('**It means**'))
      .map(([anchor]) => anchor);
    expect(written.sort()).toEqual(linked.sort());
  });

  it.each(linked)('says of %s what it means, what to do first and how to know that it is over', (entry) => {
    const text = entries.get(entry);
    expect(text).toContain('**It means**');
    expect(text).toContain('**First**');
    expect(text).toContain('**It is over**');
  });
});

/** As the places do that show Markdown. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replaceAll(' ', '-');
}
