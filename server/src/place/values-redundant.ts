// Finds what a profile says that would hold without it.

import type { RedundantValue } from "../lint/rule.ts";
import { coalesceValues } from "../helm/coalesce.ts";
import { mergeValues } from "../helm/values.ts";
import { Dict, Int, List, type Traced, type Value } from "../template/value.ts";
import type { RenderedSet } from "../workspace/chart.ts";
import type { SourceFile } from "../workspace/file.ts";
import { keyText } from "../yaml/access.ts";
import type { YamlDocument, YamlNode } from "../yaml/tree.ts";

/** Of one of the set's files, with what lies below it: the chart's defaults and the files before it. */
export function redundantIn(
  path: string,
  { root }: YamlDocument,
  { set, render }: RenderedSet,
  values: ReadonlyMap<string, SourceFile>,
): readonly RedundantValue[] {
  if (!root || !render?.chart) return [];
  const at = set.files.indexOf(path);
  const read = (paths: readonly string[]) =>
    mergeValues({ files: paths.map((one) => ({ path: one, text: values.get(one)?.text ?? "" })) });
  const below = coalesceValues(render.chart, read(set.files.slice(0, at)));
  const own = read([path]);
  return compare(root, own.value, below.value, []).found;
}

interface Compared {
  readonly found: readonly RedundantValue[];
  /** All that stands there is redundant, and not by an empty map. */
  readonly isWhole: boolean;
}

function compare(node: YamlNode, own: Dict, below: Dict, path: readonly string[]): Compared {
  if (node.kind !== "map") return { found: [], isWhole: false };
  const found: RedundantValue[] = [];
  let isWhole = node.pairs.length > 0;
  for (const pair of node.pairs) {
    const key = keyText(pair) ?? "";
    const [value, base] = [own.entries.get(key)?.value, below.entries.get(key)?.value];
    const here = { pair, path: [...path, key].join("."), isEmptyMap: false };
    if (value === undefined || base === undefined || value === null || hasAnchor(pair.value)) isWhole = false;
    else if (value instanceof Dict && base instanceof Dict) {
      const inner = compare(pair.value, value, base, [...path, key]);
      const isEmptyMap = value.entries.size === 0 && base.entries.size > 0;
      if (inner.isWhole || (value.entries.size === 0 && base.entries.size === 0)) found.push(here);
      else {
        isWhole = false;
        found.push(...(isEmptyMap ? [{ ...here, isEmptyMap }] : inner.found));
      }
    } else if (isSame(value, base)) found.push(here);
    else isWhole = false;
  }
  return { found, isWhole };
}

/** What aliases repeat has to stay. */
function hasAnchor(node: YamlNode): boolean {
  if (node.anchor) return true;
  if (node.kind === "map") return node.pairs.some(({ value }) => hasAnchor(value));
  return node.kind === "seq" && node.items.some(hasAnchor);
}

function isSame(a: Value, b: Value): boolean {
  if (a instanceof List && b instanceof List) return a.items.length === b.items.length && areSame(a.items, b.items);
  if (a instanceof Int && b instanceof Int) return a.value === b.value;
  if (!(a instanceof Dict && b instanceof Dict)) return a === b;
  const keys = [...a.entries.keys()];
  return (
    keys.length === b.entries.size &&
    keys.every((key) => b.entries.has(key)) &&
    areSame(
      keys.map((key) => a.entries.get(key)!),
      keys.map((key) => b.entries.get(key)!),
    )
  );
}

function areSame(a: readonly Traced[], b: readonly Traced[]): boolean {
  return a.every(({ value }, i) => isSame(value, b[i]!.value));
}
