// Reads what an edit must know of the tree as it stands.

import { get, keyText, resolve } from "./access.ts";
import { Hole } from "./edit.ts";
import type { YamlValue } from "./edit.ts";
import { isMerge } from "./merge.ts";
import { isNull, scalarValue } from "./scalar.ts";
import type { YamlMap, YamlNode, YamlPair } from "./tree.ts";
import { isLeaf } from "./write.ts";
import { isList } from "./write-value.ts";

/** A pair, or the item of a sequence. */
export type Entry = YamlPair | YamlNode;

export function isPair(entry: Entry): entry is YamlPair {
  return "colon" in entry;
}

/** The root of the tree that the entry stands in. */
export function rootOf(entry: Entry): Entry {
  let at = entry;
  for (let parent = at.parent; parent; parent = at.parent) at = parent;
  return at;
}

/** Whether the entry is the node or lies below it. */
export function isInside(entry: Entry, node: YamlNode): boolean {
  let at: Entry | undefined = entry;
  while (at && at !== node) at = at.parent;
  return at === node;
}

/** Whether nothing stands there: no text, `~` or `null`. */
export function standsForNull(node: YamlNode): boolean {
  return node.kind === "scalar" && isNull(node);
}

/** What the map's merge keys (`<<`) bring under this key, whether or not a pair of the map itself overrules it. */
export function mergedValue(map: YamlMap, key: string): YamlNode | undefined {
  for (const pair of map.pairs) {
    if (!isMerge(pair)) continue;
    const sources = pair.value.kind === "seq" ? pair.value.items : [pair.value];
    for (const source of sources) {
      const found = get(source, key);
      if (found) return found;
    }
  }
  return undefined;
}

/** Whether the value reads as itself behind the node's tag, which stays when the node is replaced. */
export function fitsTag(node: YamlNode, value: YamlValue): boolean {
  if (!node.tag) return true;
  if (node.kind !== "scalar" || !isLeaf(value)) return false;
  const wanted = value instanceof Hole ? value.value : value;
  const style = typeof wanted === "string" ? "double" : "plain";
  return Object.is(scalarValue({ ...node, style, value: String(wanted) }), wanted);
}

/** Whether the node reads as the value; holes count as their defaults, the order of keys does not matter. */
export function nodeHolds(node: YamlNode, value: YamlValue): boolean {
  const standing = resolve(node);
  if (!standing || standing.kind === "alias") return false;
  if (isLeaf(value)) {
    const wanted = value instanceof Hole ? value.value : value;
    return standing.kind === "scalar" && Object.is(scalarValue(standing), wanted);
  }
  if (isList(value)) {
    if (standing.kind !== "seq" || standing.items.length !== value.length) return false;
    return standing.items.every((item, index) => nodeHolds(item, value[index] ?? null));
  }
  if (standing.kind !== "map" || standing.pairs.length !== Object.keys(value).length) return false;
  return standing.pairs.every((pair) => {
    const key = keyText(pair);
    const wanted = key !== undefined && Object.hasOwn(value, key) ? value[key] : undefined;
    return wanted !== undefined && nodeHolds(pair.value, wanted);
  });
}
