import { invalid } from './refusal.ts';
import type { Attributes, Names } from './wire.ts';

type Placeholders = {
  readonly ExpressionAttributeNames?: Names;
  readonly ExpressionAttributeValues?: Attributes;
};

/** Every placeholder used is defined and every one defined is used, whatever the item looks like. */
export function checkPlaceholders(input: Placeholders, uses: readonly ReadonlySet<string>[]): void {
  const used = new Set(uses.flatMap((one) => [...one]));
  const { ExpressionAttributeNames: names, ExpressionAttributeValues: values } = input;
  for (const defined of [names, values]) {
    if (defined !== undefined && Object.keys(defined).length === 0)
      throw invalid('ExpressionAttributeNames and ExpressionAttributeValues must not be empty');
  }
  const defined = new Set([...Object.keys(names ?? {}), ...Object.keys(values ?? {})]);
  for (const placeholder of used) {
    if (!defined.has(placeholder))
      throw invalid(`Invalid expression: ${placeholder} is used in an expression and not defined`);
  }
  for (const placeholder of defined) {
    if (!used.has(placeholder))
      throw invalid(`Value provided in placeholders unused in expressions: ${placeholder}`);
  }
}
