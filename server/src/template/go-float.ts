// Writes and reads floating point numbers as Go's strconv does.

/** The verbs of strconv.FormatFloat; precision -1 is the shortest text that reads back as the same number. */
export type FloatVerb = "e" | "E" | "f" | "g" | "G" | "b" | "x" | "X";

interface Decimal {
  readonly negative: boolean;
  /** Significant digits without zeros at the ends; "" is zero. */
  readonly digits: string;
  /** Where the point stands: 0.DIGITS × 10^point. */
  readonly point: number;
}

/** The text of a number; infinities are `+Inf` and `-Inf`. */
export function formatFloat(value: number, verb: FloatVerb, precision: number): string {
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "+Inf" : "-Inf";
  if (verb === "b") return binary(value);
  if (verb === "x" || verb === "X") return hexadecimal(value, precision, verb);
  const shortest = precision < 0;
  const decimal = shortest ? shortestDecimal(value) : roundedDecimal(value, verb, precision);
  if (verb === "e" || verb === "E")
    return exponential(decimal, shortest ? Math.max(decimal.digits.length - 1, 0) : precision, verb);
  if (verb === "f") return fixed(decimal, shortest ? Math.max(decimal.digits.length - decimal.point, 0) : precision);
  return general(decimal, shortest, precision, verb === "g" ? "e" : "E");
}

/** What `print`, `%v` and `toString` write. */
export function floatText(value: number): string {
  return formatFloat(value, "g", -1);
}

/** strconv.ParseFloat; undefined: it is no number, or beyond the largest one. */
export function parseFloat64(text: string): number | undefined {
  const special = /^([+-]?)(?:(inf|infinity)|(nan))$/i.exec(text);
  if (special) return special[2] ? (special[1] === "-" ? -Infinity : Infinity) : special[1] ? undefined : NaN;
  if (/^[+-]?0x/i.test(text)) return parseHex(text);
  if (!/^[+-]?(?:\d+(?:_\d+)*)?(?:\.(?:\d+(?:_\d+)*)?)?(?:e[+-]?\d+(?:_\d+)*)?$/i.test(text) || !/^[+-]?\.?\d/.test(text))
    return undefined;
  const value = Number(text.replaceAll("_", ""));
  return Number.isFinite(value) ? value : undefined;
}

function parseHex(text: string): number | undefined {
  const match = /^([+-]?)0x((?:_?[0-9a-f])*)(?:\.((?:[0-9a-f](?:_?[0-9a-f])*)?))?p([+-]?\d+)$/i.exec(text);
  if (!match || !(match[2] || match[3])) return undefined;
  const fraction = (match[3] ?? "").replaceAll("_", "");
  const mantissa = BigInt("0x0" + match[2]!.replaceAll("_", "") + fraction);
  const exponent = Number(match[4]) - 4 * fraction.length;
  const value = scale(mantissa, exponent);
  if (!Number.isFinite(value)) return undefined;
  return match[1] === "-" ? -value : value;
}

/** mantissa × 2^exponent, rounded once. */
function scale(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  if (exponent > 2000) return Infinity;
  if (exponent < -4000) return 0;
  const length = mantissa.toString(2).length;
  // The last bit that a double of this size keeps.
  const last = Math.max(length + exponent - 53, -1074);
  const drop = last - exponent;
  if (drop <= 0) return Number(mantissa << BigInt(-drop)) * 2 ** last;
  const rounded = roundShift(mantissa, BigInt(drop));
  // Two steps: 2 ** -1074 is the smallest number there is.
  return Number(rounded) * 2 ** Math.ceil(last / 2) * 2 ** Math.floor(last / 2);
}

