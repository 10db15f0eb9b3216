import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { programme } from '../../functions/programme/programme.ts';
import { deriveKeys } from '../../shared/domain/keys.ts';
import { toItem } from '../../shared/store/item.ts';
import { keys } from '../../shared/store/table.ts';
import { anEvent, aSession, now, testKeys } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { storeProgramme } from '../support/programme.ts';
import { ask, bodyOf, quietLogger, siteUrl } from '../support/requests.ts';

const freshStore = useEngine();
const slugs = ['aa', 'bb', 'cc', 'dd', 'ee'];

/** Five events: the third and the fourth begin at the same moment, the last has no session yet. */
async function setup() {
  const store = await freshStore();
  const hours = ['09', '10', '11', '11'];
  await storeProgramme(
    store,
    ...slugs.map((slug, index) => {
      const event = anEvent({ slug, uid: 27_000_010 - index, theme: index % 2 === 0 ? 'ia' : 'autre' });
      const hour = hours[index];
      if (hour === undefined) return [event] as const;
      const at = [`2027-11-08T${hour}:00:00+01:00`, '2027-11-08T18:00:00+01:00'] as const;
      return [event, aSession({ id: `${slug}--s1`, event: slug, at })] as const;
    }),
  );
  const on = (secrets = testKeys) => {
    const handler = programme({
      store,
      keys: async () => secrets,
      clock: () => now,
      logger: quietLogger,
      siteUrl,
      version: 'test',
      timeLimit: () => AbortSignal.timeout(3_000),
    });
    return async (query: Record<string, string>) => {
      const reply = await ask(handler, { route: 'GET /v1/events', query });
      const {
        events = [],
        next,
        code,
      } = bodyOf(reply) as { events?: { slug: string }[]; next?: string; code?: string };
      return { status: reply.statusCode, code, next, found: events.map(({ slug }) => slug) };
    };
  };
  return { store, on, list: on() };
}

async function pages(list: Awaited<ReturnType<typeof setup>>['list'], query: Record<string, string>) {
  const found: string[][] = [];
  let next: string | undefined;
  do {
    const page = await list({ ...query, ...(next !== undefined && { next }) });
    expect(page.status).toBe(200);
    expect(found.length).toBeLessThan(slugs.length);
    found.push(page.found);
    ({ next } = page);
  } while (next !== undefined);
  return found;
}

describe('the pages of the JSON programme', () => {
  it('hold everything when nothing is said', async () => {
    const { list } = await setup();
    const { found, next } = await list({});
    expect(found).toHaveLength(5);
    expect(next).toBeUndefined();
  });

  it.each([1, 2, 3, 4, 5])('of %i hold each event once, in the same order', async (limit) => {
    const { list } = await setup();
    const whole = (await list({})).found;
    const found = await pages(list, { limit: String(limit) });
    expect(found.flat()).toEqual(whole);
    expect(found).toHaveLength(Math.ceil(5 / limit));
  });

  it('keep their filters', async () => {
    const { list } = await setup();
    expect((await pages(list, { theme: 'ia', limit: '1' })).flat().sort()).toEqual(['aa', 'cc', 'ee']);
  });

  it('go on where they stopped although the event they stopped at is gone', async () => {
    const { store, list, on } = await setup();
    const first = await list({ limit: '2' });
    const gone = first.found[1] ?? '';
    await store.db.send(
      new DeleteItemCommand({ TableName: store.tableName, Key: toItem(keys.event(gone as never)) }),
    );
    const second = await on()({ limit: '10', next: first.next ?? '' });
    expect([...first.found, ...second.found].sort()).toEqual(slugs);
  });
});

describe('a cursor', () => {
  it.each([
    ['with a changed position', (cursor: string) => `A${cursor.slice(1)}`],
    [
      'with a changed seal',
      (cursor: string) => `${cursor.slice(0, -2)}${cursor.endsWith('AA') ? 'BB' : 'AA'}`,
    ],
    ['without its seal', (cursor: string) => cursor.split('.')[0] ?? ''],
    ['with something behind it', (cursor: string) => `${cursor}=`],
    ['that is far too long', (cursor: string) => 'A'.repeat(5_000) + cursor],
  ])('%s is malformed', async (_, change) => {
    const { list } = await setup();
    const { next = '' } = await list({ limit: '2' });
    expect((await list({ limit: '2', next })).status).toBe(200);
    expect(await list({ limit: '2', next: change(next) })).toMatchObject({ status: 400, code: 'malformed' });
  });

  it('is good for no other list and no other edition', async () => {
    const { list, on } = await setup();
    const { next = '' } = await list({ limit: '2' });
    expect((await list({ limit: '2', next, theme: 'ia' })).status).toBe(400);
    expect((await on(deriveKeys('1'.repeat(64)))({ limit: '2', next })).status).toBe(400);
    expect((await list({ limit: '1', next })).status).toBe(200);
  });

  it('tells nothing that was not published', async () => {
    const { list } = await setup();
    const { next = '', found } = await list({ limit: '2' });
    expect(Buffer.from(next.split('.')[0] ?? '', 'base64url').toString()).toMatch(/^[\d TZ:.-]+$/);
    expect(found).toHaveLength(2);
  });
});

describe('a limit', () => {
  it.each(['0', '-1', '101', '1000', '1.5', '１', 'ten', '1e2'])(
    'of %s is no number of events',
    async (limit) => {
      const { list } = await setup();
      expect(await list({ limit })).toMatchObject({ status: 422, code: 'invalid_input' });
    },
  );

  it.each(['1', '100', ' ', ''])('of “%s” is fine', async (limit) => {
    const { list } = await setup();
    expect((await list({ limit: limit.trim() })).status).toBe(200);
  });
});
