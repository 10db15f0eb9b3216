import { percentile } from '../median.ts';
import type { Answer } from './design.ts';
import type { Lived, Load, Told } from './load.ts';

export type Figures = ReturnType<typeof figuresOf>;

/** What one rush comes to. Rates count what was answered while people still arrived. */
export function figuresOf({ told, spent, mostAtOnce, arrivingMs }: Lived, { seats }: Load) {
  const answered = (answer: Answer) => told.filter((one) => one.answer === answer);
  const confirmed = answered('confirmed').sort((one, other) => one.answeredMs - other.answeredMs);
  const refused = answered('sold-out');
  const asked = Map.groupBy(confirmed, ({ person }) => person);
  const seated = asked.size;
  /** Whoever asks again is owed a mail that says so, marked by one more write. */
  const reminded = [...asked.values()].filter(({ length }) => length > 1).length;
  const inTime = confirmed.filter(({ answeredMs }) => answeredMs <= arrivingMs).length;
  const errors = told.filter(({ answer }) => answer === 'error').length;
  return {
    perSecond: inTime / (arrivingMs / 1_000),
    seated,
    oversold: Math.max(0, seated - seats),
    errors,
    errorShare: errors / told.length,
    p50: percentile(confirmed.map(tookMs), 0.5),
    p99: percentile(confirmed.map(tookMs), 0.99),
    writesPerSeat: spent.writes / seated,
    remindersPerSeat: reminded / seated,
    callsPerRefusal: refused.reduce((sum, { calls }) => sum + calls, 0) / refused.length,
    soldOutMs: seated < seats ? Number.NaN : (confirmed[seats - 1]?.answeredMs ?? Number.NaN),
    mostAtOnce,
  };
}

const tookMs = ({ arrivedMs, answeredMs }: Told): number => answeredMs - arrivedMs;
