// Finds the keys of a values file that no template can read.

import { memo } from "../base/memo.ts";
import { nearest } from "../base/nearest.ts";
import type { UnreadValue } from "../lint/rule.ts";
import { keyText } from "../yaml/access.ts";
import type { YamlDocument, YamlMap, YamlNode, YamlPair } from "../yaml/tree.ts";
import type { ReadTree } from "./values-tree.ts";

type Path = readonly string[];

/**
 * The outermost keys that nothing in `reads` leads to. `isKnown`: the chart speaks of the path elsewhere. `subcharts`: the keys
 * that subcharts' values stand under.
 */
export function unreadIn(
  { root }: YamlDocument,
  reads: ReadTree,
  isKnown: (path: Path) => boolean,
  subcharts: ReadonlySet<string>,
): readonly UnreadValue[] {
  const found: UnreadValue[] = [];
  const visit = (node: YamlNode, places: readonly ReadTree[], path: Path): void => {
    if (places.some(({ isWhole }) => isWhole) || places.every(({ isLeaf }) => isLeaf)) return;
    if (node.kind === "seq")
      for (const [i, item] of node.items.entries()) {
        const next = places.flatMap((place) => place.step(i));
        if (next.length > 0) visit(item, next, [...path, String(i)]);
      }
    if (node.kind !== "map") return;
    for (const pair of node.pairs) {
      const key = keyText(pair);
      if (key === undefined || key === "<<" || isMeantForOthers(key, pair)) continue;
      const next = places.flatMap((place) => place.step(key));
      const own = [...path, key];
      if (next.length > 0) visit(pair.value, next, own);
      else if (!isKnown(own))
        found.push({ pair, path: own.join("."), near: near(node, key, places), isForSubchart: subcharts.has(path[0] ?? "") });
    }
  };
  if (root) visit(root, [reads], []);
  return found;
}

/** A key that is read there and not written: what was meant. Another that begins with the same word is another. */
function near(map: YamlMap, key: string, places: readonly ReadTree[]): string | undefined {
  const written = new Set(map.pairs.map(keyText));
  const isSlip = (name: string) => Math.abs(name.length - key.length) <= Math.max(1, key.length / 4) && !written.has(name);
  return nearest(key, places.flatMap((place) => [...place.keys]).filter(isSlip));
}

/** A place to keep what aliases repeat, or a note for people and other tools. */
function isMeantForOthers(key: string, { value }: YamlPair): boolean {
  return /^(?:x-|[._$])/.test(key) || hasAnchor(value);
}

const hasAnchor: (node: YamlNode) => boolean = memo((node: YamlNode): boolean => {
  if (node.anchor) return true;
  if (node.kind === "map") return node.pairs.some(({ value }) => hasAnchor(value));
  return node.kind === "seq" && node.items.some(hasAnchor);
});
