// Turns values into numbers as Sprig's numeric functions do, which never fail but give 0.

import { parseFloat64 } from "../go-float.ts";
import { Int } from "../value.ts";
import type { Value } from "../value.ts";

const LEAST = -(2n ** 63n);
const MOST = 2n ** 63n - 1n;

/** spf13/cast's ToInt64: fractions are cut off, `08` is no number, bytes of text may say their base (`0x1f`). */
export function toInt64(value: Value): bigint {
  if (value instanceof Int) return isPlain(value) ? BigInt.asIntN(64, value.value) : 0n;
  if (typeof value === "number") return truncated(value);
  if (typeof value === "string") return parseInt64(withoutZeroFraction(value), 0) ?? 0n;
  return value === true ? 1n : 0n;
}

/** spf13/cast's ToFloat64 */
export function toFloat64(value: Value): number {
  if (value instanceof Int) return isPlain(value) ? Number(value.value) : 0;
  if (typeof value === "number") return value;
  if (typeof value === "string") return parseFloat64(value) ?? 0;
  return value === true ? 1 : 0;
}

/** strconv.ParseInt; base 0 reads the prefix and allows underscores. Undefined: no number, or one beyond 64 bits. */
export function parseInt64(text: string, base: 0 | 8 | 10): bigint | undefined {
  const value = parseInteger(text, base);
  return value !== undefined && value >= LEAST && value <= MOST ? value : undefined;
}

/** strconv.Atoi without its error: what is too large is the largest. */
export function atoi(text: string): bigint {
  const value = parseInteger(text, 10) ?? 0n;
  return value > MOST ? MOST : value < LEAST ? LEAST : value;
}

function parseInteger(text: string, base: 0 | 8 | 10): bigint | undefined {
  const match = /^([+-]?)(.+)$/s.exec(text);
  if (!match) return undefined;
  const digits = base === 0 ? digitsOf(match[2]!) : base === 8 ? octal(match[2]!) : decimal(match[2]!);
  if (digits === undefined) return undefined;
  return match[1] === "-" ? -digits : digits;
}

/** With the prefixes of Go's literals. */
function digitsOf(text: string): bigint | undefined {
  const plain = text.replace(/^(0[xob]?)_/i, "$1").replaceAll(/([0-9a-f])_(?=[0-9a-f])/gi, "$1");
  if (/^0x[0-9a-f]+$/i.test(plain) || /^0b[01]+$/i.test(plain) || /^0o[0-7]+$/i.test(plain)) return BigInt(plain.toLowerCase());
  if (/^0[0-7]+$/.test(plain)) return octal(plain);
  return /^(0|[1-9]\d*)$/.test(plain) ? BigInt(plain) : undefined;
}

function octal(text: string): bigint | undefined {
  return /^[0-7]+$/.test(text) ? BigInt("0o" + text) : undefined;
}

function decimal(text: string): bigint | undefined {
  return /^\d+$/.test(text) ? BigInt(text) : undefined;
}

/** `1.00` is 1; `1.5` stays what it is, and is then no integer. */
function withoutZeroFraction(text: string): string {
  return text.replace(/\.0+$/, "");
}

/** What is beyond 64 bits, and what is no number, is the least integer: so the processor says. */
function truncated(value: number): bigint {
  if (!Number.isFinite(value) || Math.abs(value) >= 2 ** 63) return LEAST;
  return BigInt(Math.trunc(value));
}

/** Other named integers, such as a time.Duration, are no numbers to the cast. */
function isPlain(value: Int): boolean {
  return !value.named || value.named.name === "time.Month" || value.named.name === "time.Weekday";
}
