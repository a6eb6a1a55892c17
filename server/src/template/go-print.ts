// Formats one value as Go's fmt does for a verb and its flags.

import { formatFloat } from "./go-float.ts";
import type { FloatVerb } from "./go-float.ts";
import { canBackquote, isPrint, quote, quoteRune } from "./go-quote.ts";
import { compareStrings, fromBytes, runesOf, toBytes } from "./go-string.ts";
import { isNil, isStruct, typeOf } from "./go-type.ts";
import { Bytes, Dict, Int, List } from "./value.ts";
import type { Method, Struct, Value } from "./value.ts";

/** What stands between `%` and the verb. */
export interface Flags {
  readonly plus?: boolean;
  readonly minus?: boolean;
  readonly sharp?: boolean;
  readonly space?: boolean;
  readonly zero?: boolean;
  readonly width?: number;
  readonly precision?: number;
  /** `%+v` and `%#v` are formats of their own. */
  readonly plusV?: boolean;
  readonly sharpV?: boolean;
  /** Inside `%!d(…)`: methods are not asked again. */
  readonly erroring?: boolean;
  /** How many values may still be written: a map that holds others twice, and they others, is soon too large. */
  readonly budget?: { left: number };
}

/** Go overflows its stack on a map that holds itself; this is where we stop. */
export class NestingError extends Error {}

const DEPTH_LIMIT = 500;
const VALUE_LIMIT = 200_000;
const plainFlags: Flags = {};
/** Addresses differ from run to run in Go; a placeholder keeps the output stable. */
const ADDRESS = 0xc000000000n;

/** fmt.Sprint of a single value: what `{{ .x }}` writes. */
export function textOf(value: Value): string {
  if (typeof value === "string") return value;
  return format(value, "v", plainFlags);
}

/** Sprig's strval: as `%v`, but bytes are text. */
export function stringOf(value: Value): string {
  if (value instanceof List && value.type === "uint8" && !value.named) return fromBytes(bytesOf(value));
  return textOf(value);
}

/** One value by a verb; `%!verb(type=value)` where the verb does not suit it. Throws a NestingError. */
export function format(value: Value, verb: string, flags: Flags): string {
  if (isNil(value)) return verb === "v" || verb === "T" ? pad("<nil>", flags) : badVerb(value, verb, flags);
  if (verb === "T") return pad(truncated(typeOf(value), flags), flags);
  // `%w` is for errors, and templates have none.
  if (verb === "w") return badVerb(value, verb, flags);
  if (verb === "p") return pointer(value, verb, flags);
  const isContainer = typeof value === "object" && !(value instanceof Int);
  return formatValue(value, verb, isContainer ? { ...flags, budget: { left: VALUE_LIMIT } } : flags, 0);
}

export function bytesOf(list: List): Uint8Array {
  if (list instanceof Bytes) return list.bytes;
  return Uint8Array.from(list.items, ({ value }) => (value instanceof Int ? Number(value.value) : 0));
}

function formatValue(value: Value, verb: string, flags: Flags, depth: number): string {
  if (depth > DEPTH_LIMIT) throw new NestingError(`value is nested deeper than ${DEPTH_LIMIT} levels: it may contain itself`);
  if (flags.budget && flags.budget.left-- < 0) throw new NestingError(`value holds more than ${VALUE_LIMIT} values`);
  if (isNil(value)) return flags.sharpV ? "interface {}(nil)" : "<nil>";
  const text = flags.erroring || flags.sharpV || !"vsxXq".includes(verb) ? undefined : stringMethod(value);
  if (text) return formatString(text(), value, verb, flags);
  if (typeof value === "string") return formatString(value, value, verb, flags);
  if (typeof value === "boolean") return verb === "v" || verb === "t" ? pad(String(value), flags) : badVerb(value, verb, flags);
  if (typeof value === "number") return float(value, verb, flags);
  if (value instanceof Int) return integer(value, verb, flags);
  if (value instanceof List) return list(value, verb, flags, depth);
  if (value instanceof Dict) return dict(value, verb, flags, depth);
  return isStruct(value) ? struct(value, verb, flags, depth) : pointer(value, verb, flags);
}

/** The String method of what has one. */
function stringMethod(value: Value): (() => string) | undefined {
  if (isStruct(value)) return value.text;
  if (typeof value !== "object" || value === null || !("named" in value)) return undefined;
  const method = value.named?.methods.get("String");
  return method && (() => resultOf(method));
}

function resultOf(method: Method): string {
  const { value } = method.call([]);
  return typeof value === "string" ? value : "";
}

