import { describe, expect, it } from 'vitest';
import type { Account } from '../../infra/commands/deployment/account.ts';
import { deploy } from '../../infra/commands/deployment/deployment.ts';
import { type Deployment, deployedStage } from '../../infra/settings.ts';
import { aDeployment } from '../infra/synthesis.ts';

const certificateArn = 'arn:aws:acm:eu-west-3:111122223333:certificate/abc';

const filledIn = {
  domain: 'inscriptions.ville.fr',
  dns: { hostedZoneId: 'Z0123456789', zoneName: 'ville.fr' },
  mailDomain: 'inscriptions.ville.fr',
  operator: 'astreinte@ville.fr',
} as const;

const stacks: Readonly<Record<string, string>> = {
  CDKToolkit: 'CREATE_COMPLETE',
  'passerelle-production-data': 'UPDATE_COMPLETE',
  'passerelle-production-application': 'UPDATE_COMPLETE',
};

const nameServers = ['ns-1.awsdns-00.com', 'ns-2.awsdns-00.org'];

/** An account in which production runs and mail goes out; staging has never been deployed. */
const anAccount = (overrides: Partial<Account> = {}): Account => ({
  caller: async () => ({ id: '111122223333' }),
  stack: async (name) => stacks[name],
  hasTable: async (name) => name === 'passerelle-production',
  mailDomain: async () => 'proven',
  inSandbox: async () => false,
  zone: async () => ({ name: 'ville.fr', nameServers }),
  published: async () => nameServers,
  certificate: async () => ({ status: 'ISSUED', names: ['inscriptions.ville.fr'] }),
  concurrency: async () => 1_000,
  ...overrides,
});

const without = (...missing: string[]): Partial<Account> => ({
  stack: async (name) => (missing.includes(name) ? undefined : stacks[name]),
});

type Try = {
  readonly account?: Partial<Account>;
  readonly settings?: Partial<Deployment>;
  readonly cdk?: number;
};

async function tryTo(args: string, { account, settings, cdk = 0 }: Try = {}) {
  const said: string[] = [];
  const complaints: string[] = [];
  const orders: string[] = [];
  const regions: string[] = [];
  const code = await deploy(args.split(' ').filter(Boolean), {
    settingsOf: (name) => deployedStage(name, aDeployment({ ...filledIn, ...settings })),
    accountIn: (region) => {
      regions.push(region);
      return anAccount(account);
    },
    cdk: async (order) => {
      orders.push(order.join(' '));
      return cdk;
    },
    say: (line) => said.push(line),
    complain: (line) => complaints.push(line),
  });
  return { code, said: said.join('\n'), complaints: complaints.join('\n'), orders, regions };
}

describe('npm run deploy', () => {
  it.each([
    ['no stage', '', 'Which stage?'],
    ['the local stage', '--stage local', 'runs on this machine: npm start.'],
    [
      'a stage nobody has heard of',
      '--stage prod',
      'There is no stage "prod": choose staging or production.',
    ],
    ['a flag it does not know', '--stage staging --dry-rnu', "Unknown option '--dry-rnu'"],
    ['a profile that only the CDK would see', '--stage staging -- --profile other', 'AWS_PROFILE'],
  ])('is told to deploy %s and explains itself, asking nobody', async (_, args, complaint) => {
    const { code, complaints, orders, regions } = await tryTo(args);
    expect([code, orders, regions]).toEqual([2, [], []]);
    expect(complaints).toContain(complaint);
    expect(complaints).toContain('npm run deploy -- --stage staging|production');
  });

  it('says before it begins what it will do and where, then does it without a question', async () => {
    const { code, said, complaints, orders, regions } = await tryTo('--stage production');
    expect([code, complaints, regions]).toEqual([0, '', ['eu-west-3']]);
    expect(orders).toEqual([
      'deploy --all --context stage=production --require-approval=never --progress=events',
    ]);
    expect(said).toBe(
      [
        'Stage production: passerelle-production-data and passerelle-production-application',
        '  account 111122223333, region eu-west-3, site https://inscriptions.ville.fr',
        'Deploying; this takes some minutes.',
        'Deployed: https://inscriptions.ville.fr',
      ].join('\n'),
    );
  });

  it('in a dry run shows what would change and deploys nothing', async () => {
    const { code, said, orders } = await tryTo('--stage production --dry-run');
    expect([code, orders]).toEqual([0, ['diff --context stage=production --method=template']]);
    expect(said).toContain('Nothing was deployed.');
  });

  it('hands on to the CDK what stands behind the dashes', async () => {
    const { orders } = await tryTo('--stage production -- --verbose --concurrency 2');
    expect(orders[0]).toMatch(/ --verbose --concurrency 2$/);
  });

  it('fails when the CDK fails', async () => {
    const { code, said, complaints } = await tryTo('--stage production', { cdk: 7 });
    expect(code).toBe(1);
    expect(complaints).toContain('The CDK ended with 7');
    expect(said).not.toContain('Deployed:');
  });
});

