import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord, SQSEvent, SQSRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { followChanges } from '../../functions/follow-changes/follow-changes.ts';
import { sendMail } from '../../functions/send-mail/send-mail.ts';
import { tick } from '../../functions/tick/tick.ts';
import { plus } from '../../shared/domain/instant.ts';
import { type EventDetails, type Organisation, scopeOf } from '../../shared/domain/programme.ts';
import { blockLimits } from '../../shared/domain/seats.ts';
import { createBlocks } from '../../shared/seats/blocks.ts';
import { changeCapacity } from '../../shared/seats/capacity.ts';
import { alertOrganiser } from '../../shared/seats/fill-alert.ts';
import { register } from '../../shared/seats/register.ts';
import { release } from '../../shared/seats/release.ts';
import { findAlert } from '../../shared/store/alerts.ts';
import type { Store } from '../../shared/store/client.ts';
import { type Item, toItem } from '../../shared/store/item.ts';
import { findSession } from '../../shared/store/programme.ts';
import { findRegistration } from '../../shared/store/registrations.ts';
import { type Key, keys, owners } from '../../shared/store/table.ts';
import { useInbox } from '../mail/inbox.ts';
import { anEvent, aSession, now as opening, organiser, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { type Fault, withCalls, withFault } from '../support/faults.ts';
import { storeProgramme } from '../support/programme.ts';
import { useQueue } from '../support/queue.ts';
import { anApplication } from '../support/registrations.ts';
import { quietLogger, siteUrl } from '../support/requests.ts';
import { aChange } from '../support/stream.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();
const N = '\u00a0';

/** A session of so many seats, and all who may tell its organiser. */
async function setup(
  capacity: number,
  change: { event?: EventDetails; alerts?: Organisation['alerts'] } = {},
) {
  const { event = anEvent(), alerts } = change;
  const store = await freshStore();
  const mailQueue = await freshQueue();
  const session = aSession({ capacity, blocks: blockLimits(capacity).length });
  await storeProgramme(store, [event, session]);
  const put = (key: Key, value: object) =>
    store.db.send(new PutItemCommand({ TableName: store.tableName, Item: toItem({ ...value, ...key }) }));
  await put(keys.organisation(organiser.slug), { ...organiser, alerts });
  await createBlocks(store, session.id, capacity);

  let at = opening;
  const around = { mailQueue, keys: async () => testKeys, clock: () => at, logger: quietLogger };
  const followOver = (seen: Store) => followChanges({ ...around, store: seen });
  const follow = followOver(store);
  const everyMinute = tick({ ...around, store });
  const send = sendMail({ ...around, store, ses: inbox.ses(), siteUrl });
  const scope = scopeOf(event, session);
  const application = (person: number) => anApplication(person, { scope });

  const image = async (key: Key): Promise<Item | undefined> =>
    (await store.db.send(new GetItemCommand({ TableName: store.tableName, Key: toItem(key) }))).Item;
  const images = async () => {
    const blocks = (await findSession(store, session.id, { consistent: true }))?.blocks ?? 0;
    const watched = [
      ...Array.from({ length: blocks }, (_, block) => keys.block(session.id, block)),
      keys.owner(owners.alert(session.id)),
    ];
    return new Map(await Promise.all(watched.map(async (key) => [key.pk, await image(key)] as const)));
  };
  /** Does something; returns what the stream says of the blocks and of the alerts. */
  const recorded = async (act: () => Promise<unknown>): Promise<DynamoDBRecord[]> => {
    const before = await images();
    await act();
    const after = await images();
    return [...after]
      .filter(([pk, item]) => written(item) !== written(before.get(pk)))
      .map(([pk, item]) => aChange(before.get(pk), item));
  };
  /** Whatever follows from these records, mails included. */
  const settle = async (records: readonly DynamoDBRecord[], times = 1): Promise<void> => {
    let next = records;
    while (next.length > 0) {
      const told = next;
      next = await recorded(async () => {
        for (let time = 0; time < times; time += 1) await follow({ Records: [...told] });
      });
    }
    const orders = await mailQueue.take();
    await send({
      Records: orders.map((order, index) => aMessage(JSON.stringify(order), index)),
    } as SQSEvent);
  };
  let next = 0;
  const enter = (people: number) =>
    Promise.all(
      Array.from({ length: people }, () => {
        next += 1;
        return register(store, session, application(next), at);
      }),
    );
  const leave = async (people: number) => {
    for (let person = 0; person < people; person += 1) {
      const found = await findRegistration(store, application(next));
      if (found !== undefined) await release(store, found, at);
      next -= 1;
    }
  };
  return {
    store,
    session,
    put,
    enter,
    leave,
    recorded,
    settle,
    followOver,
    queue: mailQueue,
    /** People come and go, and the stream tells. */
    fill: async (people: number) => settle(await recorded(() => enter(people))),
    empty: async (people: number) => settle(await recorded(() => leave(people))),
    later: (length: Parameters<typeof plus>[1]) => {
      at = plus(at, length);
    },
    tick: () => everyMinute(),
    latches: async () => (await findAlert(store, session.id)).latches,
    owed: async () => Object.keys((await findAlert(store, session.id)).owed),
  };
}

/** The same for the same item: engines name attributes and members of sets in any order. */
const written = (item: Item | undefined): string =>
  JSON.stringify(item, (_, value: unknown) => {
    if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
    if (Array.isArray(value)) return value.map((one) => JSON.stringify(one)).sort();
    return value !== null && typeof value === 'object' ? Object.entries(value).sort() : value;
  }) ?? '';

let receipts = 0;
function aMessage(body: string, index: number): SQSRecord {
  receipts += 1;
  return {
    messageId: `${index}`,
    receiptHandle: `receipt-${receipts}`,
    body,
    eventSource: 'aws:sqs',
  } as never;
}

const subjects = async () => (await inbox.received()).map(({ subject }) => subject);
const filled = (percent: number) => `Atelier IA : vos devis plus vite${N}: rempli à ${percent}${N}%`;
const soldOut = `Complet${N}: Atelier IA : vos devis plus vite`;

describe('the organiser is told', () => {
  it('when people who come together fill a session to a step, once, with numbers and nobody’s name', async () => {
    const { fill } = await setup(20, { alerts: { fillSteps: [80, 100] } });
    await fill(15);
    expect(await subjects()).toEqual([]);
    await fill(1);
    const [mail, ...others] = await inbox.received();
    expect(others).toEqual([]);
    expect(mail?.subject).toBe(filled(80));
    expect(mail?.destination.to).toEqual(['"Club des artisans" <artisans@example.org>']);
    expect(mail?.body.text).toContain('16 sur 20');
    expect(mail?.body.text).toContain(`${siteUrl}/evenements/atelier-ia`);
    expect(JSON.stringify(mail)).not.toMatch(/Personne|personne\./);
  });

  it('once, by any number of parallel lookers at the same crossing', async () => {
    const { store, session, enter, owed, settle, recorded } = await setup(20);
    await enter(16);
    const look = () =>
      Promise.all(Array.from({ length: 8 }, () => alertOrganiser(store, session.id, opening)));
    const records = await recorded(look);
    expect(await owed()).toEqual(['O4#80#1']);
    await settle(records, 3);
    await settle(records);
    expect(await subjects()).toEqual([filled(80)]);
  });

  it('once although registrations oscillate around a step, and again after ten points less', async () => {
    const { fill, empty } = await setup(20, { alerts: { fillSteps: [80] } });
    await fill(16);
    await empty(1);
    await fill(1);
    expect(await subjects()).toEqual([filled(80)]);
    await empty(2);
    await fill(2);
    expect(await subjects()).toEqual([filled(80), filled(80)]);
  });

  it('only that it is full when it fills at one go, and every latch is raised', async () => {
    const { fill, latches } = await setup(20, { alerts: { fillSteps: [50, 80, 95, 100] } });
    await fill(8);
    await fill(12);
    expect(await subjects()).toEqual([soldOut]);
    const raised = { raised: true, epoch: 1 };
    expect(await latches()).toEqual({ 50: raised, 80: raised, 95: raised, 100: raised });
  });

  it('of the higher step alone when it is crossed before the mail of the lower one went', async () => {
    const { enter, recorded, settle, store, session } = await setup(20);
    await enter(16);
    const first = await recorded(() => alertOrganiser(store, session.id, opening));
    await enter(4);
    const second = await recorded(() => alertOrganiser(store, session.id, opening));
    await settle([...first, ...second]);
    expect(await subjects()).toEqual([soldOut]);
  });

  it('by tick within a minute and five when the stream lost all of it', async () => {
    const { enter, tick, later, owed, queue, settle } = await setup(20);
    await enter(20);
    await tick();
    expect(await owed()).toEqual(['O4#100#1']);
    later({ minutes: 5 });
    await tick();
    expect((await queue.take()).filter(({ mail }) => mail.startsWith('O4'))).toEqual([
      { owner: owners.alert('atelier-ia--s1' as never), mail: 'O4#100#1' },
    ]);
    await settle([]);
  });

  it('by tick alone that a step is armed again, so that the next crossing is told', async () => {
    const { enter, leave, tick, owed } = await setup(20);
    await enter(10);
    await tick();
    await leave(2);
    await tick();
    await enter(2);
    await tick();
    expect((await owed()).sort()).toEqual(['O4#50#1', 'O4#50#2']);
  });

  it('of a cut that fills it, and again once other seats have been filled', async () => {
    const { store, session, enter, fill, recorded, settle } = await setup(40);
    await enter(20);
    await settle(await recorded(() => changeCapacity(store, session.id, 20)));
    expect(await subjects()).toEqual([soldOut]);
    await settle(await recorded(() => changeCapacity(store, session.id, 30)));
    expect(await subjects()).toEqual([soldOut]);
    await fill(10);
    expect(await subjects()).toEqual([soldOut, soldOut]);
  });

  it('in English if it wants so', async () => {
    const { fill } = await setup(20, { alerts: { language: 'en' } });
    await fill(20);
    const [mail] = await inbox.received();
    expect(mail?.subject).toBe('Sold out: AI workshop: faster quotes');
    expect(mail?.body.text).toContain(`${siteUrl}/en/evenements/atelier-ia`);
    expect(mail?.body.text).toContain('20 of 20');
  });

  it('of a session over many blocks, whatever block the last change was in', async () => {
    const { enter, tick, owed } = await setup(200);
    await enter(160);
    await tick();
    expect(await owed()).toEqual(['O4#80#1']);
  });
});

describe('the organiser is not told', () => {
  it('what was not chosen', async () => {
    const { fill, latches } = await setup(20, { alerts: { fillSteps: [] } });
    await fill(20);
    expect(await subjects()).toEqual([]);
    expect((await latches())[100]).toEqual({ raised: true, epoch: 1 });
  });

  it.each(['cancelled', 'postponed'] as const)('of an event that was %s meanwhile', async (status) => {
    const { enter, recorded, settle, put, store, session, owed } = await setup(20);
    await enter(20);
    const records = await recorded(() => alertOrganiser(store, session.id, opening));
    await put(keys.event(anEvent().slug), anEvent({ status }));
    await settle(records);
    expect(await subjects()).toEqual([]);
    expect(await owed()).toEqual([]);
  });

  it('of a session that has begun', async () => {
    const { enter, recorded, settle, later, store, session } = await setup(20);
    await enter(20);
    const records = await recorded(() => alertOrganiser(store, session.id, opening));
    later({ days: 22 });
    await settle(records);
    expect(await subjects()).toEqual([]);
  });
});

describe('whatever dies or is lost', () => {
  const faults: readonly Fault[] = ['lost', 'dies-before', 'dies-after'];
  it.each(faults.flatMap((fault) => [1, 2, 3, 4, 5, 6].map((nth) => [fault, nth] as const)))(
    'at each call there is one alert in the end (%s, call %d)',
    async (fault, nth) => {
      const { store, session, enter, owed } = await setup(20);
      await enter(16);
      await alertOrganiser(withFault(store, fault, nth), session.id, opening).catch(() => {});
      await alertOrganiser(store, session.id, opening);
      expect(await owed()).toEqual(['O4#80#1']);
    },
  );

  it('who looked at older seats than the last flip writes nothing', async () => {
    const { store, session, enter, leave, owed, latches } = await setup(20);
    await enter(16);
    const late: Store = withCalls(store, async (_, send, name) => {
      const answer = await send();
      if (name === 'BatchGetItemCommand' && (await latches())[80] === undefined) {
        await alertOrganiser(store, session.id, opening);
        await leave(2);
        await alertOrganiser(store, session.id, opening);
      }
      return answer;
    });
    await alertOrganiser(late, session.id, opening);
    expect((await latches())[80]).toEqual({ raised: false, epoch: 1 });
    expect(await owed()).toEqual(['O4#80#1']);
  });
});

describe('what a look costs', () => {
  it.each([
    ['nothing below the lowest step', 0, 19, 0],
    ['a look at a step', 19, 1, 1],
    ['nothing between two steps', 20, 11, 0],
    ['a look at the last seat', 39, 1, 1],
  ])('%s', async (_, before, more, looks) => {
    const { recorded, enter, store, followOver } = await setup(40);
    await enter(before);
    const records = await recorded(() => enter(more));
    let reads = 0;
    const counted = withCalls(store, (_, send, name) => {
      reads += Number(name === 'BatchGetItemCommand');
      return send();
    });
    await followOver(counted)({ Records: records });
    expect(reads).toBe(looks);
  });

  it('nothing for releases that stay above ten points less', async () => {
    const { recorded, enter, leave, store, followOver } = await setup(40);
    await enter(40);
    const records = await recorded(() => leave(3));
    const counted = withCalls(store);
    await followOver(counted)({ Records: records });
    expect(counted.calls()).toBe(0);
  });
});
