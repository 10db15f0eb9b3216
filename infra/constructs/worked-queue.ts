import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { HouseAlarm, type RunbookEntry } from './house-alarm.ts';
import type { Operators } from './operators.ts';

type WorkedQueueProps = {
  /** The time limit of the function that works it off. */
  readonly workerTimeout: Duration;
  /** Who is hurt, and how, while letters lie dead. */
  readonly errorImpact: string;
  /** Who is hurt, and how, while messages wait. */
  readonly delayImpact: string;
  /** How long a message may wait before it rings; longer than two tries that failed. */
  readonly patience: Duration;
  /** What to do when it rings. */
  readonly runbook: RunbookEntry;
  readonly operators: Operators;
};

/** A queue with the dead letters of whatever could not be worked off, and the alarms about both. */
export class WorkedQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, props: WorkedQueueProps) {
    super(scope, id);
    const { workerTimeout, errorImpact, delayImpact, patience, runbook, operators } = props;
    const guarded = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };

    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...guarded,
      // A message keeps its first date when it dies, so this must be longer than the queue's own retention.
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      ...guarded,
      retentionPeriod: Duration.days(4),
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html asks for six times the limit.
      visibilityTimeout: Duration.seconds(workerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    });

    new HouseAlarm(this, 'DeadLettersPresent', {
      metric: this.deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
      errorImpact,
      runbook: 'dead-letters',
      operators,
    });
    new HouseAlarm(this, 'MessagesWait', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: patience.toSeconds(),
      errorImpact: delayImpact,
      runbook,
      operators,
    });
  }
}
