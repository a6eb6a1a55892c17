// Finds what a profile says that would hold without it.

import { memo } from "../base/memo.ts";
import type { ActiveChart } from "../helm/active-chart.ts";
import { mergeValues } from "../helm/values.ts";
import type { RedundantValue } from "../lint/rule.ts";
import { Dict, Int, List, type Traced, type Value } from "../template/value.ts";
import type { RenderedSet } from "../workspace/chart.ts";
import type { SourceFile } from "../workspace/file.ts";
import { keyText } from "../yaml/access.ts";
import type { YamlNode } from "../yaml/tree.ts";

/** Of one of the set's files, with what lies below it: the files before it, the chart's defaults, those of subcharts. */
export function redundantIn(
  file: SourceFile,
  { set, render }: RenderedSet,
  values: ReadonlyMap<string, SourceFile>,
): readonly RedundantValue[] {
  const root = file.parts[0]?.document.root;
  if (!root || !render?.chart) return [];
  const before = set.files.slice(0, set.files.indexOf(file.path)).flatMap((path) => values.get(path) ?? []);
  const below: Below = { maps: [...before.map(valuesOf).toReversed(), render.chart.values.value], charts: [render.chart] };
  return compare(root, valuesOf(file), below, []).found;
}

const valuesOf: (file: SourceFile) => Dict = memo(({ path, text }) => mergeValues({ files: [{ path, text }] }).value);

/** What one place in the values is without the file: maps that are merged there, the first wins. */
interface Below {
  readonly maps: readonly Dict[];
  /** The charts whose own values these are. */
  readonly charts: readonly ActiveChart[];
}

/** The value under a key: what is no map, or the maps that are merged. */
function childOf({ maps, charts }: Below, key: string): Value | Below {
  const inner = charts.flatMap(({ dependencies }) => dependencies.filter(({ name }) => name === key));
  const found = maps.flatMap(({ entries }) => entries.get(key) ?? []).map(({ value }) => value);
  found.push(...inner.map(({ values }) => values.value));
  const stop = found.findIndex((value) => !(value instanceof Dict));
  if (stop === 0) return found[0];
  const merged = found.slice(0, stop < 0 ? undefined : stop).filter((value) => value instanceof Dict);
  return merged.length > 0 ? { maps: merged, charts: inner } : undefined;
}

interface Compared {
  readonly found: readonly RedundantValue[];
  /** All that stands there is redundant, and not by an empty map. */
  readonly isWhole: boolean;
}

function compare(node: YamlNode, own: Dict, below: Below, path: readonly string[]): Compared {
  if (node.kind !== "map") return { found: [], isWhole: false };
  const found: RedundantValue[] = [];
  let isWhole = node.pairs.length > 0;
  for (const pair of node.pairs) {
    const key = keyText(pair) ?? "";
    const value = own.entries.get(key)?.value;
    const base = childOf(below, key);
    const here = { pair, path: [...path, key].join("."), isEmptyMap: false };
    if (value === undefined || base === undefined || value === null || hasAnchor(pair.value)) isWhole = false;
    else if (value instanceof Dict && isBelow(base)) {
      const inner = compare(pair.value, value, base, [...path, key]);
      const isEmpty = value.entries.size === 0;
      const isEmptyMap = isEmpty && base.maps.some(({ entries }) => entries.size > 0);
      if (inner.isWhole || (isEmpty && !isEmptyMap)) found.push(here);
      else {
        isWhole = false;
        found.push(...(isEmptyMap ? [{ ...here, isEmptyMap }] : inner.found));
      }
    } else if (!isBelow(base) && isSame(value, base)) found.push(here);
    else isWhole = false;
  }
  return { found, isWhole };
}

function isBelow(base: Value | Below): base is Below {
  return typeof base === "object" && base !== null && "maps" in base;
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
