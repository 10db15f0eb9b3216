import { type Fill, passesStep } from '../../shared/domain/fill.ts';
import type { SessionId } from '../../shared/domain/ids.ts';
import { fromItem, type Item } from '../../shared/store/item.ts';
import { type Block, blockItem, blockOf, type Key } from '../../shared/store/table.ts';

/**
 * The session whose organiser may have to be told how full it is: one of its blocks passes a step of its own. That is
 * exact for up to 64 seats, and for selling out; of a larger session whose blocks pass no step together, tick tells.
 */
export function toJudge(key: Key, before: Item | undefined, after: Item | undefined): SessionId | undefined {
  const session = blockOf(key);
  if (session === undefined || before === undefined || after === undefined) return undefined;
  const [stood, stands] = [before, after].map((item) => fillIn(fromItem(blockItem, item)));
  return stood && stands && passesStep(stood, stands) ? session : undefined;
}

const fillIn = ({ claims, lim }: Block): Fill => ({ people: claims.size, capacity: lim });
