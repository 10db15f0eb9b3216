import { Duration } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { StageSettings } from '../settings.ts';
import { HouseAlarm } from './house-alarm.ts';
import { invariantViolations } from './invariant-violations.ts';
import type { Operators } from './operators.ts';

type WatchProps = {
  readonly stage: StageSettings;
  readonly table: Table;
  readonly operators: Operators;
};

/** SES reviews an account from 5 % of bounces and 0.1 % of complaints on; there must be time to act before. */
const bounceRate = 0.03;
const complaintRate = 0.0008;

/** The alarms about what all parts share: the table, the good name of the sender, and what must never be. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { stage, table, operators }: WatchProps) {
    super(scope, id);
    const throttles = (name: 'Read' | 'Write') =>
      table.metric(`${name}ThrottleEvents`, { statistic: 'Sum', period: Duration.minutes(5) });

    new HouseAlarm(this, 'TableThrottled', {
      metric: new MathExpression({
        expression: 'FILL(reads, 0) + FILL(writes, 0)',
        usingMetrics: { reads: throttles('Read'), writes: throttles('Write') },
        period: Duration.minutes(5),
      }),
      threshold: 1,
      errorImpact: 'People wait for their answer or are asked to try again: the table takes no more.',
      runbook: 'table-throttled',
      operators,
    });
    new HouseAlarm(this, 'Bounces', {
      metric: reputation('BounceRate'),
      threshold: bounceRate,
      errorImpact:
        'Tickets do not arrive, and soon SES would stop all mail: too many addresses do not exist.',
      runbook: 'bounces',
      operators,
    });
    new HouseAlarm(this, 'Complaints', {
      metric: reputation('ComplaintRate'),
      threshold: complaintRate,
      errorImpact: 'People feel molested by our mail, and soon SES would stop all of it.',
      runbook: 'complaints',
      operators,
    });
    new HouseAlarm(this, 'InvariantViolated', {
      metric: invariantViolations(stage).metric,
      threshold: 1,
      errorImpact: 'Somebody may stand at the door without the seat they were promised.',
      runbook: 'invariant-violated',
      operators,
    });
  }
}

/** Of the whole account, as SES judges it. */
const reputation = (rate: 'BounceRate' | 'ComplaintRate'): Metric =>
  new Metric({
    namespace: 'AWS/SES',
    metricName: `Reputation.${rate}`,
    statistic: 'Maximum',
    period: Duration.hours(1),
  });
