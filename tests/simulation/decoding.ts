import { fromItem, type Item } from '../../shared/store/item.ts';
import { sessionItem } from '../../shared/store/programme-items.ts';
import { blockItem, registrationItem, waitingItem } from '../../shared/store/table.ts';
import type { Attributes } from './stand-in/wire.ts';

/** Items as the store's own schemas read them, each image once. */
function once<Result>(read: (item: Attributes) => Result): (item: Attributes) => Result {
  const decoded = new WeakMap<Attributes, { readonly result: Result }>();
  return (item) => {
    const known = decoded.get(item) ?? { result: read(item) };
    decoded.set(item, known);
    return known.result;
  };
}
export const asBlock = once((item) => fromItem(blockItem, withBytes(item)));
export const asArbiter = once((item) => fromItem(registrationItem, withBytes(item)));
export const asSession = once((item) => fromItem(sessionItem, withBytes(item)));
export const asEntry = once((item) => {
  const { sk: place, ...entry } = fromItem(waitingItem, withBytes(item));
  return { ...entry, place };
});

export const claimTexts = ({ claims }: Attributes): ReadonlySet<string> =>
  new Set(claims !== undefined && 'BS' in claims ? claims.BS : []);

const withBytes = (item: Attributes): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => [
      name,
      'BS' in value
        ? { BS: value.BS.map((one) => Uint8Array.from(Buffer.from(one, 'base64'))) }
        : (value as Item[string]),
    ]),
  );
