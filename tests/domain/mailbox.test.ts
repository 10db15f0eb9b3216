import { describe, expect, it } from 'vitest';
import type { Owner, SessionId } from '../../shared/domain/ids.ts';
import { type Instant, instant, plus } from '../../shared/domain/instant.ts';
import {
  closeSummary,
  count,
  emptyMailbox,
  fold,
  foldedIn,
  learn,
  type Mailbox,
  type OwedMail,
} from '../../shared/domain/mailbox.ts';
import { addressKey, capKey } from '../../shared/domain/people.ts';
import type { MessageId } from '../../shared/domain/registration.ts';

const now = instant('2027-10-18T09:00:00+02:00');
const confirmation = (index: number): OwedMail => mail(index, 'A1#1');
const mail = (index: number, id: MessageId): OwedMail => ({ owner: `owner-${index}` as Owner, mail: id });
const upTo = (length: number) => Array.from({ length }, (_, index) => index + 1);
const repeated = (step: (mailbox: Mailbox, index: number) => Mailbox | undefined, times: number) =>
  upTo(times).reduce((mailbox, index) => step(mailbox, index) ?? mailbox, emptyMailbox);
const counting = (times: number) =>
  repeated((mailbox, index) => count(mailbox, confirmation(index), now), times);
const folding = (times: number, at: Instant = now) =>
  repeated((mailbox, index) => fold(mailbox, confirmation(index), at), times);

describe('a day of one mailbox', () => {
  it('has room for the tenth new registration, not for the eleventh', () => {
    expect(count(counting(9), confirmation(10), now)).toBeDefined();
    expect(count(counting(10), confirmation(11), now)).toBeUndefined();
  });

  it('counts a mail once, however often it is tried', () => {
    expect(count(counting(10), confirmation(3), now)).toEqual(counting(10));
  });

  it('begins anew at midnight in Paris', () => {
    const midnight = instant('2027-10-19T00:00:00+02:00');
    expect(count(counting(10), confirmation(11), plus(midnight, { milliseconds: -1 }))).toBeUndefined();
    expect(count(counting(10), confirmation(11), midnight)?.counted.mails).toHaveLength(1);
  });

  it.each([
    ['a waiting list is a new registration', 'A4#1', undefined],
    ['a word on one that exists is counted apart', 'A28#now#session', 11],
    ['a release is not counted: only the person can do it', 'A13#2', 10],
  ] as const)('%s', (_, id, counted) => {
    expect(count(counting(10), mail(11, id), now)?.counted.mails.length).toBe(counted);
  });

  it('has room for five mails with links', () => {
    const links = (mailbox: Mailbox, index: number) => count(mailbox, mail(1, `A20#${index}#fr`), now);
    expect(links(repeated(links, 4), 5)).toBeDefined();
    expect(links(repeated(links, 5), 6)).toBeUndefined();
  });
});

describe('a summary', () => {
  const [first] = Object.keys(folding(1).owed) as MessageId[];

  it('is owed an hour after the first mail that it tells of, whatever joins it', () => {
    const joined = fold(folding(1), confirmation(2), plus(now, { minutes: 59 }));
    expect(joined.owed).toEqual({ [`A1#${plus(now, { hours: 1 })}`]: plus(now, { hours: 1 }) });
    expect(foldedIn(joined, first as MessageId)).toEqual(['owner-1', 'owner-2']);
  });

  it('tells of a mail once', () => {
    const folded = folding(2);
    expect(fold(folded, confirmation(2), now)).toBe(folded);
  });

  it('holds twenty; the next goes an hour later', () => {
    expect(Object.values(folding(20).owed)).toEqual([plus(now, { hours: 1 })]);
    expect(Object.values(folding(21).owed)).toEqual([plus(now, { hours: 1 }), plus(now, { hours: 2 })]);
  });

  it('takes nothing more once it is being written, nor once it is due', () => {
    const closed = closeSummary(folding(1), first as MessageId);
    expect(foldedIn(fold(closed, confirmation(2), now), first as MessageId)).toEqual(['owner-1']);
    const late = fold(folding(1), confirmation(2), plus(now, { hours: 1 }));
    expect(foldedIn(late, first as MessageId)).toEqual(['owner-1']);
  });

  it('is forgotten once it is owed no more', () => {
    const sent = { ...folding(1), owed: {} };
    expect(Object.values(fold(sent, confirmation(2), now).summaries)).toEqual([
      { closed: false, mails: ['A1#1 owner-2'] },
    ]);
  });
});

describe('what is known of a registration', () => {
  const owner = 'REGISTRATION#e1#00' as Owner;
  const session = 'a--s1' as SessionId;
  it('is what was learnt from the latest revision, in whichever order', () => {
    const released = learn(emptyMailbox, owner, { rev: 2 });
    expect(learn(released, owner, { rev: 1, session })).toBe(released);
    expect(learn(released, owner, { rev: 3, session }).registrations[owner]).toEqual({ rev: 3, session });
  });
});

it.each([
  ['sonia+festival@Example.fr', 'sonia+festival@example.fr', 'sonia@example.fr'],
  ['Sonia@example.fr', 'sonia@example.fr', 'sonia@example.fr'],
  ['a+b+c@example.fr', 'a+b+c@example.fr', 'a@example.fr'],
  ['+tag@example.fr', '+tag@example.fr', '+tag@example.fr'],
])('%s is one person, %s, counted with %s', (address, person, counted) => {
  expect([addressKey(address), capKey(address)]).toEqual([person, counted]);
});
