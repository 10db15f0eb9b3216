import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { submitting } from '../../functions/registration/submit.ts';
import { startTableEngine } from '../../infra/local/table-engine.ts';
import { addressKey, registrationKey } from '../../shared/domain/people.ts';
import { scopeOf } from '../../shared/domain/programme.ts';
import { handOn } from '../../shared/seats/hand-on.ts';
import { accept } from '../../shared/seats/offer.ts';
import { release } from '../../shared/seats/release.ts';
import type { Store } from '../../shared/store/client.ts';
import { failedCondition } from '../../shared/store/item.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { createTable } from '../support/create-table.ts';
import { anEvent, now, testKeys } from '../support/edition.ts';
import { storedSession } from '../support/registrations.ts';
import type { Report } from './bench.ts';

const SEATS = 100;
/** On demand, us-east-1, in dollars per million units: https://aws.amazon.com/dynamodb/pricing/on-demand/ */
const PRICES = { write: 0.625, read: 0.125 };

type Units = { reads: number; writes: number; inIndexes: number; calls: number };

/** What each way through the ledger consumes, as the engine bills it. */
export async function benchCost(): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  const engine = await startTableEngine(join(folder, 'table.db'), (line) => console.error(line));
  try {
    const db = new DynamoDBClient({
      endpoint: engine.origin,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    });
    await createTable(db, 'bench');
    const paths = await walk({ db, tableName: 'bench', pause: async () => {} });
    db.destroy();
    const writes = (path: keyof typeof paths) => paths[path].writes;
    return {
      title: `What each way through the ledger consumes, session of ${SEATS} seats in two blocks, one person each`,
      notes: [
        'As the engine bills it; a condition that failed is one write unit more. Dollars per million: DynamoDB on demand in us-east-1, indexes included.',
      ],
      rows: Object.entries(paths).map(([path, { reads, writes, inIndexes, calls }]) => ({
        path,
        calls,
        'read units': reads,
        'write units': writes,
        'and in indexes': inIndexes,
        '$ per million': Number(((writes + inIndexes) * PRICES.write + reads * PRICES.read).toFixed(2)),
      })),
      targets: [
        {
          what: 'a confirmed registration',
          wanted: '2 write units, nothing read',
          got: `${writes('confirmed')} written, ${paths.confirmed.reads} read`,
          met: writes('confirmed') === 2 && paths.confirmed.reads === 0,
        },
        {
          what: 'a refusal once “sold out” is known',
          wanted: '1 read, nothing written',
          got: `${paths['sold out, known'].calls} call, ${writes('sold out, known')} written`,
          met: paths['sold out, known'].calls === 1 && writes('sold out, known') === 0,
        },
      ],
    };
  } finally {
    await engine.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function walk(store: Store) {
  const event = anEvent({ registration: { waitlist: true } });
  const session = await storedSession(store, { capacity: SEATS });
  const measure = metered(store.db);
  const submit = submitting(() => now);
  const others = submitting(() => now);

  const person = (n: number) => `personne.${n}@example.org`;
  const ask = (n: number, { id = `try ${n}`, join = false, by = submit } = {}) =>
    by(store, testKeys, {
      booking: { event, session },
      submission: {
        session: session.id,
        lastName: `Personne ${n}`,
        email: person(n),
        partySize: 1,
        language: 'fr',
        join,
      },
      tryOf: id,
      now,
      requestId: id,
    });
  const standing = async (n: number) => {
    const scope = scopeOf(event, session);
    const found = await findRegistration(store, {
      scope,
      key: registrationKey(testKeys, scope, addressKey(person(n))),
    });
    if (found === undefined) throw new Error(`${n} is not registered`);
    return found;
  };
  const listed = { session, policy: 'offer' } as const;

  const confirmed = await measure(() => ask(0));
  const repeated = await measure(() => ask(0));
  const again = await measure(() => ask(0, { id: 'another try' }));
  for (let n = 1; n < SEATS; n += 1) await ask(n);
  const found = await measure(() => ask(200));
  const known = await measure(() => ask(201));
  const joined = await measure(() => ask(300, { join: true, by: others }));
  const joinedNext = await measure(() => ask(301, { join: true, by: others }));
  const leaving = await standing(0);
  const released = await measure(() => release(store, leaving, now));
  const handedOn = await measure(() => handOn(store, listed, now));
  const offered = await standing(300);
  const accepted = await measure(() => accept(store, listed, offered, now));
  return {
    confirmed,
    'the same try again': repeated,
    'another try of the same person': again,
    'sold out, found out': found,
    'sold out, known': known,
    'joined, as the first': joined,
    joined: joinedNext,
    released,
    'handed on (offer)': handedOn,
    accepted,
  };
}

/** Counts what a client consumes meanwhile; only one thing is measured at a time. */
function metered(db: DynamoDBClient) {
  let units = nothing();
  db.middlewareStack.add(
    (next) => async (given) => {
      const input = { ...given.input, ReturnConsumedCapacity: 'INDEXES' };
      units.calls += 1;
      try {
        const result = await next({ ...given, input });
        const { ConsumedCapacity: billed = [] } = result.output as {
          readonly ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
        };
        for (const { CapacityUnits = 0, Table } of [billed].flat()) {
          const table = Table?.CapacityUnits ?? CapacityUnits;
          units[isRead(given.input) ? 'reads' : 'writes'] += table;
          units.inIndexes += CapacityUnits - table;
        }
        return result;
      } catch (error) {
        if (failedCondition(error) !== undefined) units.writes += 1;
        throw error;
      }
    },
    { step: 'initialize', name: 'metered' },
  );
  return async (act: () => Promise<unknown>): Promise<Units> => {
    units = nothing();
    await act();
    const consumed = units;
    units = nothing();
    return consumed;
  };
}

const nothing = (): Units => ({ reads: 0, writes: 0, inIndexes: 0, calls: 0 });
const isRead = (input: object): boolean =>
  'ConsistentRead' in input || 'KeyConditionExpression' in input || 'RequestItems' in input;
