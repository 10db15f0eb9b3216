import type { SessionId } from '../../shared/domain/ids.ts';
import { freeIn } from '../../shared/seats/blocks.ts';
import { fromItem, type Item } from '../../shared/store/item.ts';
import { blockItem, blockOf, type Key, listOf } from '../../shared/store/table.ts';

/** The session in which somebody who waits may now get seats: some came back, or the list itself has changed. */
export function toHandOn(key: Key, before: Item | undefined, after: Item | undefined): SessionId | undefined {
  const list = listOf(key);
  if (list !== undefined) return before === undefined || after === undefined ? list : undefined;
  const session = blockOf(key);
  if (session === undefined || after === undefined) return undefined;
  const block = fromItem(blockItem, after);
  if (block.phase !== 'waiting') return undefined;
  const stood = before && fromItem(blockItem, before);
  const more = stood === undefined || stood.phase !== block.phase || freeIn(block) > freeIn(stood);
  return more ? session : undefined;
}
