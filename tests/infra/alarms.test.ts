import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { functionOf, functionsOf, resourcesOf, templatesOf, theOnly } from './synthesis.ts';

const { application } = templatesOf('production', { runbook: 'https://code.example.org/README.md' });
const alarms = resourcesOf(application, 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties);
const described = (impact: string, entry: string) =>
  `${impact} What to do: https://code.example.org/README.md#${entry}`;

const impacts = [
  ['programme', 'Nobody can read the programme, so nobody finds an event or its form.'],
  ['registration', 'People who want a seat are turned away although there may be room.'],
  ['my-registration', 'People cannot see their ticket or give their seat to somebody who waits.'],
  ['follow-changes', 'Tickets are late and freed seats stay empty until tick catches up.'],
  ['send-mail', 'People who registered have no ticket in their mailbox.'],
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

  it('rings at the first dead letter', () => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      AlarmDescription: Match.stringLikeRegexp('#dead-letters$'),
    });
  });

  it('rings when a mail has waited a quarter of an hour, or a change five minutes', () => {
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'ApproximateAgeOfOldestMessage',
      Threshold: 15 * 60,
      AlarmDescription: Match.stringLikeRegexp('#mail-waits$'),
    });
    application.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'IteratorAge',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: functionOf(application, 'follow-changes').id } }],
      Threshold: 5 * 60 * 1_000,
      AlarmDescription: Match.stringLikeRegexp('#changes-wait$'),
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
    const filters = resourcesOf(application, 'AWS::Logs::MetricFilter').map(
      ([, { Properties }]) => Properties,
    );
    const groups = functionsOf(application).map(({ properties }) => properties.LoggingConfig.LogGroup);
    expect(filters.map(({ LogGroupName }) => LogGroupName)).toEqual(expect.arrayContaining(groups));
    for (const { FilterPattern, MetricTransformations } of filters) {
      expect(FilterPattern).toBe('{ $.message = "invariant violated" }');
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
    const [topic] = theOnly(application, 'AWS::SNS::Topic');
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
