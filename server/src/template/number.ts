// Reads the numbers of a template: one text may stand for an integer, a float and a complex number at once.

import { floatText, parseFloat64 } from "./go-float.ts";
import { quote } from "./go-quote.ts";
import type { NumberConstant } from "./node.ts";
import { unquoteChar } from "./unquote.ts";
import { Int, literal } from "./value.ts";
import type { Struct, Traced } from "./value.ts";

const MAX_INT = 2n ** 63n;
const MAX_UINT = 2n ** 64n;

/** What the number can be taken for, or Go's complaint. */
export function readNumber(text: string, kind: "number" | "complex" | "charConstant"): NumberConstant | string {
  if (kind === "charConstant") return readChar(text);
  if (kind === "complex") return readComplex(text);
  if (text.endsWith("i")) {
    const imaginary = parseFloat64(text.slice(0, -1));
    if (imaginary !== undefined) return fromComplex(0, imaginary);
  }
  return readReal(text);
}

/** The value where nothing says which type is wanted: the spelling decides. undefined: it overflows `int`. */
export function idealConstant(text: string, { complex, float, int }: NumberConstant): Traced | undefined {
  if (complex) return literal(complexNumber(complex));
  const isHexInt = /^0[xX]/.test(text) && text.length > 2 && !/[pP]/.test(text);
  if (float !== undefined && !isHexInt && !text.startsWith("'") && /[.eEpP]/.test(text)) return literal(float);
  return int === undefined ? undefined : literal(new Int(int));
}

function readChar(text: string): NumberConstant | string {
  const code = unquoteChar(text);
  if (code === "syntax") return "invalid syntax";
  if (code === "malformed") return `malformed character constant: ${text}`;
  return { int: BigInt(code), uint: BigInt(code), float: code };
}

function readReal(text: string): NumberConstant | string {
  const whole = parseInteger(text);
  const isSigned = /^[+-]/.test(text);
  const int = whole !== undefined && whole >= -MAX_INT && whole < MAX_INT ? whole : undefined;
  const uint = whole !== undefined && (isSigned ? whole === 0n : whole >= 0n && whole < MAX_UINT) ? whole : undefined;
  const known = int ?? uint;
  if (known !== undefined)
    return { ...(int !== undefined && { int }), ...(uint !== undefined && { uint }), float: Number(known) };
  const float = parseFloat64(text);
  if (float === undefined) return `illegal number syntax: ${quote(text)}`;
  if (!/[.eEpP]/.test(text)) return `integer overflow: ${quote(text)}`;
  return { ...integersOf(float), float };
}

/** strconv.ParseInt with base 0: prefixes, octal behind a zero, underscores between digits. */
function parseInteger(text: string): bigint | undefined {
  const match = /^([+-]?)(0[xX](?:_?[\da-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|0(?:_?[0-7])*|[1-9](?:_?\d)*)$/.exec(text);
  if (!match) return undefined;
  const digits = match[2]!.replaceAll("_", "");
  const value = BigInt(/^0\d/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return match[1] === "-" ? -value : value;
}

function readComplex(text: string): NumberConstant | string {
  // The sign that is neither at the start nor an exponent's.
  const match = /^(.*?[^eEpP])([+-].*)i$/.exec(text);
  const real = match && parseFloat64(match[1]!);
  const imaginary = match && parseFloat64(match[2]!);
  if (typeof real !== "number" || typeof imaginary !== "number") return "syntax error scanning complex number";
  return fromComplex(real, imaginary);
}

function fromComplex(real: number, imaginary: number): NumberConstant {
  const complex = [real, imaginary] as const;
  return imaginary === 0 ? { complex, float: real, ...integersOf(real) } : { complex };
}

function integersOf(float: number): Pick<NumberConstant, "int" | "uint"> {
  if (!Number.isInteger(float)) return {};
  const whole = BigInt(float);
  return {
    ...(whole >= -MAX_INT && whole < MAX_INT && { int: whole }),
    ...(whole >= 0n && whole < MAX_UINT && { uint: whole }),
  };
}

/** Go's complex128, which nothing in a chart can do more with than print it. */
function complexNumber([real, imaginary]: readonly [number, number]): Struct {
  const sign = imaginary < 0 || Object.is(imaginary, -0) ? "" : "+";
  const text = `(${floatText(real)}${sign}${floatText(imaginary)}i)`;
  return { struct: "complex128", fields: new Map(), methods: new Map(), text: () => text };
}
