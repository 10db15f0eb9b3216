import { parseArgs } from 'node:util';
import { type DeployedStage, deployedStages, type StageSettings } from '../../settings.ts';
import type { Account } from './account.ts';
import { checkAccount, checkSettings, stacksOf } from './checks.ts';

const usage = `npm run deploy -- --stage ${deployedStages.join('|')} [--dry-run] [--without-mail] [-- ARGUMENTS OF CDK]
  Checks the stage's settings and the account, then brings up to date what runs there. It asks nothing.
  --dry-run       checks, and shows what would change
  --without-mail  deploys production although its mail domain is not proven yet`;

const DEPLOYED = 0;
const REFUSED = 1;
const MISUSED = 2;

type World = {
  readonly settingsOf: (stage: DeployedStage) => StageSettings;
  readonly accountIn: (region: string) => Account;
  /** Runs the CDK with these arguments and answers its exit code. */
  readonly cdk: (args: readonly string[]) => Promise<number>;
  readonly say: (line: string) => void;
  readonly complain: (line: string) => void;
};

/** Deploys a stage if nothing speaks against it; answers the exit code. */
export async function deploy(args: readonly string[], world: World): Promise<number> {
  const { settingsOf, accountIn, cdk, say, complain } = world;
  const fail = (code: number, lines: readonly string[]): number => {
    for (const line of lines) complain(line);
    return code;
  };

  const asked = readArguments(args);
  if ('help' in asked) {
    say(usage);
    return DEPLOYED;
  }
  if ('misuse' in asked) return fail(MISUSED, [asked.misuse, usage]);
  const { name, dryRun, withoutMail, forCdk } = asked;

  try {
    const settings = settingsOf(name);
    const { region = '', account: own } = settings.env;
    const wrong = checkSettings(settings);
    if (wrong.length > 0) return fail(REFUSED, refused(name, wrong));

    const account = accountIn(region);
    const caller = await account.caller();
    if ('refused' in caller) {
      return fail(REFUSED, [
        `AWS does not let you in: ${caller.refused}`,
        'Sign in (aws configure, or aws sso login) and name your profile in AWS_PROFILE.',
      ]);
    }
    if (own !== undefined && own !== caller.id) {
      return fail(
        REFUSED,
        refused(name, [
          `account: your credentials are those of account ${caller.id}, the stage belongs to ${own}.`,
        ]),
      );
    }
    const options = { accountId: caller.id, withoutMail };
    const { refusals, notes } = await checkAccount({ ...settings, name }, account, options);
    if (refusals.length > 0) return fail(REFUSED, refused(name, refusals));

    const { data, application } = stacksOf(name);
    say(`Stage ${name}: ${data} and ${application}`);
    say(`  account ${caller.id}, region ${region}, site ${settings.siteUrl}`);
    for (const note of notes) say(`  Note: ${note}`);
    say(dryRun ? 'What would change (dry run: nothing is deployed):' : 'Deploying; this takes some minutes.');

    const here = ['--context', `stage=${name}`];
    const order = dryRun
      ? ['diff', ...here, '--method=template']
      : ['deploy', '--all', ...here, '--require-approval=never', '--progress=events'];
    const code = await cdk([...order, ...forCdk]);
    if (code !== 0) {
      return fail(REFUSED, [`The CDK ended with ${code}; what stood before is still there or was restored.`]);
    }
    say(dryRun ? 'Nothing was deployed.' : `Deployed: ${settings.siteUrl}`);
    return DEPLOYED;
  } catch (error) {
    return fail(REFUSED, [error instanceof Error ? error.message : String(error)]);
  }
}

const refused = (stage: string, reasons: readonly string[]): readonly string[] => [
  ...reasons,
  `${reasons.length} ${reasons.length === 1 ? 'reason' : 'reasons'} not to deploy ${stage}: nothing was changed.`,
];

type Asked = {
  readonly name: DeployedStage;
  readonly dryRun: boolean;
  readonly withoutMail: boolean;
  readonly forCdk: readonly string[];
};

function readArguments(
  args: readonly string[],
): Asked | { readonly misuse: string } | { readonly help: true } {
  const end = args.indexOf('--');
  const own = end === -1 ? args : args.slice(0, end);
  const forCdk = end === -1 ? [] : args.slice(end + 1);
  try {
    const { values } = parseArgs({
      args: [...own],
      options: {
        stage: { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        'without-mail': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    const { stage, 'dry-run': dryRun, 'without-mail': withoutMail, help } = values;
    if (help) return { help: true };
    if (stage === undefined) return { misuse: 'Which stage? Name it with --stage.' };
    if (stage === 'local') return { misuse: 'The stage "local" runs on this machine: npm start.' };
    if (forCdk.some((it) => it.startsWith('--profile')))
      return { misuse: 'Name the profile in AWS_PROFILE, so that the checks see the account it belongs to.' };
    const name = deployedStages.find((it) => it === stage);
    return name === undefined
      ? { misuse: `There is no stage "${stage}": choose ${deployedStages.join(' or ')}.` }
      : { name, dryRun, withoutMail, forCdk };
  } catch (error) {
    return { misuse: error instanceof Error ? error.message : String(error) };
  }
}
