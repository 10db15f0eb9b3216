import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import type { StageSettings } from '../settings.ts';

/** What any function says in its log when it meets a state that must not be, such as two people on one seat. */
const message = 'invariant violated';

/** Counts what all functions of a stage report together. */
export function invariantViolations({ name }: StageSettings) {
  const namespace = `Passerelle/${name}`;
  const metricName = 'InvariantViolations';
  return {
    metric: new Metric({ namespace, metricName, statistic: 'Sum' }),
    countIn: (logGroup: LogGroup): void => {
      logGroup.addMetricFilter('InvariantViolations', {
        filterPattern: FilterPattern.stringValue('$.message', '=', message),
        metricNamespace: namespace,
        metricName,
        metricValue: '1',
      });
    },
  };
}
