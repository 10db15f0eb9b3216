import { expect, it } from 'vitest';
import { without } from '../../infra/local/iam.ts';
import { person, postRegistration, useStage } from '../support/stage.ts';

it('a function that lost one granted action is refused by name, and so is its caller', async () => {
  const said: string[] = [];
  const stage = await useStage({
    amend: (blueprint) => ({
      ...blueprint,
      functions: blueprint.functions.map((it) =>
        it.name === 'registration' ? { ...it, statements: without(it.statements, 'dynamodb:PutItem') } : it,
      ),
    }),
    say: (line) => said.push(line),
  });
  const reply = await postRegistration(stage, 'atelier-reparation-ordinateurs--s1', 'denied', person(1));
  expect(reply.status).toBe(500);
  expect(stage.access().registration?.denied).toEqual([
    { action: 'dynamodb:PutItem', resource: expect.stringContaining(':table/'), times: expect.any(Number) },
  ]);
  expect(said.join('\n')).toMatch(/Denied: .*registration.*dynamodb:PutItem/);
});
