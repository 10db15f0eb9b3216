import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { FilterPattern, type ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { StageSettings } from '../settings.ts';

/** Counts how often the functions of a stage log this message. */
export function logCount({ name }: StageSettings, metricName: string, message: string) {
  const namespace = `Passerelle/${name}`;
  return {
    metric: new Metric({ namespace, metricName, statistic: 'Sum' }),
    countIn: (logGroup: ILogGroup): void => {
      logGroup.addMetricFilter(metricName, {
        filterPattern: FilterPattern.stringValue('$.message', '=', message),
        metricNamespace: namespace,
        metricName,
        metricValue: '1',
      });
    },
  };
}
