import { ArnFormat, CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Schedule } from 'aws-cdk-lib/aws-events';
import { ConfigurationSet } from 'aws-cdk-lib/aws-ses';
import type { Construct } from 'constructs';
import { environment as names } from '../../functions/environment.ts';
import { routes } from '../../functions/routes.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { table as tableNames } from '../../shared/store/table.ts';
import { HttpFunction } from '../constructs/http-function.ts';
import { MailIdentity } from '../constructs/mail-identity.ts';
import { Operators } from '../constructs/operators.ts';
import { QueueWorker } from '../constructs/queue-worker.ts';
import { RoutedApi } from '../constructs/routed-api.ts';
import { ScheduledJob } from '../constructs/scheduled-job.ts';
import { StreamWorker } from '../constructs/stream-worker.ts';
import { Watch } from '../constructs/watch.ts';
import { WorkedQueue } from '../constructs/worked-queue.ts';
import type { StageSettings } from '../settings.ts';
import type { Data } from './data.ts';
import { type Folder, grantsOf, type Resources } from './grants.ts';

type ApplicationProps = StackProps & { readonly stage: StageSettings; readonly data: Data };

/** SES starts an account at 14 mails a second; two batches at once stay below. */
const mailsInParallel = 2;

/** What runs: replaced at every deployment, and holding nothing that could not be lost. */
export class Application extends Stack {
  constructor(scope: Construct, id: string, { stage, data, ...props }: ApplicationProps) {
    super(scope, id, props);
    const { table, streamArn, rootSecret } = data;

    const operators = new Operators(this, 'Operators', { email: stage.operator, runbook: stage.runbook });
    new Watch(this, 'Watch', { stage, table, operators });

    const mail = new WorkedQueue(this, 'Mail', {
      workerTimeout: QueueWorker.timeout,
      errorImpact:
        'Somebody is not told: a mail could not be sent, or a change was not followed, after every try.',
      delayImpact: 'People who registered wait for their ticket: mail is not going out.',
      operators,
    });
    const configurationSet = new ConfigurationSet(this, 'MailSettings', { reputationMetrics: true });
    if (stage.address !== undefined && stage.operator !== undefined) {
      new MailIdentity(this, 'MailIdentity', {
        domain: stage.mailDomain,
        dns: stage.address.dns,
        reportsTo: stage.operator,
        configurationSet,
      });
    }

    const resources: Resources = {
      table: table.tableArn,
      dueIndex: `${table.tableArn}/index/${tableNames.byDue.name}`,
      listIndex: `${table.tableArn}/index/${tableNames.byList.name}`,
      stream: streamArn,
      streams: `${table.tableArn}/stream/*`,
      rootSecret: rootSecret.secretArn,
      mailQueue: mail.queue.queueArn,
      deadLetters: mail.deadLetters.queueArn,
      mailFrom: [
        this.ses('identity', stage.mailDomain),
        this.ses('configuration-set', configurationSet.configurationSetName),
      ],
    };
    const everywhere = {
      [names.table]: table.tableName,
      [names.siteUrl]: stage.siteUrl,
      [names.sender]: `inscriptions@${stage.mailDomain}`,
      [names.version]: packageJson.version,
    };
    const secret = { [names.rootSecret]: rootSecret.secretArn };
    const queue = { [names.mailQueue]: mail.queue.queueUrl };
    const settings = { [names.configurationSet]: configurationSet.configurationSetName };

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
        ...queue,
      }),
      streamArn,
      failures: mail.deadLetters,
    });
    new QueueWorker(this, 'SendMail', {
      ...house('send-mail', 'People who registered have no ticket in their mailbox.', {
        ...secret,
        ...settings,
      }),
      queue: mail.queue,
      concurrency: mailsInParallel,
    });
    new ScheduledJob(this, 'Tick', {
      ...house('tick', 'What fell due is not done: lost mails stay lost, lapsed seats stay taken.', queue),
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
