import type { RegistrationId, SessionId } from '../../shared/domain/ids.ts';
import type { Session } from '../../shared/domain/programme.ts';
import { type Arbiter, isRegistration, type Registration } from '../../shared/domain/registration.ts';
import type { WaitingEntry } from '../../shared/domain/waiting.ts';
import { type Block, keys, listOf, owners, registrationIn } from '../../shared/store/table.ts';
import { asArbiter, asBlock, asEntry, asSession } from './decoding.ts';
import type { Change } from './stand-in/table.ts';

export type State = ReturnType<typeof stateOf>;
export type Listed = WaitingEntry & { readonly session: SessionId };

/** What stands in the table, decoded, as its changes tell. */
export function stateOf(sessions: readonly Session[]) {
  const arbiters = new Map<string, Arbiter>();
  const blocks = new Map<string, Block>();
  const entries = new Map<string, Listed>();
  const current = new Map(sessions.map((session) => [session.id, session]));
  /** By session and the number of the plan that gave it. */
  const capacities = new Map(sessions.map(({ id, capacity }) => [id, new Map([[0, capacity]])]));

  function keep<Value>(map: Map<string, Value>, id: string, value: Value | undefined): void {
    if (value === undefined) map.delete(id);
    else map.set(id, value);
  }

  const session = (id: SessionId): Session => {
    const found = current.get(id);
    if (found === undefined) throw new Error(`there is no session ${id}`);
    return found;
  };
  const blocksOf = ({ id }: Pick<Session, 'id'>): readonly Block[] =>
    Array.from({ length: session(id).blocks }, (_, block) => blocks.get(keys.block(id, block).pk)).filter(
      (block) => block !== undefined,
    );

  return {
    apply({ place, after }: Change): void {
      if (place.pk.startsWith('BLOCK#')) keep(blocks, place.pk, after && asBlock(after));
      else if (registrationIn(place) !== undefined) keep(arbiters, place.pk, after && asArbiter(after));
      else if (place.sk.startsWith('SESSION#') && after !== undefined) {
        const changed = asSession(after);
        current.set(changed.id, changed);
        capacities.get(changed.id)?.set(changed.plan?.number ?? 0, changed.capacity);
      } else {
        const list = listOf(place);
        if (list !== undefined)
          keep(entries, `${place.pk} ${place.sk}`, after && { ...asEntry(after), session: list });
      }
    },
    session,
    sessions: (): readonly Session[] => [...current.values()],
    blocks: blocksOf,
    arbiters: (): readonly Arbiter[] => [...arbiters.values()],
    arbiter: (id: RegistrationId): Arbiter | undefined => arbiters.get(owners.registration(id)),
    registrations: (): readonly Registration[] => [...arbiters.values()].filter(isRegistration),
    /** In order. */
    entries: (id: SessionId): readonly Listed[] =>
      [...entries.values()]
        .filter((entry) => entry.session === id)
        .sort((one, other) => (one.place < other.place ? -1 : 1)),
    /** A cut is in force once every block follows its plan. */
    capacityInForce(id: SessionId): number {
      const followed = Math.min(...blocksOf({ id }).map(({ plan }) => plan));
      const given = [...(capacities.get(id) ?? [])].filter(([plan]) => plan >= followed);
      return Math.max(...given.map(([, capacity]) => capacity));
    },
  };
}
