import { tokens } from './lexer.ts';
import { invalid } from './refusal.ts';
import { reservedWords } from './reserved-words.ts';
import type { Operand, Parsed, PathSyntax } from './syntax.ts';

export type Cursor = ReturnType<typeof cursor>;

/** What every expression is read with: paths, operands, and what must come next. */
export function cursor(expression: string) {
  const all = tokens(expression);
  const used = new Set<string>();
  let at = 0;

  const peek = (ahead = 0): string | undefined => all[at + ahead]?.text;
  const syntaxError = () =>
    invalid(`Invalid expression: Syntax error; token: "${peek() ?? '<EOF>'}" in "${expression}"`);
  function next() {
    const token = all[at];
    if (token === undefined) throw syntaxError();
    at += 1;
    return token;
  }
  const isKeyword = (word: string, ahead = 0) => peek(ahead)?.toUpperCase() === word;
  function accept(text: string): boolean {
    if (!isKeyword(text)) return false;
    at += 1;
    return true;
  }
  function expect(text: string): void {
    if (!accept(text)) throw syntaxError();
  }

  function path(): PathSyntax {
    const steps: PathSyntax[number][] = [nameStep()];
    for (;;) {
      if (accept('.')) steps.push(nameStep());
      else if (accept('[')) {
        const { kind, text } = next();
        if (kind !== 'number') throw syntaxError();
        steps.push({ index: Number(text) });
        expect(']');
      } else return steps;
    }
  }

  function nameStep(): PathSyntax[number] {
    const { kind, text } = next();
    if (kind === 'name') {
      used.add(text);
      return { placeholder: text };
    }
    if (kind !== 'word') throw syntaxError();
    if (reservedWords.has(text.toUpperCase()))
      throw invalid(`Invalid expression: Attribute name is a reserved keyword; reserved keyword: ${text}`);
    return { name: text };
  }

  function value(): string {
    const { kind, text } = next();
    if (kind !== 'value') throw syntaxError();
    used.add(text);
    return text;
  }

  function operand(): Operand {
    if (peek() === 'size' && peek(1) === '(') {
      expect('SIZE');
      expect('(');
      const of = operand();
      expect(')');
      return { kind: 'size', of };
    }
    return all[at]?.kind === 'value' ? { kind: 'value', name: value() } : { kind: 'path', path: path() };
  }

  function commaSeparated<One>(one: () => One): One[] {
    const list = [one()];
    while (accept(',')) list.push(one());
    return list;
  }

  function end(): void {
    if (at < all.length) throw syntaxError();
  }

  return {
    used,
    peek,
    isKeyword,
    next,
    accept,
    expect,
    path,
    value,
    operand,
    commaSeparated,
    end,
    syntaxError,
  };
}

/** Reads each expression once; the system uses a few dozen. */
export function remembered<Syntax>(read: (from: Cursor) => Syntax): (expression: string) => Parsed<Syntax> {
  const known = new Map<string, Parsed<Syntax>>();
  return (expression) => {
    const before = known.get(expression);
    if (before !== undefined) return before;
    const from = cursor(expression);
    const syntax = read(from);
    from.end();
    const parsed = { syntax, used: from.used };
    known.set(expression, parsed);
    return parsed;
  };
}

export const parseProjection = remembered((from) => from.commaSeparated(from.path));
