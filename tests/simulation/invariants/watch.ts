import type { EventDetails } from '../../../shared/domain/programme.ts';
import type { Process } from '../scheduler.ts';
import type { Sight } from '../sight.ts';
import type { Table } from '../stand-in/table.ts';
import type { State } from '../state.ts';
import { places, turns } from './list.ts';
import type { Look } from './look.ts';
import { blocks, holdings } from './seats.ts';
import { marks, statuses } from './status.ts';

type Watched = {
  readonly table: Table;
  readonly state: State;
  readonly event: EventDetails;
  readonly sight: Sight;
  readonly sent: ReadonlySet<string>;
};

/** What must hold after every single write, each time somebody has written. */
export function watch({ table, state, ...around }: Watched) {
  const looks: readonly Look[] = [blocks, holdings, statuses, marks, places, turns()];
  const breaches: string[] = [];
  const tell = (breach: string): void => {
    breaches.push(breach);
  };
  for (const change of table.changes) state.apply(change);
  let seen = table.changes.length;

  return {
    breaches,
    look(process: Process): void {
      if (seen === table.changes.length) return;
      const fresh = table.changes.slice(seen);
      seen = table.changes.length;
      for (const change of fresh) state.apply(change);
      for (const change of fresh)
        for (const look of looks) look(change, { ...around, table, state, process, tell });
    },
  };
}
