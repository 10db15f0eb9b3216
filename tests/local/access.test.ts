import { describe, expect, it } from 'vitest';
import type { Stage } from '../../infra/local/stage.ts';
import { drain, person, postRegistration, readInbox, tell, useStage } from '../support/stage.ts';

/** What a role allows although nothing below needs it, as "function action", and why it stays. */
const reasons: Readonly<Record<string, string>> = {};

const session = 'demarches-en-ligne-sans-stress--s1';
const page = '/evenements/demarches-en-ligne-sans-stress';
const seats = 10;

/** A reader, one whose form is wrong, those who get a seat, one who does not, one who wants a second and gives the first back. */
async function liveThrough(stage: Stage): Promise<void> {
  for (const path of ['/', page]) expect((await fetch(`${stage.site}${path}`)).status).toBe(200);
  const form = await fetch(`${stage.site}${page}/inscriptions`, {
    method: 'POST',
    body: new URLSearchParams({ session, email: 'nowhere' }),
  });
  expect(form.status).toBe(422);

  for (let number = 0; number < seats; number++) {
    expect((await postRegistration(stage, session, `seat-${number}`, person(number))).status).toBe(202);
  }
  expect((await postRegistration(stage, session, 'too-late', person(seats))).status).toBe(409);
  await drain(stage);

  const [mail] = await readInbox(stage);
  const [, token] = /\/inscriptions\/([\w-]+)/.exec(mail?.body.text ?? '') ?? [];
  expect((await fetch(`${stage.site}/inscriptions/${token}`)).status).toBe(200);
  const bearer = `${stage.site}/v1/registrations/${token}`;
  const grow = await fetch(bearer, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ partySize: 2 }),
  });
  expect(grow.status).toBe(409);
  const release = await fetch(`${bearer}/release`, { method: 'POST' });
  expect(release.status).toBe(200);
  await drain(stage);
}

/** Nobody follows the table, so that tick has to find what is owed. */
async function liveWithoutStream(stage: Stage): Promise<void> {
  await postRegistration(stage, session, 'unnoticed', person(1));
  await tell(stage, '/clock', { advance: 'PT1H' });
  expect(await readInbox(stage)).toHaveLength(1);
}

describe('the roles of the functions', () => {
  it('allow all that a festival needs, and nothing that it does not unless a reason is given', async () => {
    const ordinary = await useStage();
    await liveThrough(ordinary);
    const deaf = await useStage({ amend: (blueprint) => ({ ...blueprint, streamSources: [] }) });
    await liveWithoutStream(deaf);

    const reports = [ordinary.access(), deaf.access()];
    expect(reports.flatMap(Object.entries).filter(([, { denied }]) => denied.length > 0)).toEqual([]);
    const used = (name: string) => reports.flatMap((report) => report[name]?.used ?? []);
    const unused = Object.entries(ordinary.access()).flatMap(([name, report]) =>
      report.unused.filter((action) => !used(name).includes(action)).map((action) => `${name} ${action}`),
    );
    expect(unused.sort()).toEqual(Object.keys(reasons).sort());
  }, 120_000);
});
