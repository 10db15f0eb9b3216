import { Duration } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

type QueueWorkerProps = HouseFunctionProps & {
  readonly queue: IQueue;
  /** How many batches are worked on at once, at least 2. */
  readonly concurrency: number;
};

/** A function that works off a queue; one bad message does not bring the others of its batch back. */
export class QueueWorker extends HouseFunction {
  static readonly timeout = Duration.minutes(1);

  constructor(scope: Construct, id: string, { queue, concurrency, ...props }: QueueWorkerProps) {
    super(scope, id, props, { timeout: QueueWorker.timeout });

    // Written out because SqsEventSource adds actions of its own choice to the role.
    const mapping = new CfnEventSourceMapping(this, 'Messages', {
      functionName: this.functionName,
      eventSourceArn: queue.queueArn,
      batchSize: 10,
      // Limited here, not by reserved concurrency: a throttled function burns receives and fills the dead letters.
      scalingConfig: { maximumConcurrency: concurrency },
      functionResponseTypes: ['ReportBatchItemFailures'],
    });
    mapping.node.addDependency(this.executionRole);
  }
}
