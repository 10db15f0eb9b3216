import { ArnFormat, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { formTrapped, mailNotTaken, environment as names } from '../../functions/environment.ts';
import { routes } from '../../functions/routes.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { table as tableNames } from '../../shared/store/table.ts';
import { HouseAlarm } from '../constructs/house-alarm.ts';
import { HttpFunction } from '../constructs/http-function.ts';
import { logCount } from '../constructs/log-count.ts';
import { Operators } from '../constructs/operators.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { RoutedApi } from '../constructs/routed-api.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import { StreamWorker } from '../constructs/stream-worker.ts';
import { Watch } from '../constructs/watch.ts';
import type { StageSettings } from '../settings.ts';
import type { Data } from './data.ts';
import { type Folder, grantsOf, type Resources } from './grants.ts';
import { Mail } from './mail.ts';

type ApplicationProps = StackProps & { readonly stage: StageSettings; readonly data: Data };

/** A refusal now and then is nobody's worry: the mail goes a minute later. */
const REFUSALS = 10;

/** What runs: replaced at every deployment, and holding nothing that could not be lost. */
export class Application extends Stack {
  constructor(scope: Construct, id: string, { stage, data, ...props }: ApplicationProps) {
    super(scope, id, props);
    const { table, streamArn, rootSecret } = data;

    const operators = new Operators(this, 'Operators', { email: stage.operator, runbook: stage.runbook });
    new Watch(this, 'Watch', { stage, table, operators });

    const mail = new Mail(this, 'Mail', { stage, operators });
    const resources: Resources = {
      table: table.tableArn,
      dueIndex: `${table.tableArn}/index/${tableNames.byDue.name}`,
      listIndex: `${table.tableArn}/index/${tableNames.byList.name}`,
      stream: streamArn,
      streams: `${table.tableArn}/stream/*`,
      rootSecret: rootSecret.secretArn,
      mailQueues: [mail.now.queue.queueArn, mail.later.queue.queueArn],
      mailEvents: mail.events.queue.queueArn,
      deadLetters: mail.now.deadLetters.queueArn,
      mailFrom: [
        this.ses('identity', stage.mailDomain),
        this.ses('configuration-set', mail.settings.configurationSetName),
      ],
    };
    const everywhere = {
      [names.table]: table.tableName,
      [names.siteUrl]: stage.siteUrl,
      [names.sender]: `inscriptions@${stage.mailDomain}`,
      [names.version]: packageJson.version,
    };
    const secret = { [names.rootSecret]: rootSecret.secretArn };
    const queues = {
      [names.mailNow]: mail.now.queue.queueUrl,
      [names.mailLater]: mail.later.queue.queueUrl,
    };
    const sending = {
      [names.configurationSet]: mail.settings.configurationSetName,
      [names.paceNow]: String(mail.rates.now),
      [names.paceLater]: String(mail.rates.later),
    };

    const house = <Name extends Folder>(
      folder: Name,
      errorImpact: string,
      environment: Record<string, string>,
    ) => ({
      folder,
      errorImpact,
      stage,
      operators,
      environment: { ...everywhere, ...environment },
      grants: grantsOf(folder, resources),
    });

    const programme = new HttpFunction(
      this,
      'Programme',
      house('programme', 'Nobody can read the programme, so nobody finds an event or its form.', secret),
    );
    const registration = new HttpFunction(
      this,
      'Registration',
      house('registration', 'People who want a seat are turned away although there may be room.', secret),
    );
    logCount(stage, 'FormsTrapped', formTrapped).countIn(registration.logGroup);
    const myRegistration = new HttpFunction(
      this,
      'MyRegistration',
      house(
        'my-registration',
        'People cannot see their ticket or give their seat to somebody who waits.',
        secret,
      ),
    );
    new RoutedApi(this, 'Site', {
      routes,
      functions: {
        programme: programme.entrance,
        registration: registration.entrance,
        'my-registration': myRegistration.entrance,
      },
      stage,
      errorImpact: 'People meet an error page where they wanted to read, register or give a seat back.',
      operators,
    });
    new CfnOutput(this, 'SiteUrl', { value: stage.siteUrl });

    new StreamWorker(this, 'FollowChanges', {
      ...house('follow-changes', 'Tickets are late and freed seats stay empty until tick catches up.', {
        ...secret,
        ...queues,
      }),
      streamArn,
      failures: mail.now.deadLetters,
    });
    const sendMail = new QueueWorker(this, 'SendMail', {
      ...house('send-mail', 'People who registered have no ticket in their mailbox.', {
        ...secret,
        ...sending,
      }),
      queues: mail.sources,
    });
    const refusals = logCount(stage, 'MailsNotTaken', mailNotTaken);
    refusals.countIn(sendMail.logGroup);
    new HouseAlarm(this, 'MailsNotTaken', {
      metric: refusals.metric,
      threshold: REFUSALS,
      errorImpact: 'Nobody gets a ticket or an offer: SES takes no mail, or less than there is.',
      runbook: 'mail-not-taken',
      operators,
    });
    new QueueWorker(this, 'MailFeedback', {
      ...house(
        'mail-feedback',
        'Mail goes on to addresses that do not exist, and nobody knows who has no ticket.',
        secret,
      ),
      queues: [{ id: 'Events', queue: mail.events.queue, concurrency: 2, batchSize: 10 }],
    });
    new ScheduledJob(this, 'Tick', {
      ...house('tick', 'What fell due is not done: lost mails stay lost, lapsed seats stay taken.', queues),
      schedule: Schedule.rate(Duration.minutes(1)),
    });
  }

  private ses(resource: string, resourceName: string): string {
    return this.formatArn({
      service: 'ses',
      resource,
      resourceName,
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    });
  }
}
