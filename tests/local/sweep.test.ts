import { expect, it } from 'vitest';
import type { RegistrationKey, SessionId } from '../../shared/domain/ids.ts';
import { take } from '../../shared/seats/take.ts';
import { findSession } from '../../shared/store/programme.ts';
import { claimsIn, drain, person, postRegistration, storeOf, tell, useStage } from '../support/stage.ts';

const id = 'atelier-reparation-ordinateurs--s1';

it('seats that a dead process left behind are back some hours later on the clock, and those of people are not', async () => {
  const stage = await useStage();
  const store = storeOf(stage);
  const session = await findSession(store, id as SessionId);
  if (session === undefined) throw new Error('no such session');
  await postRegistration(stage, id, 'somebody', person(1));
  await take(store, session, '00000000000000ff' as RegistrationKey, 0, 3);
  await drain(stage);
  expect(await claimsIn(store, id)).toHaveLength(4);

  await tell(stage, '/clock', { advance: 'PT6H' }); // every full hour a tick, in one of a few environments
  expect(await claimsIn(store, id)).toHaveLength(1);
  const denied = Object.values(stage.access()).flatMap((report) => report.denied);
  expect(denied).toEqual([]);
});
