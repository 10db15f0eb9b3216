import { bind, type Path, read, write } from './documents.ts';
import { given, operandValue, type Scene } from './evaluate.ts';
import { addNumbers, subtractNumbers } from './numbers.ts';
import { invalid } from './refusal.ts';
import type { Assigned, UpdateClause } from './syntax.ts';
import { asSet, setMembers, tagOf } from './values.ts';
import type { Attributes, Value } from './wire.ts';

type Write = { readonly path: Path; readonly value: Value | undefined };

/** The item after an update; every clause sees the item as it was. */
export function updated(
  clauses: readonly UpdateClause[],
  scene: Scene,
  keyNames: readonly string[],
): Attributes {
  const bound = clauses.map((clause) => ({ clause, path: bind(clause.path, scene.names) }));
  refuseOverlaps(bound.map(({ path }) => path));
  for (const { path } of bound) {
    if (keyNames.includes(String(path[0])))
      throw invalid(`Cannot update attribute ${path[0]}. This attribute is part of the key`);
  }
  const writes = bound.flatMap(({ clause, path }) => writesOf(clause, path, scene));
  return [...writes]
    .sort(removalsLastFromTheEnd)
    .reduce((item, { path, value }) => write(item, path, value), scene.item);
}

function writesOf(clause: UpdateClause, path: Path, scene: Scene): readonly Write[] {
  const standing = read(scene.item, path);
  switch (clause.kind) {
    case 'set':
      return [{ path, value: assignedValue(clause.to, scene) }];
    case 'remove':
      return [{ path, value: undefined }];
    case 'add':
      return [{ path, value: added(standing, given(clause.value, scene)) }];
    case 'delete': {
      const members = setMembers(given(clause.value, scene));
      if (members === undefined || (standing && tagOf(standing) !== tagOf(given(clause.value, scene))))
        throw wrongType();
      if (standing === undefined) return [];
      const left = (setMembers(standing) ?? []).filter((member) => !members.includes(member));
      return [{ path, value: left.length === 0 ? undefined : asSet(tagOf(standing), left) }];
    }
  }
}

function added(standing: Value | undefined, value: Value): Value {
  const members = setMembers(value);
  if (members === undefined && !('N' in value)) throw wrongType();
  if (standing === undefined) return value;
  if ('N' in value && 'N' in standing) return { N: addNumbers(standing.N, value.N) };
  if (members === undefined || tagOf(standing) !== tagOf(value)) throw wrongType();
  return asSet(tagOf(value), [...new Set([...(setMembers(standing) ?? []), ...members])]);
}

function assignedValue(assigned: Assigned, scene: Scene): Value {
  switch (assigned.kind) {
    case 'if_not_exists':
      return read(scene.item, bind(assigned.path, scene.names)) ?? assignedValue(assigned.otherwise, scene);
    case 'list_append': {
      const [left, right] = [assignedValue(assigned.left, scene), assignedValue(assigned.right, scene)];
      if (!('L' in left && 'L' in right)) throw wrongType();
      return { L: [...left.L, ...right.L] };
    }
    case '+':
    case '-': {
      const [left, right] = [assignedValue(assigned.left, scene), assignedValue(assigned.right, scene)];
      if (!('N' in left && 'N' in right)) throw wrongType();
      return { N: (assigned.kind === '+' ? addNumbers : subtractNumbers)(left.N, right.N) };
    }
    case 'size':
      throw invalid('Invalid UpdateExpression: The function is not allowed in an update expression; size');
    case 'path':
    case 'value': {
      const value = operandValue(assigned, scene);
      if (value === undefined)
        throw invalid('The provided expression refers to an attribute that does not exist in the item');
      return value;
    }
  }
}

const wrongType = () => invalid('An operand in the update expression has an incorrect data type');

function refuseOverlaps(paths: readonly Path[]): void {
  paths.forEach((one, at) => {
    for (const other of paths.slice(at + 1)) {
      const shared = Math.min(one.length, other.length);
      const parting = one.findIndex((step, depth) => depth < shared && step !== other[depth]);
      if (parting === -1 || parting >= shared)
        throw invalid('Invalid UpdateExpression: Two document paths overlap with each other');
      if (typeof one[parting] !== typeof other[parting])
        throw invalid('Invalid UpdateExpression: Two document paths conflict with each other');
    }
  });
}

/** Places in a list are those of the item as it was. */
function removalsLastFromTheEnd(one: Write, other: Write): number {
  const removal = Number(one.value === undefined) - Number(other.value === undefined);
  if (removal !== 0 || one.value !== undefined) return removal;
  const [a, b] = [one.path.at(-1), other.path.at(-1)];
  return typeof a === 'number' && typeof b === 'number' ? b - a : 0;
}
