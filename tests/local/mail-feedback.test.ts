import { describe, expect, it } from 'vitest';
import { attendeeList } from '../../infra/commands/attendee-list.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { listRegistrations } from '../../shared/store/lists.ts';
import { drain, person, postRegistration, readInbox, storeOf, useOneStage } from '../support/stage.ts';

const stage = useOneStage();
const [first, second] = ['preparer-le-forum-cv-pitch--s1', 'demarches-en-ligne-sans-stress--s1'] as const;

const register = async (session: string, email: string) => {
  const reply = await postRegistration(stage(), session, `${session} ${email}`, { ...person(1), email });
  expect(reply.status).toBe(202);
  await drain(stage());
};
const mailsTo = async (address: string) =>
  (await readInbox(stage())).filter(({ destination }) => destination.to.join().includes(address));
const undeliverable = async (session: string, address: string) => {
  const list = attendeeList(await listRegistrations(storeOf(stage()), session as SessionId));
  const line = list.split('\r\n').find((each) => each.includes(address));
  return line?.split(';').at(-1);
};

describe('on the local stage', () => {
  it.each(['bounce', 'complaint', 'suppressionlist'])(
    'a mail to %s@simulator is the last one, and the list says so',
    async (name) => {
      const address = `${name}+try@simulator.amazonses.com`;
      await register(first, address);
      await register(second, address);
      expect(await mailsTo(address)).toHaveLength(1);
      expect(await undeliverable(first, address)).toMatch(/^2027-10-18T/);
      expect(await undeliverable(second, address)).toMatch(/^2027-10-18T/);
    },
  );

  it.each(['success', 'ooto'])('an address like %s@simulator goes on getting mail', async (name) => {
    const address = `${name}@simulator.amazonses.com`;
    await register(first, address);
    await register(second, address);
    expect(await mailsTo(address)).toHaveLength(2);
    expect(await undeliverable(first, address)).toBe('');
  });

  it('a mail whose answer is lost goes once, since SES tells that it went', async () => {
    const faults = (list: object[]) =>
      fetch(`${stage().control}/faults`, { method: 'POST', body: JSON.stringify(list) });
    await faults([{ service: 'ses', kind: 'lost' }]);
    const address = 'lost@example.org';
    await register(first, address);
    await faults([]);
    const moved = await fetch(`${stage().control}/clock`, {
      method: 'POST',
      body: JSON.stringify({ advance: 'PT1H' }),
    });
    expect(moved.status).toBe(200);
    await drain(stage());
    expect(await mailsTo(address)).toHaveLength(1);
  });
});