const refusals: readonly (readonly [string, string, Try, string])[] = [
  [
    'a placeholder is left',
    'production',
    { settings: { operator: 'exploitation@passerelle.example' } },
    'operator: "exploitation@passerelle.example" is a placeholder',
  ],
  [
    'nobody answers alarms',
    'production',
    { settings: { operator: '' } },
    'operator: is the address of whoever',
  ],
  [
    'nobody is signed in',
    'production',
    { account: { caller: async () => ({ refused: 'Could not load credentials from any providers' }) } },
    'AWS does not let you in: Could not load credentials from any providers',
  ],
  [
    'the credentials are those of another account',
    'production',
    { settings: { account: '444455556666' } },
    'your credentials are those of account 111122223333, the stage belongs to 444455556666',
  ],
  [
    'the account is not prepared',
    'production',
    { account: without('CDKToolkit') },
    'not prepared for the CDK: run npx cdk bootstrap aws://111122223333/eu-west-3 once',
  ],
  [
    'somebody else is deploying',
    'production',
    {
      account: {
        stack: async (name) => (name.endsWith('application') ? 'UPDATE_IN_PROGRESS' : 'CREATE_COMPLETE'),
      },
    },
    'passerelle-production-application is being changed at this moment (UPDATE_IN_PROGRESS)',
  ],
  [
    'an earlier table is there that no stack owns',
    'production',
    { account: without('passerelle-production-data') },
    'The table passerelle-production is there, but no stack owns it: bring it back with npx cdk import passerelle-production-data',
  ],
  [
    'production runs and its mail domain is not proven',
    'production',
    { account: { mailDomain: async () => 'unproven' } },
    'SES has not seen the DKIM records of inscriptions.ville.fr: no mail goes out',
  ],
  [
    'the mail domain belongs to another stage',
    'staging',
    {},
    'SES knows inscriptions.ville.fr already, and no stack of this stage owns it',
  ],
  [
    'more functions are reserved than the account runs at once',
    'production',
    { settings: { concurrency: { registration: { reserved: 901 } } } },
    'concurrency reserves 901 functions, but the account runs 1000 at once and keeps 100 free',
  ],
  [
    'more functions are to stand ready than the account runs at once',
    'production',
    {
      settings: { concurrency: { programme: { provisioned: 20 } } },
      account: { concurrency: async () => 10 },
    },
    'concurrency reserves 20 functions, but the account runs 10 at once',
  ],
  [
    'the zone is not there',
    'production',
    { account: { zone: async () => undefined } },
    'dns.hostedZoneId: there is no such zone',
  ],
  [
    'the zone is another one',
    'production',
    { account: { zone: async () => ({ name: 'village.fr', nameServers }) } },
    'that is the zone of village.fr, not of ville.fr',
  ],
  [
    'nobody has made the record that leads to the zone',
    'production',
    { account: { published: async () => [] } },
    'The DNS does not lead to the zone ville.fr: it needs NS records with ns-1.awsdns-00.com, ns-2.awsdns-00.org.',
  ],
  [
    'the DNS leads to the servers the zone had before',
    'production',
    { account: { published: async () => ['ns-9.awsdns-99.net'] } },
    'The DNS does not lead to the zone ville.fr',
  ],
  [
    'the certificate is not there',
    'production',
    { settings: { dns: { certificateArn } }, account: { certificate: async () => undefined } },
    'there is no such certificate',
  ],
  [
    'the certificate still waits for its record',
    'production',
    {
      settings: { dns: { certificateArn } },
      account: {
        certificate: async () => ({ status: 'PENDING_VALIDATION', names: ['inscriptions.ville.fr'] }),
      },
    },
    'the certificate is PENDING_VALIDATION',
  ],
  [
    'the certificate is for another name',
    'production',
    {
      settings: { dns: { certificateArn } },
      account: {
        certificate: async () => ({ status: 'ISSUED', names: ['www.ville.fr', '*.culture.ville.fr'] }),
      },
    },
    'the certificate is for www.ville.fr, *.culture.ville.fr, not for inscriptions.ville.fr',
  ],
];

