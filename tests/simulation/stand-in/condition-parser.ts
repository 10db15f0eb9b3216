import { type Cursor, remembered } from './parser.ts';
import { invalid } from './refusal.ts';
import { type Condition, comparators } from './syntax.ts';

export const parseCondition = remembered((from) => either(from));

function either(from: Cursor): Condition {
  let left = both(from);
  while (from.accept('OR')) left = { kind: 'or', left, right: both(from) };
  return left;
}

function both(from: Cursor): Condition {
  let left = negated(from);
  while (from.accept('AND')) left = { kind: 'and', left, right: negated(from) };
  return left;
}

const negated = (from: Cursor): Condition =>
  from.accept('NOT') ? { kind: 'not', of: negated(from) } : single(from);

function single(from: Cursor): Condition {
  if (from.accept('(')) {
    const doubled = from.peek() === '(';
    const inner = either(from);
    from.expect(')');
    if (doubled && inner.kind !== 'and' && inner.kind !== 'or')
      throw invalid('Invalid expression: The expression has redundant parentheses;');
    return inner;
  }
  return from.peek(1) === '(' && from.peek() !== 'size' ? callOf(from) : comparison(from);
}

function callOf(from: Cursor): Condition {
  const { text } = from.next();
  from.expect('(');
  const called = argumentsOf(from, text);
  from.expect(')');
  return called;
}

function argumentsOf(from: Cursor, name: string): Condition {
  switch (name) {
    case 'attribute_exists':
      return { kind: 'exists', path: from.path() };
    case 'attribute_not_exists':
      return { kind: 'not-exists', path: from.path() };
    case 'attribute_type':
    case 'begins_with':
    case 'contains': {
      const it = from.operand();
      from.expect(',');
      const kind = name === 'attribute_type' ? 'type' : name === 'contains' ? 'contains' : 'begins';
      return { kind, it, other: from.operand() };
    }
    default:
      throw invalid(`Invalid expression: Invalid function name; function: ${name}`);
  }
}

function comparison(from: Cursor): Condition {
  const it = from.operand();
  if (from.accept('BETWEEN')) {
    const low = from.operand();
    from.expect('AND');
    return { kind: 'between', it, low, high: from.operand() };
  }
  if (from.accept('IN')) {
    from.expect('(');
    const list = from.commaSeparated(from.operand);
    from.expect(')');
    return { kind: 'in', it, list };
  }
  const sign = from.next().text;
  const by = comparators.find((one) => one === sign);
  if (by === undefined) throw from.syntaxError();
  return { kind: 'compare', by, left: it, right: from.operand() };
}