/** `owner` is what the text was taken from: it is named if the verb does not suit. */
function formatString(text: string, owner: Value, verb: string, flags: Flags): string {
  switch (verb) {
    case "v":
      return flags.sharpV ? quoted(text, flags) : pad(truncated(text, flags), flags);
    case "s":
      return pad(truncated(text, flags), flags);
    case "q":
      return quoted(text, flags);
    case "x":
    case "X":
      return hexText(toBytes(text), verb, flags);
    default:
      return badVerb(owner, verb, flags);
  }
}

function list(value: List, verb: string, flags: Flags, depth: number): string {
  if (value.type === "uint8" && "sqxX".includes(verb)) {
    const bytes = bytesOf(value);
    if (verb === "x" || verb === "X") return hexText(bytes, verb, flags);
    return formatString(fromBytes(bytes), value, verb, flags);
  }
  // A file is printed byte by byte where a template prints all of `.Files`.
  if (value instanceof Bytes && verb === "v" && isBare(flags)) return `[${value.bytes.join(" ")}]`;
  const items = value.items.map((item) => formatValue(item.value, verb, flags, depth + 1));
  if (!flags.sharpV) return `[${items.join(" ")}]`;
  const type = value.type === "uint8" && depth === 0 ? "[]byte" : typeOf(value);
  return value.isNil ? `${type}(nil)` : `${type}{${items.join(", ")}}`;
}

function isBare({ plus, sharp, space, width, precision, sharpV }: Flags): boolean {
  return !plus && !sharp && !space && !sharpV && width === undefined && precision === undefined;
}

function dict(value: Dict, verb: string, flags: Flags, depth: number): string {
  const keys = [...value.entries.keys()].sort(compareStrings);
  const entries = keys.map((key) => {
    const entry = formatValue(value.entries.get(key)!.value, verb, flags, depth + 1);
    return `${formatValue(key, verb, flags, depth + 1)}:${entry}`;
  });
  return flags.sharpV ? `${typeOf(value)}{${entries.join(", ")}}` : `map[${entries.join(" ")}]`;
}

/** A pointer shows its struct at the top level, an address within others. */
function struct(value: Struct, verb: string, flags: Flags, depth: number): string {
  const isPointer = value.struct.startsWith("*");
  if (isPointer && depth > 0) return pointer(value, verb, flags);
  const names = flags.plusV || flags.sharpV;
  const fields = [...value.fields].map(
    ([name, field]) => (names ? `${name}:` : "") + formatValue(field.value, verb, flags, depth + 1),
  );
  const body = flags.sharpV ? `${value.struct.replace("*", "")}{${fields.join(", ")}}` : `{${fields.join(" ")}}`;
  return (isPointer ? "&" : "") + body;
}

function pointer(value: Value, verb: string, flags: Flags): string {
  const has = typeof value === "object" && !(value instanceof Int) && (!isStruct(value) || value.struct.startsWith("*"));
  if (!has) return badVerb(value, verb, flags);
  if (verb === "v" && flags.sharpV) return `(${typeOf(value)})(0x${ADDRESS.toString(16)})`;
  if (verb === "v" || verb === "p") return integerText(ADDRESS, 16, "v", { ...flags, sharp: !flags.sharp });
  return "bodxX".includes(verb) ? integer(new Int(ADDRESS, "uint64"), verb, flags) : badVerb(value, verb, flags);
}

/** `%!d(string=a)` */
function badVerb(value: Value, verb: string, flags: Flags): string {
  if (isNil(value)) return `%!${verb}(<nil>)`;
  return `%!${verb}(${typeOf(value)}=${formatValue(value, "v", { ...flags, erroring: true }, 0)})`;
}

function integer(value: Int, verb: string, flags: Flags): string {
  const number = value.value;
  const isSigned = !value.kind.startsWith("u");
  switch (verb) {
    case "v":
      return flags.sharpV && !isSigned
        ? integerText(number, 16, verb, { ...flags, sharp: true })
        : integerText(number, 10, verb, flags);
    case "d":
      return integerText(number, 10, verb, flags);
    case "b":
      return integerText(number, 2, verb, flags);
    case "o":
    case "O":
      return integerText(number, 8, verb, flags);
    case "x":
    case "X":
      return integerText(number, 16, verb, flags);
    case "c":
      return pad(String.fromCodePoint(scalar(number)), flags);
    case "q":
      return pad(quoteRune(scalar(number), flags.plus), flags);
    case "U":
      return unicode(BigInt.asUintN(64, number), flags);
    default:
      return badVerb(value, verb, flags);
  }
}

/** A code point; what is none is U+FFFD. */
function scalar(number: bigint): number {
  const isScalar = number >= 0n && number <= 0x10ffffn && (number < 0xd800n || number > 0xdfffn);
  return isScalar ? Number(number) : 0xfffd;
}

