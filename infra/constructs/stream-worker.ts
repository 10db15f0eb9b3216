import { Duration } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { HouseAlarm } from './house-alarm.ts';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

type StreamWorkerProps = HouseFunctionProps & {
  readonly streamArn: string;
  /** Where the positions of records that failed for good are kept. */
  readonly failures: IQueue;
};

/** A function that follows the changes of a table; it may see a change twice, and tick repairs what it never saw. */
export class StreamWorker extends HouseFunction {
  constructor(scope: Construct, id: string, { streamArn, failures, ...props }: StreamWorkerProps) {
    super(scope, id, props, { timeout: Duration.minutes(1) });

    // Written out because DynamoEventSource adds actions of its own choice to the role.
    const mapping = new CfnEventSourceMapping(this, 'Changes', {
      functionName: this.functionName,
      eventSourceArn: streamArn,
      startingPosition: 'TRIM_HORIZON',
      batchSize: 100,
      parallelizationFactor: 1,
      // By default one poison record blocks its shard for a day.
      bisectBatchOnFunctionError: true,
      maximumRetryAttempts: 10,
      maximumRecordAgeInSeconds: Duration.hours(23).toSeconds(), // the stream forgets after 24 h
      functionResponseTypes: ['ReportBatchItemFailures'],
      destinationConfig: { onFailure: { destination: failures.queueArn } },
    });
    mapping.node.addDependency(this.executionRole);

    new HouseAlarm(this, 'ChangesWait', {
      metric: this.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      threshold: Duration.minutes(5).toMilliseconds(),
      errorImpact: props.errorImpact,
      runbook: 'changes-wait',
      operators: props.operators,
    });
  }
}
