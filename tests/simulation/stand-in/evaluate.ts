import { bind, read } from './documents.ts';
import { invalid } from './refusal.ts';
import type { Comparator, Condition, Operand } from './syntax.ts';
import { bytes, equal, order, setMembers, sizeOf, tagOf } from './values.ts';
import type { Attributes, Names, Value } from './wire.ts';

/** What an expression speaks about: the item and what its placeholders stand for. */
export type Scene = { readonly item: Attributes; readonly names: Names; readonly values: Attributes };

export function holds(condition: Condition, scene: Scene): boolean {
  switch (condition.kind) {
    case 'and':
      return holds(condition.left, scene) && holds(condition.right, scene);
    case 'or':
      return holds(condition.left, scene) || holds(condition.right, scene);
    case 'not':
      return !holds(condition.of, scene);
    case 'exists':
      return read(scene.item, bind(condition.path, scene.names)) !== undefined;
    case 'not-exists':
      return read(scene.item, bind(condition.path, scene.names)) === undefined;
    case 'compare':
      return compares(
        condition.by,
        operandValue(condition.left, scene),
        operandValue(condition.right, scene),
      );
    case 'between': {
      const it = operandValue(condition.it, scene);
      return (
        compares('>=', it, operandValue(condition.low, scene)) &&
        compares('<=', it, operandValue(condition.high, scene))
      );
    }
    case 'in': {
      const it = operandValue(condition.it, scene);
      return condition.list.some((one) => compares('=', it, operandValue(one, scene)));
    }
    case 'type': {
      const [it, tag] = [operandValue(condition.it, scene), operandValue(condition.other, scene)];
      return it !== undefined && tag !== undefined && 'S' in tag && tagOf(it) === tag.S;
    }
    case 'begins':
      if (condition.other.kind === 'value' && !isPrefix(given(condition.other.name, scene)))
        throw invalid('Invalid expression: Incorrect operand type for operator or function: begins_with');
      return begins(operandValue(condition.it, scene), operandValue(condition.other, scene));
    case 'contains':
      return contains(operandValue(condition.it, scene), operandValue(condition.other, scene));
  }
}

export function operandValue(operand: Operand, scene: Scene): Value | undefined {
  switch (operand.kind) {
    case 'path':
      return read(scene.item, bind(operand.path, scene.names));
    case 'value':
      return given(operand.name, scene);
    case 'size': {
      const value = operandValue(operand.of, scene);
      const size = value && sizeOf(value);
      return size === undefined ? undefined : { N: String(size) };
    }
  }
}

export function given(name: string, { values }: Scene): Value {
  const value = values[name];
  if (value === undefined)
    throw invalid(
      `Invalid expression: An expression attribute value used in expression is not defined; attribute value: ${name}`,
    );
  return value;
}

/** An absent attribute compares with nothing, except that it differs from everything. */
function compares(by: Comparator, one: Value | undefined, other: Value | undefined): boolean {
  if (one === undefined || other === undefined) return by === '<>' && one !== other;
  if (by === '=') return equal(one, other);
  if (by === '<>') return !equal(one, other);
  const ordered = order(one, other);
  if (ordered === undefined) return false;
  switch (by) {
    case '<':
      return ordered < 0;
    case '<=':
      return ordered <= 0;
    case '>':
      return ordered > 0;
    case '>=':
      return ordered >= 0;
  }
}

const isPrefix = (value: Value): boolean => 'S' in value || 'B' in value;

function begins(it: Value | undefined, prefix: Value | undefined): boolean {
  if (it === undefined || prefix === undefined) return false;
  if ('S' in it && 'S' in prefix) return it.S.startsWith(prefix.S);
  if (!('B' in it && 'B' in prefix)) return false;
  const start = bytes(prefix.B);
  return bytes(it.B).subarray(0, start.length).equals(start);
}

function contains(it: Value | undefined, part: Value | undefined): boolean {
  if (it === undefined || part === undefined) return false;
  if ('S' in it && 'S' in part) return it.S.includes(part.S);
  if ('B' in it && 'B' in part) return bytes(it.B).includes(bytes(part.B));
  if ('L' in it) return it.L.some((one) => equal(one, part));
  const [member] = Object.values(part);
  return (
    tagOf(it) === `${tagOf(part)}S` && typeof member === 'string' && (setMembers(it) ?? []).includes(member)
  );
}
