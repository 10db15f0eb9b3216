import * as z from 'zod';

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

/** Strict: a condition or a NotAction that was overlooked would make the local stage allow what AWS refuses. */
export const statementSchema = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore,
  Resource: oneOrMore,
});

export type Statement = z.infer<typeof statementSchema>;
/** One thing a call does; a call that does several needs all of them. */
export type Need = { readonly action: string; readonly resource: string };

/** What AWS answers from the policies of a role alone: denied unless allowed, and an explicit deny wins. */
export function allows(statements: readonly Statement[], { action, resource }: Need): boolean {
  const matching = statements.filter(
    ({ Action, Resource }) =>
      Action.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase())) &&
      Resource.some((pattern) => matches(pattern, resource)),
  );
  return matching.length > 0 && matching.every(({ Effect }) => Effect === 'Allow');
}

export const without = (statements: readonly Statement[], action: string): readonly Statement[] =>
  statements.map((statement) => ({
    ...statement,
    Action: statement.Action.filter((granted) => granted !== action),
  }));

const patterns = new Map<string, RegExp>();

function matches(pattern: string, text: string): boolean {
  if (pattern === text) return true;
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&');
    expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
    patterns.set(pattern, expression);
  }
  return expression.test(text);
}
