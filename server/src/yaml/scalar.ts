// Gives scalars the type and value that Kubernetes reads in them: Go's sigs.k8s.io/yaml, which resolves like yaml.v2.

import type { YamlScalar } from "./tree.ts";

export type ScalarType = "string" | "int" | "float" | "bool" | "null";

/**
 * The type of a scalar. Plain text is resolved as Go does (`yes`, `0777`, `1e3`), quoted text and block scalars are
 * strings, a tag of the core schema overrules both. What Go refuses (`!!int abc`) is a string.
 */
export function scalarType(node: YamlScalar): ScalarType {
  if (!node.tag) return node.style === "plain" ? plainType(node.value) : "string";
  const wanted = CORE_TAGS.get(node.tag.text);
  if (!wanted || wanted === "string") return "string";
  const found = plainType(node.value);
  return found === wanted || (wanted === "float" && found === "int") ? wanted : "string";
}

/**
 * The value of a scalar, a `!!binary` decoded. Integers beyond 2^53 are rounded. `.inf` and `.nan` are numbers here,
 * though JSON cannot hold them.
 */
export function scalarValue(node: YamlScalar): string | number | boolean | null {
  const type = scalarType(node);
  switch (type) {
    case "string":
      return node.tag && BINARY_TAGS.has(node.tag.text) ? decodeBase64(node.value) : node.value;
    case "bool":
      return WORDS.get(node.value) === true;
    case "null":
      return null;
    default:
      return plainNumber(node.value);
  }
}

/** Whether the scalar is not written, `~` or `null`. */
export function isNull(node: YamlScalar): boolean {
  return scalarType(node) === "null";
}

/** The type that a text has when it stands unquoted. */
export function plainType(text: string): ScalarType {
  const c = text.charCodeAt(0);
  if (text === "") return "null";
  if (c >= 0x80 || HINTS[c] !== 1) return "string";
  if (text.length <= LONGEST_WORD) {
    const word = WORDS.get(text);
    if (word !== undefined) return word === null ? "null" : typeof word === "boolean" ? "bool" : "float";
  }
  if (!couldBeNumber(c)) return "string";
  const digits = text.replaceAll("_", "");
  const isFloat = c === DOT ? FRACTION.test(text) : FLOAT.test(digits);
  if (c !== DOT && isInteger(digits)) return "int";
  return isFloat && Number.isFinite(Number(digits)) ? "float" : "string";
}

/** The text that a scalar has as a key of a JSON object: `yes` is `true`, `0x10` is `16`. */
export function scalarKey(node: YamlScalar): string {
  const { value, tag } = node;
  if (!tag && (node.style !== "plain" || plainType(value) === "string")) return value;
  switch (scalarType(node)) {
    case "int":
      return String(toBigInt(value.replaceAll("_", "")));
    case "float":
      return floatKey(plainNumber(value));
    case "null":
      return value;
    default:
      return String(scalarValue(node));
  }
}

const DOT = 0x2e;

const CORE_TAGS: ReadonlyMap<string, ScalarType> = new Map(
  (
    [
      ["str", "string"],
      ["int", "int"],
      ["float", "float"],
      ["bool", "bool"],
      ["null", "null"],
    ] as const
  ).flatMap(([name, type]) => [[`!!${name}`, type] as const, [`!<tag:yaml.org,2002:${name}>`, type] as const]),
);

const BINARY_TAGS: ReadonlySet<string> = new Set(["!!binary", "!<tag:yaml.org,2002:binary>"]);

const WORDS: ReadonlyMap<string, boolean | number | null> = new Map<string, boolean | number | null>([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...["~", "null", "Null", "NULL"].map((word) => [word, null] as const),
  ...[".nan", ".NaN", ".NAN"].map((word) => [word, Number.NaN] as const),
  ...[".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"].map((word) => [word, Number.POSITIVE_INFINITY] as const),
  ...["-.inf", "-.Inf", "-.INF"].map((word) => [word, Number.NEGATIVE_INFINITY] as const),
]);
const LONGEST_WORD = 5;

/** 1 where a text that starts with this character may be something else than a string. */
const HINTS = new Uint8Array(128);
for (const c of "+-.0123456789yYnNtTfFoO~") HINTS[c.charCodeAt(0)] = 1;

const INTEGER = /^[-+]?(?:0|[1-9][0-9]*|0[oO]?[0-7]+|0[xX][0-9a-fA-F]+|0[bB][01]+|(?<![-+])0b[-+][01]+)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
/** A text that starts with a dot is read by Go's own syntax, which minds where underscores stand. */
const FRACTION = /^\.[0-9]+(?:_[0-9]+)*(?:[eE][-+]?[0-9]+(?:_[0-9]+)*)?$/;
/** No integer this short leaves the range of 64 bits. */
const SURELY_IN_RANGE = 16;

function couldBeNumber(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || c === 0x2b || c === 0x2d || c === DOT;
}

/** Integers have 64 bits, with a sign or without. */
function isInteger(digits: string): boolean {
  if (!INTEGER.test(digits)) return false;
  if (digits.length <= SURELY_IN_RANGE) return true;
  const value = toBigInt(digits);
  return value >= -(2n ** 63n) && value < (/^[-+]/.test(digits) ? 2n ** 63n : 2n ** 64n);
}

function plainNumber(text: string): number {
  const word = WORDS.get(text);
  if (typeof word === "number") return word;
  const digits = text.replaceAll("_", "");
  return isInteger(digits) ? Number(toBigInt(digits)) : Number(digits);
}

function toBigInt(digits: string): bigint {
  const [, sign = "", prefix = "", inner = "", rest = ""] =
    /^([-+]?)(0[xX]|0[bB]|0[oO]?(?=[0-7]))?([-+]?)(.*)$/.exec(digits) ?? [];
  const base = prefix === "" ? "" : prefix.length === 1 ? "0o" : prefix.toLowerCase();
  const value = BigInt(base + rest);
  return sign === "-" || inner === "-" ? -value : value;
}

/** As Go writes a float key: the shortest digits of a 32-bit float, with an exponent from 1e+06 on and below 0.0001. */
function floatKey(value: number): string {
  if (Number.isNaN(value)) return ".nan";
  if (!Number.isFinite(value)) return value > 0 ? ".inf" : "-.inf";
  const short = Math.fround(value);
  if (short === 0) return Object.is(value, -0) || value < 0 ? "-0" : "0";
  if (!Number.isFinite(short)) return value > 0 ? ".inf" : "-.inf";
  let precision = 1;
  while (precision < 9 && Math.fround(Number(short.toPrecision(precision))) !== short) precision++;
  const [digits = "", exponent = "0"] = short.toExponential(precision - 1).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(Number(short.toPrecision(precision)));
  return `${digits}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

function decodeBase64(text: string): string {
  const packed = text.replace(/[\r\n]/g, "");
  if (packed.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(packed)) return text;
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(atob(packed), (c) => c.charCodeAt(0)));
}
