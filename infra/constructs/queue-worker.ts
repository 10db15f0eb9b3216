import { Duration } from 'aws-cdk-lib';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { HouseFunction, type HouseFunctionProps } from './house-function.ts';

type QueueWorkerProps = HouseFunctionProps & { readonly queues: readonly QueueSource[] };

type QueueSource = {
  readonly id: string;
  readonly queue: IQueue;
  /** How many batches are worked on at once, at least 2. */
  readonly concurrency: number;
  /** How many messages a batch holds, at most 10. */
  readonly batchSize: number;
};

/** A function that works off queues, each in places of its own; one bad message does not bring its batch back. */
export class QueueWorker extends HouseFunction {
  static readonly timeout = Duration.minutes(1);

  constructor(scope: Construct, id: string, { queues, ...props }: QueueWorkerProps) {
    super(scope, id, props, { timeout: QueueWorker.timeout });

    for (const source of queues) {
      // Written out because SqsEventSource adds actions of its own choice to the role.
      const mapping = new CfnEventSourceMapping(this, source.id, {
        functionName: this.functionName,
        eventSourceArn: source.queue.queueArn,
        batchSize: source.batchSize,
        // Limited here, not by reserved concurrency: a throttled function burns receives and fills the dead letters.
        scalingConfig: { maximumConcurrency: source.concurrency },
        functionResponseTypes: ['ReportBatchItemFailures'],
      });
      mapping.node.addDependency(this.executionRole);
    }
  }
}
