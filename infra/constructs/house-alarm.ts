import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { Operators } from './operators.ts';

type HouseAlarmProps = {
  readonly metric: IMetric;
  /** Rings from this value on. */
  readonly threshold: number;
  /** Who is hurt, and how, while it rings. */
  readonly errorImpact: string;
  readonly operators: Operators;
};

/** An alarm that says who is hurt and reaches a person. */
export class HouseAlarm extends Alarm {
  constructor(scope: Construct, id: string, { metric, threshold, errorImpact, operators }: HouseAlarmProps) {
    super(scope, id, {
      metric,
      threshold,
      alarmDescription: errorImpact,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(operators));
  }
}
