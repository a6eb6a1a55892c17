// What a fix wants of a rendered document, one thing at a time, whichever text may bring it about.

import { asMap, get, isNull, resolve } from "../yaml/access.ts";
import type { YamlEdit, YamlValue } from "../yaml/edit.ts";
import { Hole } from "../yaml/edit.ts";
import type { YamlMap, YamlNode, YamlPair, YamlSeq } from "../yaml/tree.ts";

export type Goal =
  /** `missing`: the keys below `owner` that are not there yet, the last one gets the value. */
  | { readonly kind: "add"; readonly owner: YamlMap; readonly missing: readonly [string, ...string[]]; readonly value: YamlValue }
  /** Another value for what a key holds. */
  | { readonly kind: "replace"; readonly pair: YamlPair; readonly value: YamlValue }
  | { readonly kind: "remove"; readonly target: YamlPair | YamlNode }
  | { readonly kind: "append"; readonly list: YamlSeq; readonly value: YamlValue }
  | { readonly kind: "document"; readonly value: YamlValue };

/** Undefined where a chart cannot be told to do it (another name for a key). */
export function goalsOf(edits: readonly YamlEdit[]): readonly Goal[] | undefined {
  const goals: Goal[] = [];
  for (const edit of edits) {
    switch (edit.op) {
      case "set":
        goals.push(...setGoals(edit.at, edit.path, edit.value));
        break;
      case "insertItem": {
        const list = resolve(edit.path.reduce<YamlNode | undefined>((node, step) => get(node, step), edit.at));
        if (list?.kind === "seq") goals.push({ kind: "append", list, value: edit.value });
        else goals.push(...setGoals(edit.at, edit.path, [edit.value]));
        break;
      }
      case "remove":
        goals.push({ kind: "remove", target: edit.target });
        break;
      case "appendDocument":
        goals.push({ kind: "document", value: edit.value });
        break;
      case "rename":
        return undefined;
    }
  }
  return goals;
}

/** A map is laid over a map that stands there, key by key. */
function setGoals(at: YamlMap, path: readonly [string, ...string[]], value: YamlValue): readonly Goal[] {
  let owner = at;
  for (const [i, step] of path.entries()) {
    const pair = owner.pairs.findLast(({ key }) => key.kind === "scalar" && key.value === step);
    const rest = path.slice(i) as [string, ...string[]];
    if (!pair) return [{ kind: "add", owner, missing: rest, value }];
    const next = asMap(pair.value);
    if (i === path.length - 1) {
      if (next && isMapValue(value)) return Object.entries(value).flatMap(([key, inner]) => setGoals(next, [key], inner));
      return [{ kind: "replace", pair, value }];
    }
    if (!next) return [{ kind: "replace", pair, value: nested(path.slice(i + 1), value) }];
    owner = next;
  }
  return [];
}

function isMapValue(value: YamlValue): value is { readonly [key: string]: YamlValue } {
  return typeof value === "object" && value !== null && !(value instanceof Hole) && !Array.isArray(value);
}

/** The value under keys that lead to it. */
export function nested(path: readonly string[], value: YamlValue): YamlValue {
  return path.reduceRight<YamlValue>((inner, key) => ({ [key]: inner }), value);
}

/** Nothing is written for a key: null, or an empty map. */
export function isEmptyNode(node: YamlNode | undefined): boolean {
  return node === undefined || isNull(node) || (node.kind === "map" && node.pairs.length === 0);
}