function integerText(number: bigint, base: 2 | 8 | 10 | 16, verb: string, flags: Flags): string {
  const negative = number < 0n;
  const { precision, width = 0 } = flags;
  const spaced = { ...flags, zero: false };
  if (precision === 0 && number === 0n) return " ".repeat(width);
  let digits = (negative ? -number : number).toString(base);
  const signed = negative || flags.plus || flags.space;
  const least = precision ?? (flags.zero && !flags.minus ? width - (signed ? 1 : 0) : 0);
  digits = digits.padStart(least, "0");
  if (flags.sharp && base === 2) digits = "0b" + digits;
  if (flags.sharp && base === 8 && !digits.startsWith("0")) digits = "0" + digits;
  if (flags.sharp && base === 16) digits = "0x" + digits;
  if (verb === "O") digits = "0o" + digits;
  if (verb === "X") digits = digits.toUpperCase();
  return pad((negative ? "-" : flags.plus ? "+" : flags.space ? " " : "") + digits, spaced);
}

/** `U+0078`, with `#` also the character. */
function unicode(number: bigint, flags: Flags): string {
  const digits = number
    .toString(16)
    .toUpperCase()
    .padStart(Math.max(4, flags.precision ?? 0), "0");
  const rune = flags.sharp && number <= 0x10ffffn ? String.fromCodePoint(Number(number)) : "";
  return pad(`U+${digits}${rune && isPrint(rune) ? ` '${rune}'` : ""}`, { ...flags, zero: false });
}

function float(value: number, verb: string, flags: Flags): string {
  if (verb === "v") return floatText(value, "g", -1, flags);
  if (verb === "F") return floatText(value, "f", 6, flags);
  if (verb === "e" || verb === "E" || verb === "f") return floatText(value, verb, 6, flags);
  if (verb === "b" || verb === "g" || verb === "G" || verb === "x" || verb === "X") return floatText(value, verb, -1, flags);
  return badVerb(value, verb, flags);
}

function floatText(value: number, verb: FloatVerb, precision: number, flags: Flags): string {
  const asked = flags.precision ?? precision;
  let text = formatFloat(value, verb, asked);
  let sign = "+";
  if (text.startsWith("-") || text.startsWith("+")) [sign, text] = [text.charAt(0), text.slice(1)];
  if (flags.space && sign === "+" && !flags.plus) sign = " ";
  const shown = flags.plus || sign !== "+" ? sign : "";
  if (!Number.isFinite(value)) {
    const always = text === "Inf" && sign === "+" ? "+" : shown;
    return pad((text === "NaN" && !flags.space && !flags.plus ? "" : always) + text, { ...flags, zero: false });
  }
  if (flags.sharp && verb !== "b") text = withPoint(text, verb, asked);
  const width = flags.width ?? 0;
  // The sign goes before the zeros.
  if (shown && flags.zero && !flags.minus && width > text.length + 1) return shown + text.padStart(width - 1, "0");
  return pad(shown + text, flags);
}

/** `#` keeps the point and the zeros behind it. */
function withPoint(text: string, verb: FloatVerb, precision: number): string {
  const isHex = verb === "x" || verb === "X";
  const cut = text.search(isHex ? /p/i : /e/i);
  const tail = cut < 0 ? "" : text.slice(cut);
  let head = cut < 0 ? text : text.slice(0, cut);
  let missing = "gGx".includes(verb) ? (precision === -1 ? 6 : precision) : 0;
  missing -= head.replace(/^[0.]*/, "").replace(/[.]/g, "").length;
  if (!head.includes(".")) {
    if (head === "0") missing--;
    head += ".";
  }
  return head + "0".repeat(Math.max(missing, 0)) + tail;
}

function quoted(text: string, flags: Flags): string {
  const cut = truncated(text, flags);
  if (flags.sharp && canBackquote(cut)) return pad(`\`${cut}\``, flags);
  return pad(quote(cut, flags.plus), flags);
}

function hexText(bytes: Uint8Array, verb: "x" | "X", flags: Flags): string {
  const shown = bytes.subarray(0, flags.precision ?? bytes.length);
  const prefix = flags.sharp ? "0x" : "";
  const digits = Array.from(shown, (byte) => byte.toString(16).padStart(2, "0"));
  const text = flags.space ? digits.map((pair) => prefix + pair).join(" ") : digits.length > 0 ? prefix + digits.join("") : "";
  return pad(verb === "X" ? text.toUpperCase() : text, flags);
}

/** A precision counts runes. */
function truncated(text: string, { precision }: Flags): string {
  return precision === undefined || text.length <= precision ? text : runesOf(text).slice(0, precision).join("");
}

function pad(text: string, flags: Flags): string {
  const missing = flags.width === undefined ? 0 : flags.width - runesOf(text).length;
  if (missing <= 0) return text;
  if (flags.minus) return text + " ".repeat(missing);
  return (flags.zero ? "0" : " ").repeat(missing) + text;
}
