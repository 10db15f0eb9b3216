import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';
import type { StageSettings } from './settings.ts';

type Suppression = {
  /** The construct it holds for, with its children: its path in the app. */
  readonly construct: string;
  /** The rule, narrowed to one resource pattern where the rule knows any. */
  readonly rule: string;
  readonly reason: string;
};

/** What AWS Solutions asks for and we do otherwise, all of it; everything else has to be mended. */
export const suppressionsOf = ({ name }: StageSettings): readonly Suppression[] => [
  {
    construct: `passerelle-${name}-data/RootSecret`,
    rule: 'AwsSolutions-SMG4',
    reason:
      'A new root secret would break every link and ticket that was mailed; it lives as long as the edition, and links are revoked one by one by their version.',
  },
  {
    construct: `passerelle-${name}-application/Site`,
    rule: 'AwsSolutions-APIG4',
    reason:
      'The public needs no account. Who may call a route is said in functions/routes.ts and decided in the function, from the link itself.',
  },
  {
    construct: `passerelle-${name}-application`,
    rule: 'AwsSolutions-IAM5[Resource::*]',
    reason:
      'X-Ray knows no resources. Every other permission is listed one by one in tests/infra/permissions.test.ts.',
  },
  {
    construct: `passerelle-${name}-application/FollowChangesRole`,
    rule: `AwsSolutions-IAM5[Resource::passerelle-${name}-data:ExportsOutputFnGetAttTableCD117FA1ArnE2C8C204/stream/*]`,
    reason: 'Lambda lists the streams of a table before it follows one; the pattern names our table only.',
  },
];

/** Makes the synthesis fail at whatever AWS Solutions objects to and is not suppressed. */
export function checkSolutions(app: App, stage: StageSettings): App {
  for (const { construct, rule, reason } of suppressionsOf(stage)) {
    const path = construct.split('/');
    const found = path.reduce<IConstruct>((parent, id) => parent.node.findChild(id), app);
    Validations.of(found).acknowledge({ id: rule, reason });
  }
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
