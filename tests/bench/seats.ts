import type { Report, Target } from './bench.ts';
import { type Assumptions, newTable, usual } from './contention/assumptions.ts';
import { countersInTransactions, readCheckWrite } from './contention/counters.ts';
import type { Design } from './contention/design.ts';
import { type Figures, figuresOf } from './contention/figures.ts';
import { ledger } from './contention/ledger.ts';
import { type Load, live } from './contention/load.ts';
import { reservationApi } from './contention/reservation-api.ts';

const SEED = 1;
const oneCounter = countersInTransactions(1);
const designs = [
  ledger,
  oneCounter,
  countersInTransactions(16),
  countersInTransactions(64),
  readCheckWrite,
  reservationApi,
];

type Setting = Omit<Load, 'seed'> & { readonly name: string };

/** More seats than people, so that nobody is refused. */
const rush = (perSecond: number, seconds: number, assumptions = usual): Setting => ({
  name: `${perSecond}/s for ${seconds} s${besides(assumptions)}`,
  perSecond,
  requests: perSecond * seconds,
  seats: perSecond * seconds * 2,
  assumptions,
});
const sellOut = (seats: number): Setting => ({
  name: `${seats} seats at 10000/s`,
  perSecond: 10_000,
  requests: 20_000,
  seats,
  assumptions: usual,
});
const inTransactionsOf = (transaction: number): Assumptions => ({
  ...usual,
  medianMs: { ...usual.medianMs, transaction },
});

function besides({ partitions, medianMs: { transaction } }: Assumptions): string {
  if (partitions !== usual.partitions) return `, ${partitions} partitions`;
  return transaction === usual.medianMs.transaction ? '' : `, transactions of ${transaction} ms`;
}

const rates = [rush(100, 10), rush(500, 10), rush(2_000, 5), rush(10_000, 3)];
const unwarmed = rush(2_000, 10, newTable);
const [few, many] = [sellOut(200), sellOut(2_000)];
const threeQuarters: Setting = {
  name: '4500 people, 6000 seats, 500/s',
  perSecond: 500,
  requests: 4_500,
  seats: 6_000,
  assumptions: usual,
};
const threeForEach: Setting = {
  name: '6000 people, 2000 seats, 10 % ask again',
  perSecond: 2_000,
  requests: 6_600,
  repeats: 600 / 6_600,
  seats: 2_000,
  assumptions: usual,
};
const slower = [5, 20].map((ms) => rush(2_000, 5, inTransactionsOf(ms)));

/** The seat ledger and what else might sell a session's seats, in one contention model and one run. */
export async function benchSeats(): Promise<Report> {
  const lived: { readonly setting: Setting; readonly design: Design; readonly figures: Figures }[] = [];
  const run = async (setting: Setting, among: readonly Design[]) => {
    for (const design of among) {
      const load = { ...setting, seed: SEED };
      lived.push({ setting, design, figures: figuresOf(await live(design, load), load) });
    }
  };
  for (const setting of [...rates, unwarmed, few, many]) await run(setting, designs);
  for (const setting of [threeQuarters, threeForEach]) await run(setting, [ledger, oneCounter]);
  for (const setting of slower) await run(setting, [ledger, oneCounter, countersInTransactions(64)]);

  const of = (wanted: Setting, design = ledger): Figures => {
    const found = lived.find((one) => one.setting === wanted && one.design === design);
    if (found === undefined) throw new Error(`${design.name} was not run with ${wanted.name}`);
    return found.figures;
  };
  return {
    title: `One hot session, in virtual time (seed ${SEED})`,
    notes,
    rows: lived.map(({ setting, design, figures }) => ({
      setting: setting.name,
      design: design.name,
      'confirmed/s': Math.round(figures.perSecond),
      'errors %': rounded(figures.errorShare * 100),
      'p50 ms': rounded(figures.p50),
      'p99 ms': rounded(figures.p99),
      'write units each': rounded(figures.writesPerSeat, 2),
      'calls per “sold out”': rounded(figures.callsPerRefusal, 2),
      'sold out after ms': rounded(figures.soldOutMs, 0),
      oversold: figures.oversold,
      'most at once': figures.mostAtOnce,
    })),
    targets: targets(of),
  };
}

const notes = [
  `${usual.partitions} partitions of 1000 write and 3000 read units/s for the table and as many for each index, 1 s of burst; no splits.`,
  `Latency log-normal, sigma ${usual.sigma}, medians ${Object.entries(usual.medianMs)
    .map(([kind, ms]) => `${kind} ${ms} ms`)
    .join(', ')}; code, network to the function and cold starts take no time.`,
  'A transaction holds its items from 30 % to 80 % of its time; what meets it there is refused at once, its preparation is paid.',
  'Everybody tries again with full jitter (10 ms to 640 ms, 12 tries, 3 s in all); the reservation API as the SDK does, and not after conflicts.',
  'Only the ledger pays for indexes on its registrations. Ledger and counters remember “sold out” for 1 s per environment.',
];

function targets(of: (setting: Setting, design?: Design) => Figures): readonly Target[] {
  const hot = of(rush10k());
  const best = Math.max(...rates.map((setting) => of(setting, oneCounter).perSecond));
  const ratio = hot.perSecond / best;
  const soldOut = of(many);
  return [
    atMost(
      'write units per confirmed registration, three quarters full',
      of(threeQuarters).writesPerSeat,
      2.05,
    ),
    atMost(
      'the same, three people for each seat, one in ten asks again (without the mark of the mail that says so)',
      of(threeForEach).writesPerSeat - of(threeForEach).remindersPerSeat,
      2.4,
    ),
    atMost('10 000 requests/s: errors', hot.errors, 0),
    atMost('10 000 requests/s: p99 in ms', hot.p99, 25),
    {
      what: '10 000 requests/s: confirmed per second against one counter at its best rate',
      wanted: 'at least 50',
      got: rounded(ratio).toString(),
      met: ratio >= 50,
    },
    atMost('4 partitions, 2 000 requests/s: errors', of(unwarmed).errors, 0),
    atMost('2 000 seats sold, in ms', soldOut.soldOutMs, 250),
    atMost('calls per “sold out”, the rush until it is known included', soldOut.callsPerRefusal, 2),
    atMost(
      'seats sold twice, all settings',
      Math.max(...[few, many, threeForEach].map((one) => of(one).oversold)),
      0,
    ),
  ];
}

const rush10k = (): Setting => rates.at(-1) as Setting;

const atMost = (what: string, got: number, most: number): Target => ({
  what,
  wanted: `at most ${most}`,
  got: rounded(got, 2).toString(),
  met: got <= most,
});

/** Empty where there is nothing to tell. */
function rounded(value: number, digits = 1): number | string {
  return Number.isFinite(value) ? Number(value.toFixed(digits)) : '';
}
