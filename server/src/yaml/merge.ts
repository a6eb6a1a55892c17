// Applies the merge key `<<` to maps, within bounds.

import { memo } from "../base/memo.ts";
import { scalarKey } from "./scalar.ts";
import type { YamlMap, YamlNode, YamlPair } from "./tree.ts";

export interface MapEntry {
  /** The key's text as JSON has it. */
  readonly key: string;
  readonly pair: YamlPair;
}

/**
 * The entries of a map as Go's yaml.v2 makes them (checked against it): pairs and merges take effect in the order of the
 * text, so that a `<<` behind an equal key overrules it; in a list of maps the earlier one wins.
 */
export function mergedEntries(map: YamlMap, depth = 0): readonly MapEntry[] {
  const known = computed.get(map);
  if (known) return known;
  // A map that merges itself finds nothing there.
  computed.set(map, []);
  const result = map.pairs.some(isMerge) ? withMerges(map, depth) : ownEntries(map);
  computed.set(map, result);
  return result;
}

/** Whether the pair is `<<: …`. A quoted `"<<"` is an ordinary key. */
export function isMerge({ key }: YamlPair): boolean {
  if (key.kind !== "scalar" || key.value !== "<<") return false;
  return key.tag ? MERGE_TAGS.has(key.tag.text) : key.style === "plain";
}

const MERGE_TAGS: ReadonlySet<string> = new Set(["!!merge", "!<tag:yaml.org,2002:merge>"]);

const computed = new WeakMap<YamlMap, readonly MapEntry[]>();

/** So many keys are merged in one document at most; what lies beyond is left out. (Go refuses excessive aliasing, too.) */
const MERGE_LIMIT = 200_000;
/** Maps that merge maps that merge maps … */
const DEPTH_LIMIT = 100;

const budgets = memo((_root: YamlNode) => ({ left: MERGE_LIMIT }));

function ownEntries(map: YamlMap): readonly MapEntry[] {
  const found = new Map<string, MapEntry>();
  for (const pair of map.pairs) addPair(found, pair);
  return [...found.values()];
}

function withMerges(map: YamlMap, depth: number): readonly MapEntry[] {
  const found = new Map<string, MapEntry>();
  const budget = budgets(rootOf(map));
  for (const pair of map.pairs) {
    if (!isMerge(pair)) addPair(found, pair);
    else for (const source of sources(pair.value)) budget.left -= addAll(found, source, budget.left, depth);
  }
  return [...found.values()];
}

/** How many entries were added, `limit` at most. */
function addAll(found: Map<string, MapEntry>, source: YamlMap, limit: number, depth: number): number {
  if (limit <= 0 || depth >= DEPTH_LIMIT) return 0;
  const entries = mergedEntries(source, depth + 1).slice(0, limit);
  for (const entry of entries) found.set(entry.key, entry);
  return entries.length + 1;
}

function addPair(found: Map<string, MapEntry>, pair: YamlPair): void {
  const key = pair.key.kind === "alias" ? pair.key.target : pair.key;
  if (key?.kind !== "scalar") return;
  const text = scalarKey(key);
  found.set(text, { key: text, pair });
}

/** The maps to merge, in the order in which they take effect; each once. */
function sources(value: YamlNode): readonly YamlMap[] {
  const target = value.kind === "alias" ? value.target : value;
  if (target?.kind === "map") return [target];
  if (target?.kind !== "seq") return [];
  const maps = target.items.map((item) => (item.kind === "alias" ? item.target : item)).filter((item) => item?.kind === "map");
  return [...new Set(maps)].toReversed();
}

function rootOf(map: YamlMap): YamlNode {
  let node: YamlNode = map;
  for (let parent: YamlNode["parent"] = node.parent; parent; parent = node.parent)
    node = "colon" in parent ? parent.parent : parent;
  return node;
}
