// Says what Go's reflection says of a value: its type, its kind, whether it is empty, whether two are the same.

import { Dict, Int, List } from "./value.ts";
import type { Struct, Traced, Value } from "./value.ts";

/** `%T`: `map[string]interface {}`, `*semver.Version`. */
export function typeOf(value: Value): string {
  if (value === null || value === undefined) return "<nil>";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "number") return "float64";
  if (value instanceof Int) return value.named?.name ?? value.kind;
  if (value instanceof List) return value.named?.name ?? `[]${value.type}`;
  if (value instanceof Dict) return value.named?.name ?? `map[string]${value.type}`;
  return isStruct(value) ? value.struct : "func()";
}

/** reflect.Kind as Go spells it; `invalid` is nil's. */
export function kindOf(value: Value): string {
  if (value === null || value === undefined) return "invalid";
  if (value instanceof Int) return value.kind;
  if (value instanceof List) return "slice";
  if (value instanceof Dict) return "map";
  if (typeof value !== "object") return typeOf(value);
  if (!isStruct(value)) return "func";
  return value.struct.startsWith("*") ? "ptr" : "struct";
}

export function isStruct(value: Value): value is Struct {
  return typeof value === "object" && value !== null && "struct" in value;
}

export function isNil(value: Value): value is null | undefined {
  return value === null || value === undefined;
}

/** Sprig's `empty`: zero, "", false, nil, and containers without entries; structs never are. */
export function isEmpty(value: Value): boolean {
  if (isNil(value)) return true;
  if (value instanceof Int) return value.value === 0n;
  if (value instanceof List) return value.items.length === 0;
  if (value instanceof Dict) return value.entries.size === 0;
  return value === "" || value === false || value === 0;
}

/** reflect.DeepEqual: types count (`1` is not `1.0`), a nil slice is not an empty one, and a map may hold itself. */
export function deepEqual(a: Value, b: Value): boolean {
  return equal(a, b, new Map());
}

/** Pairs that are being compared further out: they are the same if nothing else differs. */
type Visited = Map<Value, Set<Value>>;

function equal(a: Value, b: Value, visited: Visited): boolean {
  if (isNil(a) || isNil(b)) return isNil(a) && isNil(b);
  if (a === b) return true;
  if (typeOf(a) !== typeOf(b)) return false;
  if (a instanceof Int) return b instanceof Int && a.value === b.value;
  if (typeof a !== "object" || visited.get(a)?.has(b)) return typeof a === "object";
  visited.set(a, (visited.get(a) ?? new Set()).add(b));
  if (a instanceof List) return b instanceof List && a.isNil === b.isNil && equalItems(a.items, b.items, visited);
  if (a instanceof Dict) return b instanceof Dict && equalEntries(a.entries, b.entries, visited);
  return isStruct(a) && isStruct(b) && a.text?.() === b.text?.() && equalEntries(a.fields, b.fields, visited);
}

function equalItems(a: readonly Traced[], b: readonly Traced[], visited: Visited): boolean {
  return a.length === b.length && a.every(({ value }, i) => equal(value, b[i]!.value, visited));
}

function equalEntries(a: ReadonlyMap<string, Traced>, b: ReadonlyMap<string, Traced>, visited: Visited): boolean {
  if (a.size !== b.size) return false;
  for (const [key, { value }] of a) {
    const other = b.get(key);
    if (!other || !equal(value, other.value, visited)) return false;
  }
  return true;
}
