// Reads a tree as Kubernetes would: aliases and merge keys are seen through, the last of two equal keys counts.

import { memo } from "../base/memo.ts";
import { mergedEntries } from "./merge.ts";
import type { MapEntry } from "./merge.ts";
import { isNull as isNullScalar, plainType, scalarKey, scalarValue } from "./scalar.ts";
import type { YamlMap, YamlNode, YamlPair, YamlScalar, YamlSeq } from "./tree.ts";

export type { MapEntry } from "./merge.ts";

/** The node itself, or the one that an alias stands for. That may be an ancestor: whoever descends further must be bounded. */
export function resolve(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === "alias" ? node.target : node;
}

export function asMap(node: YamlNode | undefined): YamlMap | undefined {
  const target = resolve(node);
  return target?.kind === "map" ? target : undefined;
}

export function asSeq(node: YamlNode | undefined): YamlSeq | undefined {
  const target = resolve(node);
  return target?.kind === "seq" ? target : undefined;
}

export function asScalar(node: YamlNode | undefined): YamlScalar | undefined {
  const target = resolve(node);
  return target?.kind === "scalar" ? target : undefined;
}

/** The value of a key as it is written (an alias stays one); undefined where `node` is no map or lacks the key. */
export function get(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return getPair(node, key)?.value;
}

/** The pair that decides what a key holds; with `<<` it may stand in another map. */
export function getPair(node: YamlNode | undefined, key: string): YamlPair | undefined {
  const map = asMap(node);
  if (!map) return undefined;
  if (map.pairs.length > SMALL || !isOrdinary(key)) return index(map).get(key)?.pair;
  for (let i = map.pairs.length - 1; i >= 0; i--) {
    const pair = map.pairs[i];
    const scalar = pair?.key.kind === "scalar" ? pair.key : undefined;
    if (!scalar || scalar.value === "<<" || scalar.tag) return index(map).get(key)?.pair;
    if (scalar.value === key) return pair;
  }
  return undefined;
}

/** The keys of a map with their pairs: duplicates once, `<<` replaced by what it brings. Empty where `node` is no map. */
export function entries(node: YamlNode | undefined): readonly MapEntry[] {
  const map = asMap(node);
  return map ? mergedEntries(map) : [];
}

/** The items of a sequence, aliases resolved (an unknown alias stays one); undefined where `node` is no sequence. */
export function items(node: YamlNode | undefined): readonly YamlNode[] | undefined {
  const seq = asSeq(node);
  return seq && resolvedItems(seq);
}

/** The text of a scalar whose type is string. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const value = valueOf(node);
  return typeof value === "string" ? value : undefined;
}

export function boolOf(node: YamlNode | undefined): boolean | undefined {
  const value = valueOf(node);
  return typeof value === "boolean" ? value : undefined;
}

export function numberOf(node: YamlNode | undefined): number | undefined {
  const value = valueOf(node);
  return typeof value === "number" ? value : undefined;
}

/** Whether a null stands there: nothing, `~` or `null`. An absent node is no null. */
export function isNull(node: YamlNode | undefined): boolean {
  const scalar = asScalar(node);
  return scalar !== undefined && isNullScalar(scalar);
}

/** The text of a pair's key as JSON has it (`yes:` is `true`); undefined where the key is a collection. */
export function keyText(pair: YamlPair): string | undefined {
  const key = asScalar(pair.key);
  return key && scalarKey(key);
}

/** The node at a path of keys and indices. */
export function at(root: YamlNode | undefined, path: readonly (string | number)[]): YamlNode | undefined {
  let node = root;
  for (const step of path) node = typeof step === "number" ? items(node)?.[step] : get(node, step);
  return node;
}

/** The keys and indices that lead from the root to a node or a pair; a key has the path of its pair. */
export function pathTo(entry: YamlNode | YamlPair): (string | number)[] {
  const path: (string | number)[] = [];
  let below = entry;
  for (let parent = below.parent; parent; parent = below.parent) {
    if ("colon" in below) path.push(keyText(below) ?? "");
    else if (!("colon" in parent) && parent.kind === "seq") path.push(parent.items.indexOf(below));
    below = parent;
  }
  return path.toReversed();
}

/** Maps up to this size are searched pair by pair, larger ones by an index. */
const SMALL = 10;

const index = memo((map: YamlMap) => new Map(mergedEntries(map).map((entry) => [entry.key, entry])));

const resolvedItems = memo((seq: YamlSeq): readonly YamlNode[] =>
  seq.items.some(({ kind }) => kind === "alias") ? seq.items.map((item) => resolve(item) ?? item) : seq.items,
);

/** Whether a plain scalar with this text has it as its key, too, and no other has. */
function isOrdinary(key: string): boolean {
  return plainType(key) === "string";
}

function valueOf(node: YamlNode | undefined): string | number | boolean | null | undefined {
  const scalar = asScalar(node);
  return scalar && scalarValue(scalar);
}
