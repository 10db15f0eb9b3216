import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awsAccount } from '../../infra/commands/deployment/account.ts';

type Answer = { readonly status?: number; readonly type: string; readonly body: string };

/** What stands in for AWS: it answers each service as the documentation of its API shows. */
let answer: (request: { readonly path: string; readonly body: string; readonly target: string }) => Answer;
const aws = createServer(async (incoming, response) => {
  const target = String(incoming.headers['x-amz-target'] ?? '');
  const told = answer({ path: incoming.url ?? '', body: await textOf(incoming), target });
  response.writeHead(told.status ?? 200, { 'content-type': told.type }).end(told.body);
});

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

beforeEach(async () => {
  aws.listen(0, '127.0.0.1');
  await once(aws, 'listening');
  const { port } = aws.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'somebody');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  aws.closeAllConnections();
  aws.close();
  await once(aws, 'close');
});

const account = awsAccount('eu-west-3');
const json = (body: object, status = 200): Answer => ({
  status,
  type: 'application/x-amz-json-1.1',
  body: JSON.stringify(body),
});
const xml = (body: string, status = 200): Answer => ({ status, type: 'text/xml', body });
const xmlError = (code: string, message: string, status: number): Answer =>
  xml(
    `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
    status,
  );

describe('the account a deployment goes to', () => {
  it('says its number, or why it lets nobody in', async () => {
    answer = () =>
      xml(
        '<GetCallerIdentityResponse><GetCallerIdentityResult><Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>',
      );
    expect(await account.caller()).toEqual({ id: '111122223333' });

    const reason = 'The security token included in the request is invalid.';
    answer = () => xmlError('InvalidClientTokenId', reason, 403);
    expect(await account.caller()).toEqual({ refused: reason });
  });

  it('knows the state of a stack, and that there is none', async () => {
    answer = ({ body }) => {
      expect(body).toContain('StackName=CDKToolkit');
      return xml(
        '<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>CDKToolkit</StackName><StackStatus>UPDATE_COMPLETE</StackStatus></member></Stacks></DescribeStacksResult></DescribeStacksResponse>',
      );
    };
    expect(await account.stack('CDKToolkit')).toBe('UPDATE_COMPLETE');

    answer = () => xmlError('ValidationError', 'Stack with id CDKToolkit does not exist', 400);
    expect(await account.stack('CDKToolkit')).toBeUndefined();
  });

  it('does not take a refusal for a stack that is missing', async () => {
    answer = () => xmlError('AccessDenied', 'not authorized to perform: cloudformation:DescribeStacks', 403);
    await expect(account.stack('CDKToolkit')).rejects.toThrow('not authorized');
  });

  it('knows whether a table is there', async () => {
    answer = () => json({ Table: { TableName: 'passerelle-production' } });
    expect(await account.hasTable('passerelle-production')).toBe(true);
    answer = () =>
      json({ __type: 'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException', message: 'no' }, 400);
    expect(await account.hasTable('passerelle-production')).toBe(false);
  });

  it.each([
    ['proven', { VerifiedForSendingStatus: true }],
    ['unproven', { VerifiedForSendingStatus: false }],
  ])('knows that a mail domain is %s', async (state, identity) => {
    answer = ({ path }) => {
      expect(path).toBe('/v2/email/identities/ville.fr');
      return json(identity);
    };
    expect(await account.mailDomain('ville.fr')).toBe(state);
  });

  it('knows that SES has never heard of a mail domain', async () => {
    answer = () => json({ __type: 'NotFoundException', message: 'Email identity does not exist.' }, 404);
    expect(await account.mailDomain('ville.fr')).toBe('unknown');
  });

  it.each([
    ['is in its sandbox', false, true],
    ['sends to everybody', true, false],
  ])('knows that SES %s', async (_, ProductionAccessEnabled, inSandbox) => {
    answer = () => json({ ProductionAccessEnabled, SendingEnabled: true });
    expect(await account.inSandbox()).toBe(inSandbox);
  });

  it('knows a zone with its name servers, and that there is none', async () => {
    answer = ({ path }) => {
      expect(path).toBe('/2013-04-01/hostedzone/Z0123456789');
      return xml(
        '<GetHostedZoneResponse><HostedZone><Id>/hostedzone/Z0123456789</Id><Name>ville.fr.</Name></HostedZone><DelegationSet><NameServers><NameServer>ns-1.awsdns-00.com</NameServer></NameServers></DelegationSet></GetHostedZoneResponse>',
      );
    };
    expect(await account.zone('Z0123456789')).toEqual({
      name: 'ville.fr',
      nameServers: ['ns-1.awsdns-00.com'],
    });
    answer = () => xmlError('NoSuchHostedZone', 'No hosted zone found with ID: Z0123456789', 404);
    expect(await account.zone('Z0123456789')).toBeUndefined();
  });

  it('knows the name servers that the DNS knows, and that it knows none', async () => {
    const found = awsAccount('eu-west-3', async () => ['ns-1.awsdns-00.com.']);
    expect(await found.published('ville.fr')).toEqual(['ns-1.awsdns-00.com']);
    const unknown = awsAccount('eu-west-3', () => Promise.reject(new Error('queryNs ENOTFOUND ville.fr')));
    expect(await unknown.published('ville.fr')).toEqual([]);
    const offline = awsAccount('eu-west-3', () => Promise.reject(new Error('queryNs ECONNREFUSED ville.fr')));
    await expect(offline.published('ville.fr')).rejects.toThrow('ECONNREFUSED');
  });

  it('knows a certificate with its names, and that there is none', async () => {
    const names = ['inscriptions.ville.fr', '*.ville.fr'];
    answer = () => json({ Certificate: { Status: 'ISSUED', SubjectAlternativeNames: names } });
    expect(await account.certificate('arn')).toEqual({ status: 'ISSUED', names });
    answer = () => json({ __type: 'ResourceNotFoundException', message: 'no' }, 400);
    expect(await account.certificate('arn')).toBeUndefined();
  });

  it('knows how many functions may run at once', async () => {
    answer = () => json({ AccountLimit: { ConcurrentExecutions: 10 } });
    expect(await account.concurrency()).toBe(10);
  });
});