/** value / 2^bits, to the nearest, halves to even. */
function roundShift(value: bigint, bits: bigint): bigint {
  const quotient = value >> bits;
  const rest = value - (quotient << bits);
  const half = 1n << (bits - 1n);
  return rest > half || (rest === half && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

function shortestDecimal(value: number): Decimal {
  const [mantissa = "", exponent = "0"] = Math.abs(value).toExponential().split("e");
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  return { negative: isNegative(value), digits, point: digits === "" ? 0 : Number(exponent) + 1 };
}

/** Rounded to what the verb shows: JavaScript's own toFixed rounds halves up, Go's to even. */
function roundedDecimal(value: number, verb: FloatVerb, precision: number): Decimal {
  const exact = exactDecimal(value);
  if (exact.digits === "") return exact;
  const keep = verb === "f" ? exact.point + precision : verb === "g" || verb === "G" ? Math.max(precision, 1) : precision + 1;
  return roundTo(exact, keep);
}

function roundTo(decimal: Decimal, keep: number): Decimal {
  const { negative, digits, point } = decimal;
  if (keep >= digits.length) return decimal;
  if (keep < 0) return { negative, digits: "", point: 0 };
  const next = digits[keep]!;
  const isHalf = next === "5" && keep + 1 === digits.length;
  const up = isHalf ? keep > 0 && Number(digits[keep - 1]) % 2 === 1 : next >= "5";
  if (!up) return trimmed(negative, digits.slice(0, keep), point);
  const raised = (BigInt(digits.slice(0, keep) || "0") + 1n).toString();
  return trimmed(negative, raised, point + (raised.length > keep ? 1 : 0));
}

function trimmed(negative: boolean, digits: string, point: number): Decimal {
  const short = digits.replace(/0+$/, "");
  return { negative, digits: short, point: short === "" ? 0 : point };
}

/** Every digit of the number: a double is an integer times a power of two. */
function exactDecimal(value: number): Decimal {
  const { mantissa, exponent } = parts(value);
  const negative = isNegative(value);
  if (mantissa === 0n) return { negative, digits: "", point: 0 };
  if (exponent >= 0) {
    const digits = (mantissa << BigInt(exponent)).toString();
    return trimmed(negative, digits, digits.length);
  }
  // m / 2^k = m · 5^k / 10^k
  const digits = (mantissa * 5n ** BigInt(-exponent)).toString();
  return trimmed(negative, digits, digits.length + exponent);
}

/** |value| = mantissa × 2^exponent */
function parts(value: number): { readonly mantissa: bigint; readonly exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const raw = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  return raw === 0 ? { mantissa: fraction, exponent: -1074 } : { mantissa: fraction | (1n << 52n), exponent: raw - 1075 };
}

function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}

function exponential({ negative, digits, point }: Decimal, precision: number, letter: string): string {
  const first = digits[0] ?? "0";
  const rest = precision > 0 ? "." + digits.slice(1, precision + 1).padEnd(precision, "0") : "";
  const exponent = digits === "" ? 0 : point - 1;
  return sign(negative) + first + rest + letter + (exponent < 0 ? "-" : "+") + String(Math.abs(exponent)).padStart(2, "0");
}

function fixed({ negative, digits, point }: Decimal, precision: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const zeros = "0".repeat(Math.max(-point, 0));
  const fraction = (zeros + digits.slice(Math.max(point, 0))).slice(0, precision).padEnd(precision, "0");
  return sign(negative) + whole + (precision > 0 ? "." + fraction : "");
}

/** With an exponent below 10^-4, and from as many digits as are asked for: 6 for the shortest text. */
function general(decimal: Decimal, shortest: boolean, precision: number, letter: string): string {
  const count = decimal.digits.length;
  const asked = shortest ? 6 : Math.max(precision, 1);
  const limit = !shortest && asked > count && count >= decimal.point ? count : asked;
  const exponent = decimal.point - 1;
  const isLong = decimal.digits !== "" && (exponent < -4 || exponent >= limit);
  return isLong ? exponential(decimal, count - 1, letter) : fixed(decimal, Math.max(count - decimal.point, 0));
}

function sign(negative: boolean): string {
  return negative ? "-" : "";
}

/** `4503599627370496p-52` */
function binary(value: number): string {
  const { mantissa, exponent } = parts(value);
  return `${sign(isNegative(value))}${mantissa}p${exponent < 0 ? "" : "+"}${exponent}`;
}

/** `0x1.8p+01` */
function hexadecimal(value: number, precision: number, verb: "x" | "X"): string {
  let { mantissa, exponent } = parts(value);
  if (mantissa !== 0n) {
    const shift = 53 - mantissa.toString(2).length;
    mantissa <<= BigInt(shift);
    exponent -= shift;
  }
  let bits = 52;
  if (precision >= 0 && precision < 13) {
    mantissa = roundShift(mantissa, BigInt(52 - 4 * precision));
    bits = 4 * precision;
    exponent += 52 - bits;
    if (mantissa >> BigInt(bits) > 1n) {
      mantissa >>= 1n;
      exponent += 1;
    }
  }
  const whole = mantissa >> BigInt(bits);
  let fraction = bits > 0 ? (mantissa & ((1n << BigInt(bits)) - 1n)).toString(16).padStart(bits / 4, "0") : "";
  fraction = precision < 0 ? fraction.replace(/0+$/, "") : fraction.padEnd(precision, "0");
  const power = mantissa === 0n ? 0 : exponent + bits;
  const text = `0x${whole}${fraction && "."}${fraction}p${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
  return sign(isNegative(value)) + (verb === "X" ? text.toUpperCase() : text);
}
