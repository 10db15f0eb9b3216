import { expect, it } from 'vitest';
import { plus } from '../../shared/domain/instant.ts';
import { isRegistration, type Registration } from '../../shared/domain/registration.ts';
import { register } from '../../shared/seats/register.ts';
import { findOwing, settleOwed } from '../../shared/store/owing.ts';
import { findArbiter, giveUp, oweReminderOfExisting } from '../../shared/store/registrations.ts';
import { owners } from '../../shared/store/table.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, openSession } from '../support/registrations.ts';

const freshStore = useEngine();

it('a change of status takes no mark away that was added since, and brings none back that was settled', async () => {
  const store = await freshStore();
  const session = await openSession(store);
  await register(store, session, anApplication(1), now);
  const read = (await findArbiter(store, anApplication(1))) as Registration;
  expect(isRegistration(read) && read.owed).toEqual({ 'A1#1': now });

  await oweReminderOfExisting(store, read, session.id, now);
  const owing = await findOwing(store, owners.registration(read));
  if (owing !== undefined) await settleOwed(store, owing, 'A1#1');
  const later = plus(now, { minutes: 1 });
  expect(await giveUp(store, read, 'released', 'A13#2', later)).toBe('done');

  expect(await findArbiter(store, anApplication(1))).toMatchObject({
    status: 'released',
    owed: { [`A28#${now}#${session.id}`]: now, 'A13#2': later },
  });
  expect((await findArbiter(store, anApplication(1))) as Registration).not.toHaveProperty('owed.A1#1');
});
