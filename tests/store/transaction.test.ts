import { describe, expect, it } from 'vitest';
import { register } from '../../shared/seats/register.ts';
import { findRegistration, flipping, putting, standingIn } from '../../shared/store/registrations.ts';
import { transact } from '../../shared/store/transaction.ts';
import { now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { withErrors } from '../support/faults.ts';
import { anApplication, openSession } from '../support/registrations.ts';

const freshStore = useEngine();

async function setup() {
  const store = await freshStore();
  const session = await openSession(store);
  await register(store, session, anApplication(1), now);
  const read = await findRegistration(store, anApplication(1));
  if (read === undefined) throw new Error('not registered');
  return { store, read, write: { Update: flipping(read, { partySize: 2, flippedAt: now }) } };
}

const cancelled = (...codes: readonly string[]) =>
  Object.assign(new Error('cancelled'), {
    name: 'TransactionCanceledException',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const named = (name: string) => Object.assign(new Error(name), { name });

describe('a transaction', () => {
  it.each([
    ['a conflict with another one', cancelled('None', 'TransactionConflict')],
    ['throttling of one of its items', cancelled('ThrottlingError', 'None')],
    ['another one in progress under its token', named('TransactionInProgressException')],
    ['throttling of the table', named('ThrottlingException')],
  ])('is tried again after %s', async (_, error) => {
    const { store, write } = await setup();
    const faulty = withErrors(store, [error, error]);
    expect(await transact(faulty, [write])).toBe('done');
    expect(faulty.calls()).toBe(3);
  });

  it('says what stood in its way and does nothing, at once', async () => {
    const { store, read, write } = await setup();
    const faulty = withErrors(store, []);
    const refusals = await transact(faulty, [
      { Put: putting({ ...read, key: anApplication(2).key }) },
      {
        Update: {
          ...write.Update,
          ConditionExpression: '#status = :readStatus AND #rev > :readRev AND #readNext = :readNext',
        },
      },
    ]);
    if (refusals === 'done') throw new Error('done');
    expect([...refusals.keys()]).toEqual([1]);
    expect(standingIn(refusals, 1)).toMatchObject({ key: read.key, rev: 1 });
    expect(standingIn(refusals, 0)).toBeUndefined();
    expect(await findRegistration(store, anApplication(2))).toBeUndefined();
    expect(faulty.calls()).toBe(1);
  });

  it('takes a failed condition as the answer, even beside a conflict', async () => {
    const { store, write } = await setup();
    const faulty = withErrors(store, [cancelled('TransactionConflict', 'ConditionalCheckFailed')]);
    expect(await transact(faulty, [write])).toEqual(new Map([[1, undefined]]));
    expect(faulty.calls()).toBe(1);
  });

  it('that only ever meets conflicts is no refusal but an error that passes', async () => {
    const { store, read, write } = await setup();
    const faulty = withErrors(
      store,
      Array.from({ length: 99 }, () => cancelled('TransactionConflict')),
    );
    await expect(transact(faulty, [write])).rejects.toThrow('cancelled');
    expect(faulty.calls()).toBe(12);
    expect(await findRegistration(store, read)).toEqual(read);
  });

  it('is not tried again for what no wait will change', async () => {
    const { store, write } = await setup();
    const faulty = withErrors(store, [cancelled('ValidationError', 'TransactionConflict')]);
    await expect(transact(faulty, [write])).rejects.toThrow('cancelled');
    expect(faulty.calls()).toBe(1);
  });

  it('is made once although its answer was lost', async () => {
    const { store, read, write } = await setup();
    const faulty = withErrors(store, [named('TimeoutError')], 'after');
    expect(await transact(faulty, [write])).toBe('done');
    expect((await findRegistration(store, read))?.rev).toBe(2);
  });
});
