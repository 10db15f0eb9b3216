import { invalid } from './refusal.ts';

/** `name` and `#name` begin or continue a path, `:value` stands for a value, the rest is punctuation and operators. */
export type Token = { readonly kind: 'word' | 'name' | 'value' | 'number' | 'sign'; readonly text: string };

const pattern =
  /\s*(?:(?<word>[A-Za-z_]\w*)|(?<name>#\w+)|(?<value>:\w+)|(?<number>\d+)|(?<sign><>|<=|>=|[=<>(),.+\-[\]]))/y;

export function tokens(expression: string): readonly Token[] {
  const found: Token[] = [];
  const text = expression.trimEnd();
  if (text === '') throw invalid('Invalid expression: The expression can not be empty;');
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const groups = pattern.exec(text)?.groups;
    const [kind, token] = Object.entries(groups ?? {}).find(([, matched]) => matched !== undefined) ?? [];
    if (kind === undefined || token === undefined)
      throw invalid(`Invalid expression: Syntax error; near: "${text.slice(at, at + 10)}"`);
    found.push({ kind: kind as Token['kind'], text: token });
  }
  return found;
}
