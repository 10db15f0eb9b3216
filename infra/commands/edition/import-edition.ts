import { owedWord, type Standing } from '../../../shared/domain/change.ts';
import { closeBlocks, readPools, reopenBlocks } from '../../../shared/seats/blocks.ts';
import { changeCapacity, followPlan } from '../../../shared/seats/capacity.ts';
import { prepareSeats } from '../../../shared/seats/preparation.ts';
import type { Store } from '../../../shared/store/client.ts';
import { applyTogether, loadKept } from '../../../shared/store/edition.ts';
import { listRegistrations } from '../../../shared/store/lists.ts';
import { loadStored } from '../../../shared/store/programme.ts';
import type { Fate, Kind } from './fate.ts';
import { keptCounts } from './kept.ts';
import { type Plan, plan } from './plan.ts';
import type { Step } from './plan-event.ts';
import type { Problem } from './problems.ts';
import { validate } from './validation.ts';

export type Summary = {
  readonly edition: string;
  readonly fates: Plan['fates'];
  readonly sessions: number;
  readonly seats: number;
  readonly resized: readonly Resized[];
  readonly told: readonly Told[];
  readonly kept: ReadonlyMap<string, number>;
  readonly absent: readonly string[];
  readonly notes: readonly string[];
  /** What was not applied, although everything else was. */
  readonly refused: readonly Problem[];
};

/** A session that gets another capacity, with the seats taken when that was planned. */
export type Resized = {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly taken: number;
};

/** A session that moves, is put off or cancelled, with how many registrations have to be told of it. */
export type Told = {
  readonly id: string;
  readonly cancelled: boolean;
  readonly byMail: number;
  readonly withoutAddress: number;
};

export type ImportOutcome =
  | { readonly kind: 'invalid'; readonly problems: readonly Problem[] }
  | { readonly kind: 'imported'; readonly summary: Summary };

type Import = {
  readonly store: Store;
  readonly text: string;
  readonly dryRun?: boolean;
  readonly report?: (done: number, total: number) => void;
};

const STEPS_AT_ONCE = 8;
const TRIES = 5; // each is overtaken only if somebody else's import moved forward

/** Brings the table to what the file says; registrations and taken seats are never touched. */
export async function importEdition({
  store,
  text,
  dryRun = false,
  report = () => {},
}: Import): Promise<ImportOutcome> {
  const checked = validate(text);
  if (checked.problems) return { kind: 'invalid', problems: checked.problems };
  const { file, notes } = checked;

  const planned = async () =>
    plan(file, { programme: await loadStored(store, { consistent: true }), kept: await loadKept(store) });
  const first = await planned();
  const resized = await resizedIn(store, first);
  const told = await Promise.all(first.moved.map((standing) => toldOf(store, standing)));
  if (!dryRun) await carryOut(store, first, planned, report);
  return {
    kind: 'imported',
    summary: {
      edition: file.edition.slug,
      fates: first.fates,
      sessions: first.sessions.length,
      seats: first.sessions.reduce((sum, { capacity }) => sum + capacity, 0),
      resized,
      told: told.filter(({ byMail, withoutAddress }) => byMail + withoutAddress > 0),
      kept: keptCounts(file),
      absent: first.absent,
      notes,
      refused: first.refused,
    },
  };
}

async function resizedIn(store: Store, { waves }: Plan): Promise<readonly Resized[]> {
  const resizing = waves.flat().flatMap((step) => step.resizing);
  const sessions = resizing.map(({ session }) => session);
  const pools = await readPools(store, sessions, true);
  return resizing.map(({ session: { id, capacity }, from }) => ({
    id,
    from,
    to: capacity,
    taken: (pools.get(id) ?? []).reduce((sum, { claims }) => sum + claims.size, 0),
  }));
}

async function toldOf(store: Store, standing: Standing): Promise<Told> {
  const { session, event } = standing;
  const registrations = await listRegistrations(store, session.id);
  const concerned = registrations.filter((each) => owedWord(each, standing) !== undefined);
  const reachable = concerned.filter(({ email }) => email !== '');
  return {
    id: session.id,
    cancelled: event.status === 'cancelled',
    byMail: reachable.length,
    withoutAddress: concerned.length - reachable.length,
  };
}

export const countOf = ({ fates }: Pick<Summary, 'fates'>, wanted: Fate, kind?: Kind): number =>
  fates.filter(([of, fate]) => fate === wanted && (kind === undefined || of === kind)).length;

async function carryOut(
  store: Store,
  first: Plan,
  again: () => Promise<Plan>,
  report: (done: number, total: number) => void,
): Promise<void> {
  let next = first;
  for (let attempt = 1; (await carryOutOnce(store, next, report)) === 'overtaken'; attempt += 1) {
    if (attempt === TRIES)
      throw new Error('Others kept changing the programme meanwhile: run the import again');
    next = await again();
  }
}

async function carryOutOnce(
  store: Store,
  { waves }: Plan,
  report: (done: number, total: number) => void,
): Promise<'applied' | 'overtaken'> {
  const total = waves.flat().length;
  let done = 0;
  let overtaken = false;
  for (const wave of waves) {
    const queue = wave.values();
    const work = async () => {
      for (const step of queue) {
        overtaken = (await take(store, step)) === 'overtaken' || overtaken;
        done += 1;
        report(done, total);
      }
    };
    await Promise.all(Array.from({ length: STEPS_AT_ONCE }, work));
    if (overtaken) return 'overtaken';
  }
  return 'applied';
}

async function take(
  store: Store,
  { seats, closing, reopening, resizing, changes }: Step,
): Promise<'applied' | 'overtaken'> {
  for (const session of seats) await prepareSeats(store, session);
  for (const session of closing) await closeBlocks(store, session);
  for (const session of reopening) await reopenBlocks(store, session);
  const applied = changes.length === 0 ? 'applied' : await applyTogether(store, changes);
  if (applied === 'applied') {
    for (const { session } of resizing) await changeCapacity(store, session.id, session.capacity);
    for (const session of reopening) await followPlan(store, session.id);
  }
  return applied;
}
