import { Duration } from 'aws-cdk-lib';
import { Rule, type Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { Construct } from 'constructs';
import { HouseAlarm } from './house-alarm.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

type ScheduledJobProps = HouseFunctionProps & { readonly schedule: Schedule };

/** A function that looks at the present state again and again; a run that was missed is made up for by the next. */
export class ScheduledJob extends HouseFunction {
  constructor(scope: Construct, id: string, { schedule, ...props }: ScheduledJobProps) {
    super(scope, id, props, {
      timeout: Duration.seconds(50), // over before the next minute begins
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
    });
    const untilTheNext = { retryAttempts: 0, maxEventAge: Duration.minutes(1) };
    new Rule(this, 'Schedule', { schedule, targets: [new LambdaFunction(this, untilTheNext)] });

    new HouseAlarm(this, 'Silent', {
      metric: this.metricInvocations({ period: Duration.minutes(5) }),
      threshold: 1,
      whenSilent: true,
      errorImpact: props.errorImpact,
      runbook: 'tick-is-silent',
      operators: props.operators,
    });
  }
}
