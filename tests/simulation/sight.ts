import type { SessionId } from '../../shared/domain/ids.ts';
import { blockOf, listOf } from '../../shared/store/table.ts';
import type { Process } from './scheduler.ts';
import type { OutgoingAnswer } from './stand-in/http.ts';
import type { Operation } from './stand-in/stand-in.ts';
import type { Attributes, Wire } from './stand-in/wire.ts';
import type { State } from './state.ts';

/** What somebody who hands seats on could know: who waited when they began to read the list, and the blocks as read. */
export type Look = {
  /** Their places. */
  readonly waiting: ReadonlySet<string>;
  /** Seats free in each block. */
  readonly free: Map<string, number>;
};
export type Sight = ReturnType<typeof sight>;

/** Remembers what each process has read of each session. */
export function sight(state: State) {
  const looks = new Map<Process, Map<SessionId, Look>>();
  const readingList = new Map<Process, SessionId | undefined>();

  function before(process: Process, operation: Operation, input: Wire): void {
    const shard = operation === 'Query' ? input.ExpressionAttributeValues?.[':shard'] : undefined;
    const list = shard !== undefined && 'S' in shard ? listOf({ pk: shard.S, sk: '' }) : undefined;
    if (list !== undefined && readingList.get(process) !== list) {
      const known = looks.get(process) ?? new Map<SessionId, Look>();
      looks.set(process, known);
      known.set(list, {
        waiting: new Set(state.entries(list).map(({ place }) => place)),
        free: known.get(list)?.free ?? new Map(),
      });
    }
    readingList.set(process, list);
  }

  function after(process: Process, operation: Operation, { body }: OutgoingAnswer): void {
    if (operation !== 'BatchGetItem') return;
    const { Responses = {} }: { Responses?: Record<string, Attributes[]> } = JSON.parse(
      Buffer.from(body).toString(),
    );
    for (const item of Object.values(Responses).flat()) {
      const { pk, lim, claims } = item;
      const id = pk !== undefined && 'S' in pk ? pk.S : '';
      const session = blockOf({ pk: id, sk: '' });
      if (session === undefined) continue;
      const taken = claims !== undefined && 'BS' in claims ? claims.BS.length : 0;
      const seats = lim !== undefined && 'N' in lim ? Number(lim.N) : 0;
      looks
        .get(process)
        ?.get(session)
        ?.free.set(id, Math.max(0, seats - taken));
    }
  }

  return {
    before,
    after,
    of: (process: Process, session: SessionId): Look | undefined => looks.get(process)?.get(session),
  };
}
