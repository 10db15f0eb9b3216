import { Logger } from '@aws-lambda-powertools/logger';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it, vi } from 'vitest';
import { nightlyAudit } from '../../functions/tick/nightly-audit.ts';
import { type Instant, instant, plus } from '../../shared/domain/instant.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import { claimsOf } from '../../shared/domain/seats.ts';
import { audit } from '../../shared/seats/audit.ts';
import { readBlocks } from '../../shared/seats/blocks.ts';
import { removeClaims } from '../../shared/seats/claims.ts';
import { changeParty } from '../../shared/seats/party.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { take } from '../../shared/seats/take.ts';
import { toItem } from '../../shared/store/item.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { keys } from '../../shared/store/table.ts';
import { anEvent, aSession, now } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { anApplication, storedSession } from '../support/registrations.ts';

const freshStore = useEngine();
const scope = scopeOf(anEvent(), aSession());
const somebody = (person: number, partySize = 2) => anApplication(person, { scope, partySize });

async function setup() {
  const store = await freshStore();
  const session = await storedSession(store, { capacity: 70 });
  for (const [person, partySize] of [2, 1, 3, 2].entries())
    await register(store, session, somebody(person, partySize), now);
  const drifts = async () => (await audit(store, { session, scope })).map(({ kind }) => kind);
  const spoil = (key: object, set: string, value: object) =>
    store.db.send(
      new UpdateItemCommand({
        TableName: store.tableName,
        Key: toItem(key),
        UpdateExpression: set,
        ExpressionAttributeValues: toItem(value),
      }),
    );
  return { store, session, drifts, spoil };
}

describe('an audit', () => {
  it('finds nothing wrong, whatever people did', async () => {
    const { store, session, drifts } = await setup();
    const [first, second] = [
      await findRegistration(store, somebody(0)),
      await findRegistration(store, somebody(2)),
    ];
    if (first === undefined || second === undefined) throw new Error('not registered');
    await release(store, first, now);
    await changeParty(store, second, 1, now);
    await register(store, session, somebody(0, 30), now);
    expect(await drifts()).toEqual([]);
  });

  it('finds claims that no registration holds', async () => {
    const { store, session, drifts } = await setup();
    await take(store, session, somebody(9).key, 0, 2);
    expect(await drifts()).toEqual(['claim without registration', 'claim without registration']);
  });

  it('finds registrations whose claims are gone', async () => {
    const { store, session, drifts } = await setup();
    const block = (await findRegistration(store, somebody(2)))?.held[0]?.block ?? 0;
    await removeClaims(store, session.id, block, claimsOf(somebody(2).key, { from: 1, count: 1 }));
    expect(await drifts()).toEqual(['registration without claim']);
  });

  it('finds a party that is not the seats it holds', async () => {
    const { drifts, spoil } = await setup();
    await spoil(keys.registration(somebody(2)), 'SET partySize = :size', { ':size': 7 });
    expect(await drifts()).toEqual(['seats held are not the party']);
  });

  it('finds limits above the capacity', async () => {
    const { session, drifts, spoil } = await setup();
    await spoil(keys.block(session.id, 1), 'SET lim = :lim', { ':lim': 36 });
    expect(await drifts()).toEqual(['limits above the capacity']);
  });

  it('finds more claims than the limit of their block', async () => {
    const { store, session, drifts, spoil } = await setup();
    const block = (await readBlocks(store, session, true)).findIndex(({ claims }) => claims.size > 0);
    await spoil(keys.block(session.id, block), 'SET lim = :lim', { ':lim': 0 });
    expect(await drifts()).toEqual(['more claims than the limit']);
  });
});

describe('every night', () => {
  const twoInTheMorning = instant('2027-10-19T02:00:00Z');

  async function nights() {
    const { store, session } = await setup();
    const logger = new Logger({ logLevel: 'SILENT' });
    const lines = vi.spyOn(logger, 'error');
    const watch = nightlyAudit(store, logger);
    const at = async (when: Instant) =>
      watch(
        { session, scope, event: anEvent(), latches: {}, blocks: await readBlocks(store, session, true) },
        when,
      );
    return { store, session, at, lines };
  }

  it('what two audits in a row find is told, once for each', async () => {
    const { store, session, at, lines } = await nights();
    await take(store, session, somebody(9).key, 0, 1);
    await at(twoInTheMorning);
    expect(lines).not.toHaveBeenCalled();
    await at(plus(twoInTheMorning, { minutes: 10 }));
    expect(lines).toHaveBeenCalledExactlyOnceWith('invariant violated', {
      session: session.id,
      block: expect.any(Number),
      drift: 'claim without registration',
    });
  });

  it('what has gone by the second audit is not told', async () => {
    const { store, session, at, lines } = await nights();
    await take(store, session, somebody(9, 1).key, 0, 1);
    await at(twoInTheMorning);
    await register(store, session, somebody(9, 1), now);
    await at(plus(twoInTheMorning, { minutes: 10 }));
    expect(lines).not.toHaveBeenCalled();
  });

  it.each([
    ['in the day', { hours: 9 }],
    ['in between', { minutes: 5 }],
  ])('nothing is audited %s', async (_, later) => {
    const { store, session, at, lines } = await nights();
    await take(store, session, somebody(9).key, 0, 1);
    await at(twoInTheMorning);
    await at(plus(twoInTheMorning, later));
    expect(lines).not.toHaveBeenCalled();
  });
});
