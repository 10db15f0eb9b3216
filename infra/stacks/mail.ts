import { Duration } from 'aws-cdk-lib';
import { ConfigurationSet } from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import { MailEvents } from '../constructs/mail-events.ts';
import { MailIdentity } from '../constructs/mail-identity.ts';
import type { Operators } from '../constructs/operators.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { WorkedQueue } from '../constructs/worked-queue.ts';
import type { StageSettings } from '../settings.ts';

type MailProps = { readonly stage: StageSettings; readonly operators: Operators };

/** The least that Lambda can be told. */
const PLACES = 2;
/** What is in a hurry has three quarters of what SES takes; a flood of reminders stays within the rest. */
const SHARES = { now: 3 / 4, later: 1 / 4 } as const;
/** A batch, its slowest answer included, is over well before send-mail's minute is. */
const BATCH_SECONDS = 30;

/** How mail travels: what is owed to two queues, from there to SES, and what becomes of it back to a third. */
export class Mail extends Construct {
  readonly now: WorkedQueue;
  readonly later: WorkedQueue;
  readonly events: WorkedQueue;
  readonly settings: ConfigurationSet;
  /** How many mails a second may go in each place that works off a queue. */
  readonly rates: Readonly<Record<keyof typeof SHARES, number>>;

  constructor(scope: Construct, id: string, { stage, operators }: MailProps) {
    super(scope, id);
    const worked = { workerTimeout: QueueWorker.timeout, operators };
    this.now = new WorkedQueue(this, 'Now', {
      ...worked,
      errorImpact:
        'Somebody is not told: a mail could not be sent, or a change was not followed, after every try.',
      delayImpact: 'People who registered wait for their ticket: mail is not going out.',
      patience: Duration.minutes(15),
      runbook: 'mail-waits',
    });
    this.later = new WorkedQueue(this, 'Later', {
      ...worked,
      errorImpact: 'Somebody is not reminded: a mail could not be sent after every try.',
      delayImpact: 'People are reminded late, and who cannot come gives the seat back too late.',
      patience: Duration.hours(1),
      runbook: 'mail-waits',
    });
    this.events = new WorkedQueue(this, 'Events', {
      ...worked,
      errorImpact: 'Nobody knows that a mail bounced: people without a ticket are not on any list.',
      delayImpact: 'Mail goes on to addresses that do not exist, which SES does not suffer for long.',
      patience: Duration.hours(1),
      runbook: 'feedback-waits',
    });

    this.settings = new ConfigurationSet(this, 'Settings', { reputationMetrics: true });
    new MailEvents(this, 'Feedback', { configurationSet: this.settings, queue: this.events.queue });
    if (stage.address !== undefined && stage.operator !== undefined) {
      new MailIdentity(this, 'Identity', {
        domain: stage.mailDomain,
        dns: stage.address.dns,
        reportsTo: stage.operator,
        configurationSet: this.settings,
      });
    }
    const each = stage.mailsPerSecond / PLACES;
    this.rates = { now: each * SHARES.now, later: each * SHARES.later };
  }

  /** The two queues of mail as send-mail works them off, never faster than SES takes it. */
  get sources() {
    return (['now', 'later'] as const).map((urgency) => ({
      id: urgency === 'now' ? 'Now' : 'Later',
      queue: this[urgency].queue,
      concurrency: PLACES,
      batchSize: Math.min(10, Math.max(1, Math.floor(this.rates[urgency] * BATCH_SECONDS))),
    }));
  }
}
