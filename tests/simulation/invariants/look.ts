import type { EventDetails } from '../../../shared/domain/programme.ts';
import type { Process } from '../scheduler.ts';
import type { Sight } from '../sight.ts';
import type { Change, Table } from '../stand-in/table.ts';
import type { State } from '../state.ts';

export type Around = {
  readonly table: Table;
  /** With this change and all that was written together with it. */
  readonly state: State;
  readonly event: EventDetails;
  readonly sight: Sight;
  /** Who wrote it. */
  readonly process: Process;
  /** A mail that has gone, as owner and identity. */
  readonly sent: ReadonlySet<string>;
  readonly tell: (breach: string) => void;
};

/** Looks at one change for what must hold after every single write; each breach is told as a sentence. */
export type Look = (change: Change, around: Around) => void;
