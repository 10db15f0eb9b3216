import { describe, expect, it } from 'vitest';
import type { AccessReport } from '../../infra/local/access-ledger.ts';
import type { Stage } from '../../infra/local/stage.ts';
import { drain, person, postRegistration, readInbox, tell, useStage } from '../support/stage.ts';

/** What a role allows although nothing below needs it, as "function action", and why it stays. */
const reasons: Readonly<Record<string, string>> = {
  'registration dynamodb:DeleteItem':
    'Who joins the list hands on at once if a seat came back in that moment.',
  'my-registration dynamodb:PutItem':
    'Who accepts an offer after its deadline is put at the end of the list.',
  'send-mail dynamodb:BatchGetItem': 'Who is told of a cancellation is told, too, what else has seats.',
  'tick dynamodb:PutItem': 'Who lets an offer pass is put at the end of the list, days later.',
};

const session = 'demarches-en-ligne-sans-stress--s1';
const page = '/evenements/demarches-en-ligne-sans-stress';
const seats = 10;

const join = (stage: Stage, number: number) =>
  postRegistration(stage, session, `waits-${number}`, { ...person(number), join: true });

/** A page and a form that is wrong, a mail that comes back, a session that fills, two who wait; one of these gives up, and one seat is handed on. */
async function liveThrough(stage: Stage): Promise<void> {
  for (const path of ['/', page]) expect((await fetch(`${stage.site}${path}`)).status).toBe(200);
  const form = await fetch(`${stage.site}${page}/inscriptions`, {
    method: 'POST',
    body: new URLSearchParams({ session, email: 'nowhere' }),
  });
  expect(form.status).toBe(422);

  const mistyped = { ...person(99), email: 'bounce@simulator.amazonses.com' };
  const elsewhere = 'preparer-le-forum-cv-pitch--s1';
  expect((await postRegistration(stage, elsewhere, 'bounces', mistyped)).status).toBe(202);

  await fill(stage);
  expect((await postRegistration(stage, session, 'too-late', person(seats))).status).toBe(409);
  await drain(stage);
  const seated = await linkOf(stage, person(0).email);
  expect((await fetch(`${stage.site}/inscriptions/${seated}`)).status).toBe(200);
  const grow = await fetch(`${stage.site}/v1/registrations/${seated}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partySize: 2 }),
  });
  expect(grow.status).toBe(409);

  for (const number of [seats + 1, seats + 2]) expect((await join(stage, number)).status).toBe(202);
  await drain(stage);
  await release(stage, await linkOf(stage, person(seats + 1).email));
  await release(stage, seated);
  await drain(stage);
}

/** Nobody follows the table, so that tick has to find what is owed, and whom a seat is for. */
async function liveWithoutStream(stage: Stage): Promise<void> {
  await fill(stage);
  expect((await join(stage, seats)).status).toBe(202);
  await tell(stage, '/clock', { advance: 'PT1H' });
  await release(stage, await linkOf(stage, person(0).email));
  await tell(stage, '/clock', { advance: 'PT1H' });
}

async function fill(stage: Stage): Promise<void> {
  for (let number = 0; number < seats; number++)
    expect((await postRegistration(stage, session, `seat-${number}`, person(number))).status).toBe(202);
}

async function release(stage: Stage, token: string): Promise<void> {
  const reply = await fetch(`${stage.site}/v1/registrations/${token}/release`, { method: 'POST' });
  expect(reply.status).toBe(200);
}

async function linkOf(stage: Stage, address: string): Promise<string> {
  const mail = (await readInbox(stage)).find(({ destination }) =>
    destination.to.some((to) => to.includes(address)),
  );
  const [, token] = /\/inscriptions\/([\w-]+)/.exec(mail?.body.text ?? '') ?? [];
  if (token === undefined) throw new Error(`no link was mailed to ${address}`);
  return token;
}

describe('the roles of the functions', () => {
  it('allow all that a festival needs, and nothing that it does not unless a reason is given', async () => {
    const ordinary = await useStage();
    await liveThrough(ordinary);
    const deaf = await useStage({ amend: (blueprint) => ({ ...blueprint, streamSources: [] }) });
    await liveWithoutStream(deaf);

    const reports = [ordinary.access(), deaf.access()].flatMap(Object.entries<AccessReport>);
    expect(reports.filter(([, { denied }]) => denied.length > 0)).toEqual([]);
    const listed = (kind: 'used' | 'unused') =>
      new Set(reports.flatMap(([name, report]) => report[kind].map((action) => `${name} ${action}`)));
    const used = listed('used');
    const unused = [...listed('unused')].filter((action) => !used.has(action));
    expect(unused.filter((action) => !(action in reasons))).toEqual([]);
    expect(Object.keys(reasons).filter((action) => !used.has(action) && !unused.includes(action))).toEqual(
      [],
    );
  }, 120_000);
});
