import { expect, it } from 'vitest';
import { drain, person, postRegistration, readInbox, useStage } from '../support/stage.ts';
import { survive } from './surge-under-faults.ts';

it('a surge in which two of a hundred calls go wrong each way ends exact, with every mail there', {
  timeout: 120_000,
}, async () => {
  const stage = await useStage();
  const { answers, breaches, mails } = await survive(
    stage,
    {
      sessions: [
        { id: 'exposants-reussir-vos-rendez-vous--s1', capacity: 100, largest: 2 },
        { id: 'conference-inaugurale-ia-travail--s1', capacity: 1_200, largest: 4 },
      ],
      registrations: 240,
      connections: 32,
      rate: 0.02,
    },
    seeded(7),
  );
  expect(breaches).toEqual([]);
  expect(
    Object.keys(answers).filter((answer) => !['202 confirmed', '409 sold_out'].includes(answer)),
  ).toEqual([]);
  expect(answers['409 sold_out']).toBeGreaterThan(0);
  expect(mails).toBeGreaterThanOrEqual(answers['202 confirmed'] ?? 0);
});

it('the control says which faults are met, refuses what it does not know, and takes them back', async () => {
  const stage = await useStage();
  const set = (faults: unknown) =>
    fetch(`${stage.control}/faults`, { method: 'POST', body: JSON.stringify(faults) });
  expect((await set([{ service: 'dynamodb', kind: 'earthquake' }])).status).toBe(400);
  expect((await set([{ service: 'ses', kind: 'refuse' }])).status).toBe(200);
  const session = 'conference-inaugurale-ia-travail--s1';
  expect((await postRegistration(stage, session, 'unlucky', person(1))).status).toBe(202);
  await drain(stage);
  expect(await readInbox(stage)).toEqual([]);
  expect(await (await fetch(`${stage.control}/faults`)).json()).toMatchObject([{ service: 'ses', met: 1 }]);
  await set([]);
  await fetch(`${stage.control}/clock`, { method: 'POST', body: JSON.stringify({ advance: 'PT10M' }) });
  expect(await readInbox(stage)).toHaveLength(1);
});

/** Small and repeatable: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
