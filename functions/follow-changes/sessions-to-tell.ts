import type { SessionId } from '../../shared/domain/ids.ts';
import type { Item } from '../../shared/store/item.ts';
import { type Key, sessionIn } from '../../shared/store/table.ts';

/** The session whose people have to be told: it moved, or takes place no longer, or again. */
export function toTell(key: Key, before: Item | undefined, after: Item | undefined): SessionId | undefined {
  const session = sessionIn(key);
  const changed = before !== undefined && after !== undefined && before.rev?.N !== after.rev?.N;
  return changed ? session : undefined;
}
