// Numbers as JSON writes them, compared exactly.

/**
 * A decimal number of any size. `text` is how it was written; two numbers are equal by value, however they are written. Exponents
 * beyond a million are no numbers, as in Go's `big.Rat`.
 */
export class JsonNumber {
  /** The nearest float64; infinite where there is none. */
  readonly value: number;
  /** No two numbers of this kind share a float64, so that their float64s can be compared. */
  readonly #isShort: boolean;
  #parts: Parts | undefined;

  private constructor(
    readonly text: string,
    value: number,
    isShort: boolean,
  ) {
    this.value = value;
    this.#isShort = isShort;
  }

  static ofText(text: string): JsonNumber {
    const value = Number(text);
    const size = Math.abs(value);
    return new JsonNumber(text, value, text.length <= SHORT && ((size > 1e-300 && size < 1e300) || /^[-0.]*$/.test(text)));
  }

  /** Of a finite float64, which stands for the shortest decimal that reads back as the same. */
  static ofFloat(value: number): JsonNumber {
    return new JsonNumber(String(value), value, true);
  }

  /** Whether it can be counted with at all. */
  get isUsable(): boolean {
    return this.#isShort || Math.abs(this.#exact().written) <= MOST_EXPONENT;
  }

  get isInteger(): boolean {
    if (this.#isShort) return Number.isInteger(this.value);
    return this.isUsable && this.#exact().exponent >= 0;
  }

  get isZero(): boolean {
    return this.#isShort ? this.value === 0 : this.#exact().sign === 0;
  }

  /** As Go's int of 64 bits, where it is an integer: what does not fit loses its upper bits. */
  get int(): number | undefined {
    if (!this.isInteger) return undefined;
    if (this.#isShort && Number.isSafeInteger(this.value)) return this.value;
    const { sign, digits, exponent } = this.#exact();
    // 10^64 has more than 64 twos, so no bit is left.
    return exponent >= 64 ? 0 : Number(BigInt.asIntN(64, BigInt(sign) * digits * 10n ** BigInt(exponent)));
  }

  /** Negative, zero or positive. */
  compare(other: JsonNumber): number {
    if (this.#isShort && other.#isShort) return this.value - other.value;
    const [a, b] = [this.#exact(), other.#exact()];
    if (a.sign !== b.sign || a.sign === 0) return a.sign - b.sign;
    return a.sign * compareSizes(a, b);
  }

  equals(other: JsonNumber): boolean {
    return this.isUsable && other.isUsable && this.compare(other) === 0;
  }

  /** Whether this is an integer times `other`, which is not zero. */
  isMultipleOf(other: JsonNumber): boolean {
    if (this.#isShort && other.#isShort && Number.isSafeInteger(this.value) && Number.isSafeInteger(other.value))
      return this.value % other.value === 0;
    const [a, b] = [this.#exact(), other.#exact()];
    if (a.sign === 0) return true;
    const shift = a.exponent - b.exponent;
    // Ten is no factor of digits without zeros at their end.
    return shift >= 0 && (a.digits * powerModulo(10n, shift, b.digits)) % b.digits === 0n;
  }

  #exact(): Parts {
    return (this.#parts ??= partsOf(this.text));
  }
}

/** digits × 10^exponent, without zeros at the end of the digits. */
interface Parts {
  readonly sign: -1 | 0 | 1;
  readonly digits: bigint;
  /** How many digits. */
  readonly length: number;
  readonly exponent: number;
  /** The exponent as it is written, the point at the end. */
  readonly written: number;
}

/** Decimals of up to fifteen digits have float64s of their own; a sign and a point may stand beside them. */
const SHORT = 15;
const MOST_EXPONENT = 1_000_000;

function partsOf(text: string): Parts {
  const [, minus = "", whole = "", fraction = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const written = Number(power) - fraction.length;
  const all = (whole + fraction).replace(/^0+/, "");
  const significant = withoutZeros(all);
  if (significant === "") return { sign: 0, digits: 0n, length: 0, exponent: 0, written };
  const exponent = written + all.length - significant.length;
  return { sign: minus ? -1 : 1, digits: BigInt(significant), length: significant.length, exponent, written };
}

/** A pattern would look from each zero to the end anew. */
function withoutZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charAt(end - 1) === "0") end--;
  return digits.slice(0, end);
}

function compareSizes(a: Parts, b: Parts): number {
  const size = a.length + a.exponent - (b.length + b.exponent);
  if (size !== 0) return size;
  // The same power of ten: the shorter one is filled up with zeros, which are no more than the other has digits.
  const [x, y] = [
    a.digits * 10n ** BigInt(Math.max(b.length - a.length, 0)),
    b.digits * 10n ** BigInt(Math.max(a.length - b.length, 0)),
  ];
  return x < y ? -1 : x > y ? 1 : 0;
}

function powerModulo(base: bigint, exponent: number, modulus: bigint): bigint {
  let [result, square, left] = [1n % modulus, base % modulus, exponent];
  while (left > 0) {
    if (left % 2 === 1) result = (result * square) % modulus;
    square = (square * square) % modulus;
    left = Math.floor(left / 2);
  }
  return result;
}
