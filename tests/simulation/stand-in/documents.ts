import { invalid } from './refusal.ts';
import type { PathSyntax } from './syntax.ts';
import type { Attributes, Names, Value } from './wire.ts';

/** A path with its names looked up. */
export type Path = readonly (string | number)[];

export const bind = (syntax: PathSyntax, names: Names): Path =>
  syntax.map((step) => {
    if ('index' in step) return step.index;
    if ('name' in step) return step.name;
    const name = names[step.placeholder];
    if (name === undefined)
      throw invalid(
        `Invalid expression: An expression attribute name used in the document path is not defined; attribute name: ${step.placeholder}`,
      );
    return name;
  });

export const read = (item: Attributes, path: Path): Value | undefined =>
  path.reduce<Value | undefined>((here, step) => here && stepInto(here, step), { M: item });

function stepInto(here: Value, step: string | number): Value | undefined {
  if (typeof step === 'number') return 'L' in here ? here.L[step] : undefined;
  return 'M' in here && Object.hasOwn(here.M, step) ? here.M[step] : undefined;
}

/** The item with the value at the end of the path put, or taken away for undefined; what leads there must exist. */
export function write(item: Attributes, path: Path, value: Value | undefined): Attributes {
  const written = writeInto({ M: item }, path, value);
  return 'M' in written ? written.M : item;
}

function writeInto(here: Value, [step, ...rest]: Path, value: Value | undefined): Value {
  if (typeof step === 'string' && 'M' in here) {
    if (rest.length > 0) return { M: { ...here.M, [step]: writeInto(child(here.M[step]), rest, value) } };
    if (value !== undefined) return { M: { ...here.M, [step]: value } };
    const { [step]: _removed, ...kept } = here.M;
    return { M: kept };
  }
  if (typeof step === 'number' && 'L' in here) {
    if (rest.length > 0)
      return { L: here.L.with(inList(here.L, step), writeInto(child(here.L[step]), rest, value)) };
    if (value === undefined) return { L: here.L.filter((_, at) => at !== step) };
    return { L: step < here.L.length ? here.L.with(step, value) : [...here.L, value] };
  }
  throw notThere();
}

function child(value: Value | undefined): Value {
  if (value === undefined) throw notThere();
  return value;
}

function inList(list: readonly Value[], index: number): number {
  if (index >= list.length) throw notThere();
  return index;
}

const notThere = () => invalid('The document path provided in the update expression is invalid for update');

/** Only what the paths lead to; list elements close up in the order of the list. */
export function project(item: Attributes, paths: readonly Path[]): Attributes {
  const projected = keep({ M: item }, paths);
  return projected !== undefined && 'M' in projected ? projected.M : {};
}

function keep(value: Value, paths: readonly Path[]): Value | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const below = Map.groupBy(paths, ([step]) => step);
  if ('M' in value) {
    const kept = Object.entries(value.M).flatMap(([name, inner]) => kepts(name, inner, below));
    return kept.length === 0 ? undefined : { M: Object.fromEntries(kept) };
  }
  if ('L' in value) {
    const kept = value.L.flatMap((inner, at) => kepts(at, inner, below));
    return kept.length === 0 ? undefined : { L: kept.map(([, inner]) => inner) };
  }
  return undefined;
}

function kepts<Step extends string | number>(
  step: Step,
  value: Value,
  below: ReadonlyMap<string | number | undefined, readonly Path[]>,
): (readonly [Step, Value])[] {
  const paths = below.get(step);
  const kept =
    paths &&
    keep(
      value,
      paths.map((path) => path.slice(1)),
    );
  return kept === undefined ? [] : [[step, kept]];
}
