// The values files of a chart and its subcharts, as one tree of values: who sets a key, and which keys there are.

import { memo } from "../base/memo.ts";
import { EACH, type Step } from "../template/flow.ts";
import type { Dict, Traced } from "../template/value.ts";
import { Dict as DictValue, List } from "../template/value.ts";
import type { SourceFile } from "../workspace/file.ts";
import { findValue, type Found } from "../place/values-place.ts";
import { entries, items, keyText } from "../yaml/access.ts";
import type { YamlNode, YamlPair } from "../yaml/tree.ts";
import type { ChartInstance, ChartModel } from "./chart-model.ts";

/** A file of values; its keys are those below `prefix` of the root's values. */
export interface ValuesLayer {
  readonly file: SourceFile;
  readonly prefix: readonly string[];
  /** The values sets that it belongs to; undefined for defaults. */
  readonly sets: readonly string[] | undefined;
}

/** Where a value is set. */
export interface Setting {
  readonly layer: ValuesLayer;
  readonly found: Found;
}

/** Later ones win: subcharts' defaults, the chart's own, then the values sets'. */
export const layersOf: (model: ChartModel) => readonly ValuesLayer[] = memo((model) => {
  const { source, instances, folder } = model;
  const defaults = instances.toReversed().flatMap(({ chart, path }): ValuesLayer[] => {
    const file = model.fileAt(`${path.length === 0 ? folder : chart.path}/values.yaml`);
    return file ? [{ file, prefix: path, sets: undefined }] : [];
  });
  const laid = [...source.values].map(([path, file]): ValuesLayer => ({
    file,
    prefix: [],
    sets: source.sets.filter(({ files }) => files.includes(path)).map(({ name }) => name),
  }));
  return [...defaults, ...laid];
});

/** The path below a layer's root; undefined where the layer does not reach it. A global is everybody's. */
export function pathIn({ prefix }: Pick<ValuesLayer, "prefix">, path: readonly Step[]): readonly Step[] | undefined {
  if (path[0] === "global") return path;
  return prefix.every((step, i) => path[i] === step) ? path.slice(prefix.length) : undefined;
}

/** The place in the root's values of a path in a layer. */
export function pathFrom({ prefix }: ValuesLayer, path: readonly (string | number)[]): readonly (string | number)[] {
  return path[0] === "global" ? path : [...prefix, ...path];
}

/** Everywhere that exactly this value is set; EACH is every entry that is there. Those that win come last. */
export function settingsOf(model: ChartModel, path: readonly Step[]): readonly Setting[] {
  return layersOf(model).flatMap((layer) => {
    const inner = pathIn(layer, path);
    if (!inner || inner.length === 0) return [];
    return concrete(layer.file, inner).flatMap((one): Setting[] => {
      const found = findValue(layer.file, one);
      return found && found.depth === one.length ? [{ layer, found }] : [];
    });
  });
}

/** Where a key starts in its file. */
export interface TypedKey {
  readonly path: string;
  readonly offset: number;
}

/** What is known of a key below a path. */
export interface KnownKey {
  readonly key: string;
  /** In a file that somebody can look at: where it is set last. */
  readonly setting: Setting | undefined;
  /** Of a packed subchart. */
  readonly value: Traced | undefined;
}

/** The keys that values have below a path, in the order in which they are written. `typed`: a key that is being typed is none yet. */
export function keysBelow(model: ChartModel, path: readonly Step[], typed?: TypedKey): ReadonlyMap<string, KnownKey> {
  const keys = new Map<string, KnownKey>();
  for (const layer of layersOf(model)) {
    const inner = pathIn(layer, path);
    if (!inner) continue;
    for (const one of concrete(layer.file, inner)) {
      const found = findValue(layer.file, one);
      if (!found || found.depth < one.length) continue;
      for (const { key, pair } of entries(found.node))
        if (typed?.path !== layer.file.path || typed.offset !== found.part.offset + pair.key.start)
          keys.set(key, {
            key,
            setting: { layer, found: { ...found, depth: one.length + 1, pair, node: pair.value } },
            value: undefined,
          });
    }
  }
  for (const instance of model.instances)
    for (const [key, value] of packedBelow(model, instance, path))
      if (!keys.has(key)) keys.set(key, { key, setting: undefined, value });
  return keys;
}

/** A subchart is a key of its parent's values, too, whether or not they name it. */
export function subchartsBelow({ instances }: ChartModel, path: readonly Step[]): readonly ChartInstance[] {
  return instances.filter((one) => one.path.length === path.length + 1 && path.every((step, i) => one.path[i] === step));
}

function packedBelow(
  model: ChartModel,
  { chart, path: prefix }: ChartInstance,
  path: readonly Step[],
): Iterable<readonly [string, Traced]> {
  if (model.fileAt(`${chart.path}/values.yaml`) || !prefix.every((step, i) => path[i] === step)) return [];
  let at: Traced | undefined = chart.values;
  for (const step of path.slice(prefix.length)) at = at && entryOf(at, step);
  return at?.value instanceof DictValue ? (at.value as Dict).entries : [];
}

function entryOf({ value }: Traced, step: Step): Traced | undefined {
  if (value instanceof DictValue) return step === EACH ? [...value.entries.values()][0] : value.entries.get(String(step));
  return value instanceof List ? value.items[0] : undefined;
}

/** The paths that a path with EACH stands for in a file. */
function concrete(file: SourceFile, path: readonly Step[]): readonly (readonly (string | number)[])[] {
  let paths: readonly (readonly (string | number)[])[] = [[]];
  for (const step of path) {
    paths =
      step === EACH
        ? paths.flatMap((one) => childrenOf(file, one).map((key) => [...one, key]))
        : paths.map((one) => [...one, step]);
    if (paths.length > MOST_PATHS) break;
  }
  return paths.slice(0, MOST_PATHS);
}

const MOST_PATHS = 200;

function childrenOf(file: SourceFile, path: readonly (string | number)[]): readonly (string | number)[] {
  const found = findValue(file, path);
  if (!found || found.depth < path.length) return [];
  const list = items(found.node);
  return list ? list.map((_, i) => i) : entries(found.node).map(({ key }) => key);
}

/** The path of a pair in its file, with EACH for items of lists. */
export function stepsTo(pair: YamlPair): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let at: YamlNode | YamlPair | undefined = pair; at; at = at.parent) {
    if ("colon" in at) path.push(keyText(at) ?? "");
    else if (at.parent && !("colon" in at.parent)) path.push(at.parent.items.indexOf(at));
  }
  return path.toReversed();
}
