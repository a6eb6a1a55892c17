// Writes values as Go's encoding/json does.

import { isTime } from "../template/functions/time-value.ts";
import type { TimeStruct } from "../template/functions/time-value.ts";
import { formatMoment } from "../template/go-date.ts";
import { formatFloat } from "../template/go-float.ts";
import { bytesOf } from "../template/go-print.ts";
import { Bytes, Dict, Int, List } from "../template/value.ts";
import type { Struct, Traced, Value } from "../template/value.ts";

/** Why a value cannot be written: Go's text. */
export class JsonError extends Error {}

/** Counts work, as a template's functions do: a small map that holds others twice, and they others, is endless when written. */
export type Spend = (steps: number) => void;

/** What a value costs that is written. */
export const WRITE_STEPS = 10;

export interface JsonStyle {
  /** `<`, `>` and `&` as `\u003c` and so on. */
  readonly escapesHtml: boolean;
  /** What one level is indented by; undefined: all on one line. */
  readonly indent?: string;
  readonly spend?: Spend;
}

/** Throws a JsonError on functions, infinities and containers that hold themselves. */
export function writeJson(value: Value, style: JsonStyle = { escapesHtml: true }): string {
  return write(value, style, "", 0);
}

/** A number as JSON has it: without an exponent between 1e-6 and 1e21. */
export function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new JsonError(`json: unsupported value: ${formatFloat(value, "g", -1)}`);
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-6 && size < 1e21)) return formatFloat(value, "f", -1);
  return formatFloat(value, "e", -1).replace(/e-0(\d)$/, "e-$1");
}

export function jsonString(text: string, escapesHtml: boolean): string {
  if (!NEEDS_ESCAPE.test(text)) return `"${text}"`;
  return `"${text.replace(ESCAPABLE, (c) => (!escapesHtml && "<>&".includes(c) ? c : escape(c)))}"`;
}

/** Keys in Go's order, which is that of their bytes. */
export function sortedEntries(dict: Dict): [string, Traced][] {
  return [...dict.entries].sort(([a], [b]) => compareStrings(a, b));
}

/** The order of UTF-8 bytes, which is that of code points. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [xIsHalf, yIsHalf] = [(x & 0xf800) === 0xd800, (y & 0xf800) === 0xd800];
    // Code points past U+FFFF are written with units that are smaller than U+E000.
    return xIsHalf === yIsHalf ? x - y : xIsHalf ? 1 : -1;
  }
  return a.length - b.length;
}

/** Go's base64 of bytes, as `[]byte` is written. */
export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let i = 0; i < bytes.length; i += CHUNK) binary += String.fromCharCode(...bytes.subarray(i, i + CHUNK));
  return btoa(binary);
}

/** A moment in JSON and YAML. */
export function timeText({ moment }: TimeStruct): string {
  return formatMoment(moment, "2006-01-02T15:04:05.999999999Z07:00");
}

/** Past this depth Go starts to look for containers that hold themselves; nothing real is this deep. */
export const MAX_DEPTH = 1000;

const CHUNK = 0x8000;
// oxlint-disable-next-line no-control-regex -- these are what is escaped
const NEEDS_ESCAPE = /["\\\0-\x1f<>&\u2028\u2029\ud800-\udfff]/;
// oxlint-disable-next-line no-control-regex -- these are what is escaped
const ESCAPABLE = /[\ud800-\udbff][\udc00-\udfff]|["\\\0-\x1f<>&\u2028\u2029\ud800-\udfff]/g;

function write(value: Value, style: JsonStyle, margin: string, depth: number): string {
  if (depth > MAX_DEPTH) throw new JsonError("json: unsupported value: encountered a cycle");
  style.spend?.(WRITE_STEPS);
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return jsonString(value, style.escapesHtml);
  if (typeof value === "number") return jsonNumber(value);
  if (typeof value === "boolean") return String(value);
  if (value instanceof Int) return String(value.value);
  if (value instanceof Bytes) return `"${base64(value.bytes)}"`;
  if (value instanceof List) return writeList(value, style, margin, depth);
  if (value instanceof Dict) return value.isNil ? "null" : writeEntries(sortedEntries(value), style, margin, depth);
  if ("struct" in value) return writeStruct(value, style, margin, depth);
  throw new JsonError("json: unsupported type: func()");
}

function writeList(list: List, style: JsonStyle, margin: string, depth: number): string {
  if (list.isNil) return "null";
  if (list.type === "uint8") return `"${base64(bytesOf(list))}"`;
  const inner = margin + (style.indent ?? "");
  return enclose(
    "[",
    list.items.map((item) => write(item.value, style, inner, depth + 1)),
    "]",
    style,
    margin,
  );
}

function writeEntries(entries: readonly [string, Traced][], style: JsonStyle, margin: string, depth: number): string {
  const inner = margin + (style.indent ?? "");
  const colon = style.indent === undefined ? ":" : ": ";
  const parts = entries.map(
    ([key, { value }]) => `${jsonString(key, style.escapesHtml)}${colon}${write(value, style, inner, depth + 1)}`,
  );
  return enclose("{", parts, "}", style, margin);
}

function writeStruct(value: Struct, style: JsonStyle, margin: string, depth: number): string {
  if (isTime(value)) return `"${timeText(value)}"`;
  if (value.json) return value.json();
  return writeEntries([...value.fields], style, margin, depth);
}

function enclose(open: string, parts: readonly string[], close: string, { indent }: JsonStyle, margin: string): string {
  if (parts.length === 0) return open + close;
  if (indent === undefined) return `${open}${parts.join(",")}${close}`;
  const inner = `\n${margin}${indent}`;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${margin}${close}`;
}

function escape(c: string): string {
  // A pair of surrogates is a letter; half of one stands for a byte that is no UTF-8.
  if (c.length === 2) return c;
  if (c >= "\ud800" && c <= "\udfff") return "\\ufffd";
  const short = SHORT.get(c);
  return short ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);
