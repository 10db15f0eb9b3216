import { describe, expect, it } from 'vitest';
import { type Instant, minus, plus } from '../../shared/domain/instant.ts';
import { heldLonger } from '../../shared/domain/offers.ts';
import { findRegistration, flip } from '../../shared/store/registrations.ts';
import { useInbox } from '../mail/inbox.ts';
import { now as opening } from '../support/edition.ts';
import { useEngine } from '../support/engine.ts';
import { postOffice } from '../support/post-office.ts';
import { useQueue } from '../support/queue.ts';

const freshStore = useEngine();
const freshQueue = useQueue();
const inbox = useInbox();
const begin = '2027-11-08T13:00:00.000Z' as Instant;
const sonia = 'sonia@example.org';

/** Sonia has seats that wait for her answer, and is owed the mail that asks for it. */
async function setup(status: 'offered' | 'pending', hours: number) {
  const office = await postOffice(await freshStore(), await freshQueue(), inbox.ses(), ['14:00']);
  await office.register(sonia);
  const standing = async () => {
    const found = await findRegistration(office.store, office.idOf(sonia, 1));
    if (found === undefined) throw new Error('gone');
    return found;
  };
  await flip(office.store, await standing(), {
    status,
    until: plus(opening, { hours }),
    owed: { [status === 'offered' ? 'A5#2' : 'A2#2']: opening },
    flippedAt: opening,
  });
  /** A minute's tick at each of the instants, and the mail it orders. */
  const live = async (...steps: readonly Parameters<typeof office.later>[0][]) => {
    for (const step of steps) {
      office.later(step);
      await office.tick();
      await office.deliver();
    }
  };
  return { ...office, standing, live };
}

describe('seats that wait for an answer to a mail that SES does not take', () => {
  it.each([
    ['offered', 24, /^Une place se libère/],
    ['pending', 1, /^Confirmez votre adresse/],
  ] as const)(
    'are still %s after 72 hours, with the whole time to answer',
    async (status, hours, subject) => {
      const { standing, live, clock } = await setup(status, hours);
      inbox.let('has-had-enough-today');
      await live({ minutes: 6 }, ...Array.from({ length: 72 }, () => ({ hours: 1 })));
      expect(await standing()).toMatchObject({ status });
      inbox.let('takes');
      await live({ hours: 1 });

      const mails = await inbox.received();
      expect(mails.map((mail) => mail.subject)).toEqual([expect.stringMatching(subject)]);
      const { status: still, until = opening, owed } = await standing();
      expect({ still, owed }).toEqual({ still: status, owed: {} });
      expect(until >= plus(clock(), { hours: hours - 0.5 })).toBe(true);

      await live({ hours: hours + 1 });
      expect((await standing()).status).not.toBe(status);
    },
    60_000,
  );

  it('are not held longer for a mail that goes at once', async () => {
    const { standing, live } = await setup('offered', 24);
    await live({ minutes: 6 });
    expect(await inbox.received()).toHaveLength(1);
    expect((await standing()).until).toBe(plus(opening, { hours: 24 }));
  });
});

describe('how long they are held', () => {
  const inAnHour = plus(opening, { hours: 1 });

  it.each([
    ['offered', 'an offer, by the time that is left then', inAnHour, plus(opening, { hours: 25 })],
    ['pending', 'an address to be confirmed, for an hour', inAnHour, plus(opening, { hours: 2 })],
    ['pending', 'that address, until the session begins at most', minus(begin, { minutes: 1 }), begin],
    ['offered', 'no offer any more in the last hours', minus(begin, { hours: 3 }), undefined],
  ] as const)('%s: is %s', (status, _, mailAt, expected) => {
    expect(heldLonger({ status, until: inAnHour }, mailAt, begin)).toBe(expected);
  });

  it('is never shortened', () => {
    const until = plus(opening, { days: 3 });
    expect(heldLonger({ status: 'offered', until }, opening, begin)).toBeUndefined();
  });

  it('has no meaning for what is not held', () => {
    expect(heldLonger({ status: 'waiting' }, opening, begin)).toBeUndefined();
  });
});
