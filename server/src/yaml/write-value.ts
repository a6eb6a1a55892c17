// Reads, merges and compares values that are to be written.

import { isLeaf } from "./write.ts";
import { Hole } from "./edit.ts";
import type { YamlValue } from "./edit.ts";

export type YamlRecord = { readonly [key: string]: YamlValue };

export function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}

export function isRecord(value: YamlValue | undefined): value is YamlRecord {
  return value !== undefined && !isLeaf(value) && !isList(value);
}

/** A scalar, or a collection with nothing in it: what is written on one line. */
export function isShort(value: YamlValue): boolean {
  return isLeaf(value) || (isList(value) ? value.length : Object.keys(value).length) === 0;
}

/** Maps are merged key by key; of other values the later wins. */
export function mergeValues(earlier: YamlValue | undefined, later: YamlValue): YamlValue {
  if (!isRecord(earlier) || !isRecord(later)) return later;
  const merged = new Map(Object.entries(earlier));
  for (const [key, value] of Object.entries(later)) merged.set(key, mergeValues(merged.get(key), value));
  return Object.fromEntries(merged);
}

/** The value with what stands at `path` replaced by `change` of it; what stands in the way gives way. */
export function updateIn(
  value: YamlValue | undefined,
  path: readonly string[],
  change: (old: YamlValue | undefined) => YamlValue,
): YamlValue {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const entries = new Map(isRecord(value) ? Object.entries(value) : []);
  entries.set(key, updateIn(entries.get(key), rest, change));
  return Object.fromEntries(entries);
}

/** Whether both are written alike, holes as their defaults; the order of keys does not count. */
export function sameValue(a: YamlValue, b: YamlValue): boolean {
  if (isLeaf(a) || isLeaf(b)) return isLeaf(a) && isLeaf(b) && Object.is(plainLeaf(a), plainLeaf(b));
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((item, i) => sameValue(item, b[i] ?? null));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => {
      const other = Object.hasOwn(b, key) ? b[key] : undefined;
      return other !== undefined && sameValue(a[key] ?? null, other);
    })
  );
}

function plainLeaf(leaf: YamlValue): YamlValue {
  return leaf instanceof Hole ? leaf.value : leaf;
}
