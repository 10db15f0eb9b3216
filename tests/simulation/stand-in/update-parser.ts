import { type Cursor, remembered } from './parser.ts';
import { invalid } from './refusal.ts';
import type { Assigned, UpdateClause } from './syntax.ts';

const sections = ['SET', 'REMOVE', 'ADD', 'DELETE'] as const;

export const parseUpdate = remembered((from) => {
  const clauses: UpdateClause[] = [];
  const seen = new Set<string>();
  do {
    const section = sections.find((word) => from.isKeyword(word));
    if (section === undefined) throw from.syntaxError();
    if (seen.has(section))
      throw invalid(`Invalid UpdateExpression: The "${section}" section can only be used once;`);
    seen.add(section);
    from.expect(section);
    clauses.push(...from.commaSeparated(() => clause(from, section)));
  } while (from.peek() !== undefined);
  return clauses;
});

function clause(from: Cursor, section: (typeof sections)[number]): UpdateClause {
  const path = from.path();
  switch (section) {
    case 'SET':
      from.expect('=');
      return { kind: 'set', path, to: assigned(from) };
    case 'REMOVE':
      return { kind: 'remove', path };
    case 'ADD':
      return { kind: 'add', path, value: from.value() };
    case 'DELETE':
      return { kind: 'delete', path, value: from.value() };
  }
}

function assigned(from: Cursor): Assigned {
  const left = term(from);
  for (const kind of ['+', '-'] as const) {
    if (from.accept(kind)) return { kind, left, right: term(from) };
  }
  return left;
}

function term(from: Cursor): Assigned {
  if (from.peek(1) !== '(') return from.operand();
  const { text } = from.next();
  from.expect('(');
  const called = argumentsOf(from, text);
  from.expect(')');
  return called;
}

function argumentsOf(from: Cursor, name: string): Assigned {
  if (name === 'if_not_exists') {
    const path = from.path();
    from.expect(',');
    return { kind: 'if_not_exists', path, otherwise: term(from) };
  }
  if (name === 'list_append') {
    const left = term(from);
    from.expect(',');
    return { kind: 'list_append', left, right: term(from) };
  }
  throw invalid(`Invalid UpdateExpression: Invalid function name; function: ${name}`);
}
