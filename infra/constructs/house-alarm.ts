import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { Operators } from './operators.ts';

/** The entries of README's runbook, each the anchor of a heading there. */
export type RunbookEntry =
  | 'dead-letters'
  | 'mail-waits'
  | 'mail-not-taken'
  | 'feedback-waits'
  | 'changes-wait'
  | 'tick-is-silent'
  | 'server-errors'
  | 'function-errors'
  | 'function-throttled'
  | 'table-throttled'
  | 'bounces'
  | 'complaints'
  | 'invariant-violated';

type HouseAlarmProps = {
  readonly metric: IMetric;
  /** Rings from this value on. */
  readonly threshold: number;
  /** Rings below that value instead, and when nothing is measured at all. */
  readonly whenSilent?: boolean;
  /** Who is hurt, and how, while it rings. */
  readonly errorImpact: string;
  /** Where it is written what to do. */
  readonly runbook: RunbookEntry;
  readonly operators: Operators;
};

/** An alarm that says who is hurt and where help is written, and reaches a person. */
export class HouseAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: HouseAlarmProps) {
    const { metric, threshold, whenSilent = false, errorImpact, runbook, operators } = props;
    super(scope, id, {
      metric,
      threshold,
      alarmDescription: `${errorImpact} What to do: ${operators.runbook}#${runbook}`,
      comparisonOperator: whenSilent
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: whenSilent ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    this.addAlarmAction(new SnsAction(operators));
  }
}
