import { benchCold } from './cold.ts';
import { benchCost } from './cost.ts';
import { benchSeats } from './seats.ts';
import { benchStage } from './stage.ts';

const benches: Readonly<Record<string, () => Promise<Report>>> = {
  cold: benchCold,
  cost: benchCost,
  seats: benchSeats,
  stage: benchStage,
};

/** What a bench measured: one table for people, the same figures as JSON, and the targets they are held against. */
export type Report = {
  readonly title: string;
  /** What it takes for granted. */
  readonly notes?: readonly string[];
  readonly rows: readonly Readonly<Record<string, string | number>>[];
  readonly targets: readonly Target[];
};
export type Target = {
  readonly what: string;
  readonly wanted: string;
  readonly got: string;
  readonly met: boolean;
};

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (bench === undefined) {
  console.error(`npm run bench ${Object.keys(benches).join('|')}`);
  process.exitCode = 2;
} else {
  const report = await bench();
  console.log([report.title, ...(report.notes ?? [])].join('\n'));
  console.table(report.rows);
  for (const { what, wanted, got, met } of report.targets)
    console.log(`${met ? 'met   ' : 'MISSED'} ${what}: ${got} (wanted: ${wanted})`);
  console.log(JSON.stringify(report));
}
