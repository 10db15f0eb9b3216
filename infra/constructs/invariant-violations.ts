import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type LogGroup } from 'aws-cdk-lib/aws-logs';
import { invariantViolated } from '../../functions/environment.ts';
import type { StageSettings } from '../settings.ts';

/** Counts what all functions of a stage report together. */
export function invariantViolations({ name }: StageSettings) {
  const namespace = `Passerelle/${name}`;
  const metricName = 'InvariantViolations';
  return {
    metric: new Metric({ namespace, metricName, statistic: 'Sum' }),
    countIn: (logGroup: LogGroup): void => {
      logGroup.addMetricFilter('InvariantViolations', {
        filterPattern: FilterPattern.stringValue('$.message', '=', invariantViolated),
        metricNamespace: namespace,
        metricName,
        metricValue: '1',
      });
    },
  };
}
