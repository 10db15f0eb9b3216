import type { AttributeValue as AttributeImage } from 'aws-lambda';
import type { Item } from '../../shared/store/item.ts';

type Attribute = Item[string];

/** An image of the stream as the item it shows: Lambda hands bytes over as base64. */
export const itemIn = (image: Readonly<Record<string, AttributeImage>>): Item =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, shown(value)]));

function shown(value: AttributeImage): Attribute {
  if (value.B !== undefined) return { B: bytes(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(bytes) };
  if (value.M !== undefined) return { M: itemIn(value.M) };
  if (value.L !== undefined) return { L: value.L.map(shown) };
  return value as Attribute; // all other kinds are the same in both
}

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
