// Exact amounts of resources: the quantities of the Kubernetes API.

/** How it was written, which is how it is written back: `500m`, `512Mi` or `5e3`. */
export type QuantityFormat = "decimal" | "binary" | "exponent";

/** An amount as a whole number of billionths, the smallest that the API keeps. Compared by amount, whatever the format. */
export class Quantity {
  constructor(
    readonly nano: bigint,
    readonly format: QuantityFormat,
  ) {}

  get isZero(): boolean {
    return this.nano === 0n;
  }

  /** Below 0, 0 or above 0, as this is less than, equal to or more than `other`. */
  compare(other: Quantity): number {
    return this.nano < other.nano ? -1 : this.nano > other.nano ? 1 : 0;
  }

  /** Whether it is a whole number of its unit: bytes, cores, pods. */
  get isWhole(): boolean {
    return this.nano % one === 0n;
  }

  /** Near enough for ratios; exact up to 2^53 billionths. */
  toNumber(): number {
    return Number(this.nano) / 1e9;
  }

  /** The one text that the API server writes for it: `1000m` is `1`, `1024Ki` is `1Mi`, `0.5` is `500m`. */
  toString(): string {
    if (this.isZero) return "0";
    const binary = this.format === "binary" && this.isWhole && (this.nano <= -1024n * one || this.nano >= 1024n * one);
    return binary ? inSteps(this.nano / one, 1024n, 0, binarySuffixes) : inSteps(this.nano, 1000n, -3, this.#decimalSuffixes);
  }

  get #decimalSuffixes(): (step: number) => string {
    return this.format === "exponent" ? (step) => (step === 0 ? "" : `e${step * 3}`) : (step) => decimal[step + 3]!;
  }
}

/**
 * Reads a quantity as Kubernetes does (apimachinery `resource.Quantity`): a signed decimal number with a suffix of
 * `n u m k M G T P E`, `Ki Mi Gi Ti Pi Ei` or an exponent. Finer than a billionth is rounded away from zero, more than
 * 2^63-1 is cut there. Undefined where the API server would reject the text.
 */
export function parseQuantity(text: string): Quantity | undefined {
  const match = text.length <= longest ? grammar.exec(text) : null;
  if (!match) return undefined;
  const [, sign, whole = "", fraction = "", suffix = "", exponent] = match;
  if (whole === "" && fraction === "") return undefined;
  const [base, power] = scaleOf(suffix, exponent);
  const amount = scaled(BigInt(whole + fraction), power + 9 - fraction.length, base);
  const nano = amount > most ? most : amount;
  return new Quantity(sign === "-" ? -nano : nano, formatOf(suffix, exponent));
}

const one = 1_000_000_000n;
const most = (2n ** 63n - 1n) * one;
/** No amount needs more digits; it bounds the work on a hostile text. */
const longest = 128;
const grammar = /^([+-]?)(\d*)(?:\.(\d*))?(?:(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei)|[eE]([+-]?\d+))?$/;
const decimal = ["n", "u", "m", "", "k", "M", "G", "T", "P", "E"] as const;
const binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"] as const;
const binarySuffixes = (step: number) => binary[step]!;

function formatOf(suffix: string, exponent: string | undefined): QuantityFormat {
  if (exponent !== undefined) return "exponent";
  return suffix.endsWith("i") ? "binary" : "decimal";
}

/** A factor, and a power of ten beside it. */
function scaleOf(suffix: string, exponent: string | undefined): readonly [factor: bigint, power: number] {
  if (exponent !== undefined) return [1n, Number(exponent)];
  if (suffix.endsWith("i")) return [1024n ** BigInt(binary.findIndex((known) => known === suffix)), 0];
  return [1n, (decimal.findIndex((known) => known === suffix) - 3) * 3];
}

/** `digits · factor · 10^power`, rounded away from zero; powers beyond all bounds are not worked out. */
function scaled(digits: bigint, power: number, factor: bigint): bigint {
  if (digits === 0n) return 0n;
  if (power > 40) return most + 1n;
  if (power >= 0) return digits * factor * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(Math.min(-power, 2 * longest));
  return (digits * factor + divisor - 1n) / divisor;
}

/** Divides by `step` for as long as nothing is left over, and names the steps gone. */
function inSteps(value: bigint, step: bigint, from: number, suffix: (steps: number) => string): string {
  let rest = value;
  let at = from;
  while (rest % step === 0n) {
    rest /= step;
    at++;
  }
  return `${rest}${suffix(at)}`;
}