describe('a deployment is refused, and changes nothing, when', () => {
  it.each(refusals)('%s', async (_, stage, given, reason) => {
    const { code, complaints, orders } = await tryTo(`--stage ${stage}`, given);
    expect([code, orders]).toEqual([1, []]);
    expect(complaints).toContain(reason);
  });

  it.each(refusals)('%s, in a dry run too', async (_, stage, given) => {
    const { code, orders } = await tryTo(`--stage ${stage} --dry-run`, given);
    expect([code, orders]).toEqual([1, []]);
  });

  it('several things are wrong, and says all of them at once', async () => {
    const { complaints } = await tryTo('--stage production', {
      account: { ...without('CDKToolkit'), mailDomain: async () => 'unproven' },
    });
    expect(complaints).toMatch(
      /npx cdk bootstrap.*DKIM.*2 reasons not to deploy production: nothing was changed\.$/s,
    );
  });

  it('AWS does not answer as it should, in words of its own', async () => {
    const { code, complaints, orders } = await tryTo('--stage production', {
      account: { inSandbox: () => Promise.reject(new Error('not authorized to perform: ses:GetAccount')) },
    });
    expect([code, complaints, orders]).toEqual([1, 'not authorized to perform: ses:GetAccount', []]);
  });
});

describe('a deployment goes on, and says so, when', () => {
  const first: Partial<Account> = {
    stack: async (name: string) => (name === 'CDKToolkit' ? 'CREATE_COMPLETE' : undefined),
    hasTable: async () => false,
    mailDomain: async () => 'unknown',
  };

  it.each(['staging', 'production'])(
    'it is the first of %s, which announces the mail domain',
    async (stage) => {
      const { code, said, orders } = await tryTo(`--stage ${stage}`, { account: first });
      expect([code, orders.length]).toEqual([0, 1]);
      expect(said).toContain('Note: First deployment: it announces inscriptions.ville.fr to SES.');
    },
  );

  it('the mail domain of staging is not proven yet', async () => {
    const account: Partial<Account> = {
      stack: async () => 'CREATE_COMPLETE',
      mailDomain: async () => 'unproven',
    };
    const { code, said } = await tryTo('--stage staging', { account });
    expect(code).toBe(0);
    expect(said).toContain('Note: SES has not seen the DKIM records');
  });

  it('production is deployed without mail on purpose', async () => {
    const account: Partial<Account> = { mailDomain: async () => 'unproven' };
    const { code, said } = await tryTo('--stage production --without-mail', { account });
    expect(code).toBe(0);
    expect(said).toContain('Note: SES has not seen the DKIM records');
  });

  it('SES is in its sandbox', async () => {
    const { code, said } = await tryTo('--stage production', { account: { inSandbox: async () => true } });
    expect(code).toBe(0);
    expect(said).toContain('Note: SES is in its sandbox');
  });

  it('the account is so new that it runs ten functions at once', async () => {
    const { code, said } = await tryTo('--stage production', { account: { concurrency: async () => 10 } });
    expect(code).toBe(0);
    expect(said).toContain('Note: The account runs 10 functions at once; ask for 1000');
  });

  it('the certificate is for all names of the zone, and as many functions are reserved as may be', async () => {
    const { code, said } = await tryTo('--stage production', {
      settings: { dns: { certificateArn }, concurrency: { registration: { reserved: 900 } } },
      account: { certificate: async () => ({ status: 'ISSUED', names: ['*.ville.fr'] }) },
    });
    expect(code).toBe(0);
    expect(said).not.toContain('Note:');
  });
});
