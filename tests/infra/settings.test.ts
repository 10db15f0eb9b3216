import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Deployment, deployedStage } from '../../infra/settings.ts';
import { stageSettings } from '../../infra/stages.ts';
import { aDeployment } from './synthesis.ts';

const zone = { hostedZoneId: 'Z0123456789', zoneName: 'ville.fr' };
const mine = (overrides: Partial<Deployment> = {}) =>
  aDeployment({ domain: 'inscriptions.ville.fr', dns: zone, ...overrides });
const read = (overrides: Partial<Deployment>) => deployedStage('production', mine(overrides));

describe('the settings of a deployed stage', () => {
  it.each(['staging', 'production'])('%s are in order as they come, placeholders apart', (name) => {
    expect(() => stageSettings(name)).not.toThrow();
  });

  it('lead to one address, in France, where data are kept', () => {
    expect(read({})).toMatchObject({
      siteUrl: 'https://inscriptions.ville.fr',
      env: { region: 'eu-west-3' },
      keepsData: true,
      runbook: 'README.md',
    });
    expect(read({}).env).not.toHaveProperty('account');
    expect(read({ account: '111122223333' }).env).toEqual({ region: 'eu-west-3', account: '111122223333' });
  });

  it.each<[string, Partial<Deployment>, string]>([
    [
      'an address instead of a name',
      { domain: 'https://ville.fr' },
      'domain: is a host name in small letters',
    ],
    ['capital letters', { domain: 'Ville.fr' }, 'domain: is a host name'],
    ['a name of one word', { mailDomain: 'localhost' }, 'mailDomain: is a host name'],
    [
      'a name outside its zone',
      { domain: 'inscriptions.village.fr' },
      'domain: does not lie in the zone ville.fr',
    ],
    [
      'a name that only ends like its zone',
      { domain: 'laville.fr' },
      'domain: does not lie in the zone ville.fr',
    ],
    ['no operator', { operator: '' }, 'operator: is the address of whoever answers alarms'],
    ['an account of eleven digits', { account: '11112222333' }, 'account: has twelve digits'],
    [
      'a throttle of nothing',
      { throttle: { perSecond: 0, burst: 1 } },
      'throttle.perSecond: is a whole number from 1 on',
    ],
    [
      'a certificate of another region',
      { dns: { certificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/abc' } },
      'dns.certificateArn: belongs to another region than eu-west-3',
    ],
    [
      'more that stands ready than is reserved',
      { concurrency: { registration: { reserved: 10, provisioned: 11 } } },
      'concurrency.registration.provisioned: is at most what is reserved',
    ],
    [
      'less than a table takes anyway',
      { warmThroughput: { reads: 11_999, writes: 3_999 } },
      'warmThroughput.writes: is at least 4000',
    ],
  ])('refuse %s', (_, overrides, complaint) => {
    expect(() => read(overrides)).toThrow(complaint);
  });

  it('say all that is wrong at once, and where it stands', () => {
    expect(() => read({ operator: 'nobody', account: '1' })).toThrow(
      'infra/stages.ts, stage "production":\n  account: has twelve digits\n  operator: is the address',
    );
  });
});

describe('the table of settings in the README', () => {
  it('names every setting there is, and no other', () => {
    const all: Required<Deployment> = {
      ...mine(),
      account: '111122223333',
      region: 'eu-west-3',
      runbook: 'https://code.example.org/README.md',
      concurrency: {},
      mailsPerSecond: 50,
      warmThroughput: { reads: 12_000, writes: 4_000 },
    };
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    const [, section = ''] = /### Stage settings\n(.*?)\n### /s.exec(readme) ?? [];
    const named = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name);
    expect(named.sort()).toEqual(Object.keys(all).sort());
    expect(() => deployedStage('production', all)).not.toThrow();
  });
});
