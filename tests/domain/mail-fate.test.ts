import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Instant } from '../../shared/domain/instant.ts';
import { type Feedback, fateOf } from '../../shared/domain/mail-fate.ts';
import { emptyMailbox, type Suppressed, suppress } from '../../shared/domain/mailbox.ts';

describe('what became of a mail', () => {
  it.each<readonly [string, readonly Feedback[], Feedback]>([
    ['is that it was sent, while nothing else is told', ['sent'], 'sent'],
    ['is its delivery', ['sent', 'delivered'], 'delivered'],
    ['is the bounce that came after its delivery', ['delivered', 'bounced'], 'bounced'],
    ['is its delivery although an automatic answer came back', ['delivered', 'bounced-softly'], 'delivered'],
    ['is a bounce that may pass, if it was not delivered', ['sent', 'bounced-softly'], 'bounced-softly'],
    ['is a complaint before all', ['bounced', 'complained', 'delivered'], 'complained'],
    ['is that SES would not send it', ['sent', 'rejected'], 'rejected'],
  ])('%s', (_, told, fate) => {
    expect(fateOf(told)).toBe(fate);
    expect(fateOf(told.toReversed())).toBe(fate);
  });
});

describe('an address that is written to no more', () => {
  const early = '2027-10-18T07:00:00.000Z' as Instant;
  const late = '2027-10-19T07:00:00.000Z' as Instant;

  it.each<readonly [string, Suppressed, Suppressed, Suppressed]>([
    ['since the first bounce', bounced(late), bounced(early), bounced(early)],
    ['for the complaint, the graver reason', bounced(early), complained(late), complained(early)],
  ])('is so %s', (_, one, other, both) => {
    expect(suppress(suppress(emptyMailbox, one), other).suppressed).toEqual(both);
    expect(suppress(suppress(emptyMailbox, other), one).suppressed).toEqual(both);
  });

  it('is written once for what is known already', () => {
    const known = suppress(emptyMailbox, complained(early));
    expect(suppress(known, bounced(late))).toBe(known);
  });

  it('is the same whatever the order in which it is learnt, and however often', () => {
    const reasons = fc.constantFrom(bounced(early), bounced(late), complained(early), complained(late));
    fc.assert(
      fc.property(
        fc.array(reasons, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (told, random) => {
          const again = [...told, ...told].sort(() => ((random.next().value ?? 0) % 3) - 1);
          const learn = (all: readonly Suppressed[]) => all.reduce(suppress, emptyMailbox).suppressed;
          expect(learn(again)).toEqual(learn(told));
        },
      ),
    );
  });

  function bounced(since: Instant): Suppressed {
    return { why: 'bounced', since };
  }
  function complained(since: Instant): Suppressed {
    return { why: 'complained', since };
  }
});
