import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ListQueuesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionId } from '../../shared/domain/ids.ts';
import { listRegistrations } from '../../shared/store/lists.ts';
import { owners } from '../../shared/store/table.ts';
import { aSesEvent } from '../support/ses-events.ts';
import { drain, person, postRegistration, readInbox, storeOf, useOneStage } from '../support/stage.ts';

const stage = useOneStage();
const session = 'preparer-le-forum-cv-pitch--s1';
const run = promisify(execFile);
const ulid = /^\w+ +\S+ {2}\S+Z {2}/;

let client: SQSClient;
beforeAll(() => {
  const credentials = { accessKeyId: 'operator', secretAccessKey: 'local' };
  client = new SQSClient({
    ...{ endpoint: stage().edge, region: 'eu-west-3', credentials },
    useQueueUrlAsEndpoint: false,
  });
});
afterAll(() => client.destroy());

async function queueNamed(part: string): Promise<string> {
  const { QueueUrls = [] } = await client.send(new ListQueuesCommand({}));
  return QueueUrls.find((url) => url.endsWith(part)) ?? '';
}

async function dies(queue: 'MailNow' | 'MailEvents', body: unknown): Promise<void> {
  const QueueUrl = await queueNamed(`${queue}DeadLetters`);
  const MessageBody = typeof body === 'string' ? body : JSON.stringify(body);
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

/** Runs the command; its lines without the message's own number and moment. */
async function redrive(...args: readonly string[]): Promise<string[]> {
  const command = ['--import', './infra/require-node-24.mjs', 'infra/commands/redrive.ts', ...args];
  const env = { ...process.env, PASSERELLE_DATA: stage().dataFolder };
  const { stdout } = await run(process.execPath, command, { env });
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(ulid, (found) => `${found.split(' ')[0]} `))
    .sort();
}

const mailsTo = async (address: string) =>
  (await readInbox(stage())).filter(({ destination }) => destination.to.join().includes(address)).length;

describe('the command that redrives dead letters', () => {
  it('lists them without a name, replays what can be, and finds nothing more to do', async () => {
    const reply = await postRegistration(stage(), session, 'redriven', person(1));
    expect(reply.status).toBe(202);
    await drain(stage());
    const [registration] = await listRegistrations(storeOf(stage()), session as SessionId);
    if (registration === undefined) throw new Error('nobody is registered');
    const owner = owners.registration(registration);
    const { email } = registration;

    await dies('MailNow', { owner, mail: 'A1#1' });
    await dies('MailNow', { owner, mail: 'A1#1' });
    await dies('MailNow', { DDBStreamBatchInfo: { startSequenceNumber: '41', batchSize: 1 } });
    await dies('MailNow', `of no sense: ${email}`);
    await dies('MailEvents', aSesEvent('hard bounce', { owner, mail: 'A1#1', address: email }));

    const about = [
      ['done', `A1#1 of ${owner}`],
      ['done', `A1#1 of ${owner}`],
      ['done', `Bounce of A1#1 of ${owner}`],
      ['dropped', '1 change(s) of the table from 41 on'],
      ['skipped', `${`of no sense: ${email}`.length} characters that make no sense`],
    ];
    for (const _ of ['once', 'again'])
      expect(await redrive('--dry-run')).toEqual(
        ['5 found.', ...about.map(([, of]) => `found ${of}`)].sort(),
      );
    expect(await redrive('--id', 'no-such-letter')).toEqual(['No dead letters.']);

    expect(await redrive('--rate', '50')).toEqual(
      ['3 done, 1 dropped, 1 skipped.', ...about.map((words) => words.join(' '))].sort(),
    );
    await drain(stage());
    expect(await mailsTo(email)).toBe(1);
    const [after] = await listRegistrations(storeOf(stage()), session as SessionId);
    expect(after?.undeliverable).toBeDefined();

    expect(await redrive()).toEqual([
      '1 skipped.',
      expect.stringMatching(/^skipped \d+ characters that make no sense$/),
    ]);
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: await queueNamed('MailNowDeadLetters') }),
    );
    expect(Messages).toHaveLength(1);
  }, 60_000);

  it('says how it is used where it is asked for something else', async () => {
    await expect(redrive('--rate', 'fast')).rejects.toThrow('npm run redrive');
    await expect(redrive('--stage', 'moon')).rejects.toThrow('npm run redrive');
  });
});
