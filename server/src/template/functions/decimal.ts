// Exact decimal arithmetic for addf, mulf and their kin: 0.1 and 0.2 make 0.3.

/** coefficient × 10^exponent */
export interface Decimal {
  readonly coefficient: bigint;
  readonly exponent: number;
}

const DIVISION_DIGITS = 16;

/** From the shortest text of the number; undefined for infinities and NaN. */
export function decimalOf(value: number): Decimal | undefined {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(value.toExponential());
  if (!match) return undefined;
  const fraction = match[3] ?? "";
  return { coefficient: BigInt(match[1]! + match[2]! + fraction), exponent: Number(match[4]) - fraction.length };
}

/** The nearest floating point number. */
export function toNumber({ coefficient, exponent }: Decimal): number {
  return Number(`${coefficient}e${exponent}`);
}

export function add(a: Decimal, b: Decimal): Decimal {
  const exponent = Math.min(a.exponent, b.exponent);
  return { coefficient: scaled(a, exponent) + scaled(b, exponent), exponent };
}

export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, { coefficient: -b.coefficient, exponent: b.exponent });
}

export function multiply(a: Decimal, b: Decimal): Decimal {
  return { coefficient: a.coefficient * b.coefficient, exponent: a.exponent + b.exponent };
}

/** To 16 places, halves away from zero; undefined: a division by zero. */
export function divide(a: Decimal, b: Decimal): Decimal | undefined {
  if (b.coefficient === 0n) return undefined;
  const exponent = Math.min(a.exponent + DIVISION_DIGITS, b.exponent);
  const dividend = scaled({ coefficient: a.coefficient, exponent: a.exponent + DIVISION_DIGITS }, exponent);
  const divisor = scaled(b, exponent);
  const quotient = dividend / divisor;
  const rest = magnitude(dividend % divisor) * 2n;
  const isDown = rest < magnitude(divisor);
  const step = dividend < 0n === divisor < 0n ? 1n : -1n;
  return { coefficient: isDown ? quotient : quotient + step, exponent: -DIVISION_DIGITS };
}

/** The coefficient at a smaller exponent. */
function scaled({ coefficient, exponent }: Decimal, to: number): bigint {
  return coefficient * 10n ** BigInt(exponent - to);
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}
