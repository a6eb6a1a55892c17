// JSON as a schema and what it judges are read: numbers keep their digits, objects the order of their keys.

import { JsonNumber } from "./json-schema-number.ts";

export type JsonValue = null | boolean | string | JsonNumber | readonly JsonValue[] | JsonObject;

export type JsonObject = ReadonlyMap<string, JsonValue>;

/** "integer" is what schemas ask for: a number is one by its value. */
export type JsonType = "null" | "boolean" | "number" | "integer" | "string" | "array" | "object";

export function typeOf(value: JsonValue): Exclude<JsonType, "integer"> {
  if (value === null) return "null";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "boolean";
  if (value instanceof JsonNumber) return "number";
  return isArray(value) ? "array" : "object";
}

/** Array.isArray forgets that the array may be a readonly one. */
export function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

/** JSON Schema's equality: 1 and 1.0 are the same. */
export function equals(a: JsonValue, b: JsonValue): boolean {
  if (a instanceof JsonNumber) return b instanceof JsonNumber && a.equals(b);
  if (a === null || typeof a !== "object") return a === b;
  if (b === null || typeof b !== "object" || b instanceof JsonNumber) return false;
  if (isArray(a)) return isArray(b) && a.length === b.length && a.every((item, i) => equals(item, b[i]!));
  return !isArray(b) && a.size === b.size && [...a].every(([key, item]) => b.has(key) && equals(item, b.get(key)!));
}

/** The places of the first two equal items, found as the library does: the first item that has an equal one before it. */
export function duplicates(items: readonly JsonValue[]): readonly [number, number] | undefined {
  const known = new Map<string, number[]>();
  for (const [i, item] of items.entries()) {
    const print = fingerprint(item);
    const alike = known.get(print);
    const twin = alike?.find((j) => equals(item, items[j]!));
    if (twin !== undefined) return [twin, i];
    if (alike) alike.push(i);
    else known.set(print, [i]);
  }
  return undefined;
}

/** Equal values have equal ones. Containers say only how large they are: what is in them is compared where that is not enough. */
function fingerprint(value: JsonValue): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return `"${value}`;
  if (value instanceof JsonNumber) return `#${value.value}`;
  if (isArray(value)) return `[${value.length},${value.slice(0, FEW).map(fingerprint).join()}`;
  return `{${value.size},${[...value.keys()]
    .sort()
    .slice(0, FEW)
    .map((key) => `"${key}:${fingerprint(value.get(key)!)}`)
    .join()}`;
}

const FEW = 8;
