import { invalid } from './refusal.ts';

const MAX_DIGITS = 38; // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html

/** A decimal number exactly: `digits` × 10^`exponent`, without trailing zeros. */
type Decimal = { readonly digits: bigint; readonly exponent: number };

export const canonicalNumber = (text: string): string => written(read(text));
export const addNumbers = (one: string, other: string): string => written(sum(read(one), read(other)));
export const subtractNumbers = (one: string, other: string): string => {
  const { digits, exponent } = read(other);
  return written(sum(read(one), { digits: -digits, exponent }));
};
export function compareNumbers(one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = aligned(read(one), read(other));
  return a < b ? -1 : Number(a > b);
}
/** A byte for two digits and one more, as the bill has it. */
export const numberSize = (text: string): number => {
  const { digits } = read(text);
  const significant = String(digits < 0n ? -digits : digits).length;
  return Math.ceil(significant / 2) + 1 + Number(digits < 0n);
};

function read(text: string): Decimal {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  if (whole + fraction === '') throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  return trimmed(BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`), Number(power) - fraction.length);
}

function trimmed(digits: bigint, exponent: number): Decimal {
  if (digits === 0n) return { digits, exponent: 0 };
  let [left, power] = [digits, exponent];
  while (left % 10n === 0n) {
    left /= 10n;
    power += 1;
  }
  if (String(left).replace('-', '').length > MAX_DIGITS)
    throw invalid('Attempting to store more than 38 significant digits in a Number');
  return { digits: left, exponent: power };
}

function aligned(one: Decimal, other: Decimal): readonly [bigint, bigint, number] {
  const exponent = Math.min(one.exponent, other.exponent);
  const scaled = (it: Decimal) => it.digits * 10n ** BigInt(it.exponent - exponent);
  return [scaled(one), scaled(other), exponent];
}

function sum(one: Decimal, other: Decimal): Decimal {
  const [a, b, exponent] = aligned(one, other);
  return trimmed(a + b, exponent);
}

function written({ digits, exponent }: Decimal): string {
  if (exponent >= 0) return String(digits * 10n ** BigInt(exponent));
  const sign = digits < 0n ? '-' : '';
  const figures = String(digits < 0n ? -digits : digits).padStart(1 - exponent, '0');
  return `${sign}${figures.slice(0, exponent)}.${figures.slice(exponent)}`;
}
