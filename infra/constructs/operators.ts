import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';

type OperatorsProps = {
  /** Who is written to when an alarm rings. */
  readonly email: string | undefined;
  /** The document that says what to do then. */
  readonly runbook: string;
};

/** Where alarms are heard, and where it is written what to do. */
export class Operators extends Topic {
  readonly runbook: string;

  constructor(scope: Construct, id: string, { email, runbook }: OperatorsProps) {
    super(scope, id, { enforceSSL: true });
    this.runbook = runbook;
    // A topic with a policy of its own loses the default one, which let alarms in.
    this.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.stack.account } },
      }),
    );
    if (email !== undefined) this.addSubscription(new EmailSubscription(email));
  }
}
