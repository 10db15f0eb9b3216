import { describe, expect, it } from 'vitest';
import type { Owner } from '../../shared/domain/ids.ts';
import { urgencyOf } from '../../shared/domain/urgency.ts';
import { pacing } from '../../shared/mail/pace.ts';
import { orderMails } from '../../shared/mail/queue.ts';
import { messageTag, readMessageTag } from '../../shared/mail/ses.ts';
import { useQueue } from '../support/queue.ts';

const freshQueue = useQueue();
const owner = 'REGISTRATION#petit-dejeuner-cyber#0123456789abcdef' as Owner;

describe('the pace of mail', () => {
  function paced() {
    let time = 0;
    const starts: number[] = [];
    const sleepers: { readonly until: number; readonly wake: () => void }[] = [];
    const sleep = (length: number) =>
      new Promise<void>((wake) => void sleepers.push({ until: time + length, wake }));
    const pace = pacing({ now: 4, later: 1 }, () => time, sleep);
    const passUntil = async (end: number) => {
      for (; time <= end; time += 50) {
        for (const { until, wake } of sleepers) if (until <= time) wake();
        await new Promise(setImmediate);
      }
    };
    return { passUntil, starts, go: (mail: 'A1#1' | 'A9#x') => pace(mail).then(() => starts.push(time)) };
  }

  it.each([
    ['A1#1', [0, 250, 500, 750]],
    ['A9#x', [0, 1_000, 2_000, 3_000]],
  ] as const)('of %s lets a batch that starts at once go one after the other', async (mail, expected) => {
    const { go, passUntil, starts } = paced();
    const all = expected.map(() => go(mail));
    await passUntil(3_000);
    await Promise.all(all);
    expect(starts).toEqual(expected);
  });

  it('saves nothing up while there is no mail', async () => {
    const { go, passUntil, starts } = paced();
    await passUntil(10_000);
    const two = [go('A1#1'), go('A1#1')];
    await passUntil(10_500);
    await Promise.all(two);
    expect((starts[1] ?? 0) - (starts[0] ?? 0)).toBeGreaterThanOrEqual(200);
  });
});

describe('orders of mail', () => {
  it.each([
    'A1',
    'A2',
    'A4',
    'A5',
    'A6',
    'A7',
    'A8',
    'A13',
    'A14',
    'A15',
    'A16',
    'A17',
    'A20',
    'A28',
  ] as const)('for %s, which somebody waits for, are urgent', (kind) =>
    expect(urgencyOf(`${kind}#1`)).toBe('now'),
  );

  it.each(['A9', 'A10', 'A11', 'A12', 'O4'] as const)('for %s can wait', (kind) =>
    expect(urgencyOf(`${kind}#1`)).toBe('later'),
  );

  it('go to the queue of their urgency, every one of them', async () => {
    const queue = await freshQueue();
    const kinds = Array.from({ length: 45 }, (_, index) => (index % 3 === 0 ? 'A9' : 'A5'));
    await orderMails(
      queue,
      kinds.map((kind, index) => ({ owner, mail: `${kind}#${index}` as const })),
    );
    for (const [urgency, kind, count] of [
      ['now', 'A5', 30],
      ['later', 'A9', 15],
    ] as const) {
      const taken = (await queue.takeFrom(urgency)).map(({ mail }) => mail.slice(0, mail.indexOf('#')));
      expect(taken).toEqual(Array(count).fill(kind));
    }
  });
});

describe('the name of a mail at SES', () => {
  it.each([
    [owner, 'A1#3'],
    [owner, 'A28#2027-10-18T07:00:00.000Z#petit-dejeuner-cyber--s1'],
    ['MAILBOX#0123456789abcdef0123456789abcdef', 'A20#2027-10-18T07:00:00.000Z#fr'],
    ['ALERT#petit-dejeuner-cyber--s1-online', 'O4#80#1'],
  ] as const)('leads from %s %s and back', (of, mail) => {
    const tag = messageTag(of as Owner, mail);
    expect(tag).toMatch(/^[\w-]{1,256}$/);
    expect(readMessageTag(tag)).toEqual({ owner: of, mail });
  });

  it('fits for the longest slug there may be', () => {
    const slug = 'a'.repeat(80);
    const tag = messageTag(
      `REGISTRATION#${slug}#0123456789abcdef` as Owner,
      `A28#2027-10-18T07:00:00.000Z#${slug}--s10-online`,
    );
    expect(tag.length).toBeLessThanOrEqual(256);
  });

  it.each(['', 'x', 'A1_233', `${'a'.repeat(20)}__A1_231`, 'MAILBOX_231__B7_231', 'MAILBOX_231__A1_231__'])(
    'is not %j',
    (tag) => expect(readMessageTag(tag)).toBeUndefined(),
  );
});
