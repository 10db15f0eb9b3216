import { describe, expect, it } from 'vitest';
import { readSchedule } from '../../infra/local/schedules.ts';
import { nextStop, travel } from '../../infra/local/time-travel.ts';

const at = (time: string) => Date.parse(`2027-10-18T${time}Z`);
const everyMinute = readSchedule({ functionName: 'tick', expression: 'rate(1 minute)' });
const daily = readSchedule({ functionName: 'report', expression: 'rate(1 day)' });

describe('the next stop of a moving clock', () => {
  const from = {
    nowMs: at('09:10:00'),
    targetMs: at('12:30:00'),
    nextDueMs: undefined,
    nextReturnMs: undefined,
    jobs: [everyMinute],
  };
  it.each([
    ['the next full hour when nothing is due', {}, at('10:00:00')],
    ['the goal when it comes first', { targetMs: at('09:59:59') }, at('09:59:59')],
    ['an item that falls due', { nextDueMs: at('09:41:07') }, at('09:41:07')],
    ['a failed message that comes back', { nextReturnMs: at('09:16:00') }, at('09:16:00')],
    ['never what is behind', { nextDueMs: at('09:00:00'), nextReturnMs: at('09:10:00') }, at('10:00:00')],
    ['the hour after, from a full hour', { nowMs: at('10:00:00') }, at('11:00:00')],
    [
      'midnight for a job that runs daily',
      { nowMs: at('23:10:00'), targetMs: at('23:59:59') + 10_000, jobs: [daily] },
      at('23:59:59') + 1_000,
    ],
  ])('is %s', (_, circumstances, stop) => {
    expect(nextStop({ ...from, ...circumstances })).toBe(stop);
  });
});

describe('a journey', () => {
  /** A stage whose tick does what is due, and may make something else fall due. */
  function setup({ due, follows = {} }: { due: number[]; follows?: Record<number, number> }) {
    let now = at('09:10:00');
    const agenda = new Set(due);
    const ticks: number[] = [];
    const journey = {
      clock: {
        now: () => now,
        moveTo: (epochMs: number) => {
          now = epochMs;
        },
      },
      jobs: [everyMinute],
      agenda: async (nowMs: number) => {
        const later = [...agenda].filter((moment) => moment > nowMs);
        return {
          overdue: [...agenda].filter((moment) => moment <= nowMs).map(String),
          nextMs: later.length === 0 ? undefined : Math.min(...later),
        };
      },
      nextReturn: () => undefined,
      settle: async () => 'settled' as const,
      run: async () => {
        ticks.push(now);
        for (const moment of [...agenda]) {
          if (moment > now) continue;
          agenda.delete(moment);
          const next = follows[moment];
          if (next !== undefined) agenda.add(next);
        }
      },
    };
    return { journey, ticks, agenda };
  }

  it('halts at every full hour and at everything due, in order, and ends at the goal', async () => {
    const { journey, ticks } = setup({ due: [at('11:20:00'), at('09:41:07')] });
    expect(await travel(at('11:30:00'), journey)).toEqual({ stops: 5 });
    expect(ticks).toEqual(['09:41:07', '10:00:00', '11:00:00', '11:20:00', '11:30:00'].map(at));
  });

  it('does what falls due because of what was done, before it goes on', async () => {
    const { journey, ticks, agenda } = setup({
      due: [at('09:41:07')],
      follows: { [at('09:41:07')]: at('09:41:06') },
    });
    await travel(at('09:50:00'), journey);
    expect(agenda.size).toBe(0);
    expect(ticks.filter((moment) => moment === at('09:41:07'))).toHaveLength(2);
  });

  it('is not held up by an item that stays due', async () => {
    const { journey, ticks } = setup({ due: [] });
    const stuck = { ...journey, agenda: async () => ({ overdue: ['stuck'], nextMs: undefined }) };
    expect(await travel(at('10:00:00'), stuck)).toEqual({ stops: 1 });
    expect(ticks).toHaveLength(2);
  });

  it('stops where something does not come to rest, and says what', async () => {
    const { journey } = setup({ due: [] });
    const restless = { ...journey, settle: async () => ['1 message(s) in mail'] };
    expect(await travel(at('12:00:00'), restless)).toEqual({ stops: 1, unsettled: ['1 message(s) in mail'] });
  });
});
