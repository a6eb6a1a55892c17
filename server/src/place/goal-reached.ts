// Says where a goal lies in a document, whether another version of the document has reached it, and which changes it wants.

import { asMap, get, items, pathTo, resolve, textOf } from "../yaml/access.ts";
import { Hole, type YamlValue } from "../yaml/edit.ts";
import type { YamlDocument, YamlNode } from "../yaml/tree.ts";
import { valueOf, type LeafChange } from "./document-changes.ts";
import type { Goal } from "./goal.ts";
import type { Rendered } from "./trial.ts";

export type Path = readonly (string | number)[];
export type FieldGoal = Exclude<Goal, { kind: "document" }>;

/** Where the goal's value stands, or will. */
function pathOf(goal: FieldGoal): Path {
  switch (goal.kind) {
    case "add":
      return [...pathTo(goal.owner), ...goal.missing];
    case "replace":
      return pathTo(goal.pair);
    case "remove":
      return pathTo(goal.target);
    case "append":
      return pathTo(goal.list);
  }
}

export function topKeyOf(goal: FieldGoal): string {
  const key = goal.kind === "add" ? goal.missing[0] : pathOf(goal).findLast((step) => typeof step === "string");
  return String(key ?? "");
}

export function kindIn(value: YamlValue): string {
  return typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : "";
}

export function startsWith(path: Path, start: Path): boolean {
  return path.length >= start.length && start.every((step, i) => step === path[i]);
}

export function isWanted({ path, kind }: LeafChange, goal: Goal): boolean {
  if (goal.kind === "document") return false;
  if (goal.kind === "add" && kind === "added" && isDeeper(path, goal)) return true;
  return (
    startsWith(path, pathOf(goal)) && (goal.kind !== "append" || kind === "added") && (goal.kind !== "remove" || kind !== "added")
  );
}

/** It came with what was wanted, in the same map, and overwrites nothing. */
export function isNear({ path, kind }: LeafChange, goal: Goal): boolean {
  return goal.kind === "add" && kind === "added" && startsWith(path, [...pathTo(goal.owner), goal.missing[0]]);
}

/** What a pod lacks may be said in its containers, under the same keys. */
function isDeeper(path: Path, { owner, missing }: Extract<Goal, { kind: "add" }>): boolean {
  const start = pathTo(owner);
  if (missing.length < 2 || !startsWith(path, start)) return false;
  return path.some((_, i) => i > start.length && startsWith(path.slice(i), missing));
}

export function isReached(goal: FieldGoal, { document }: Rendered, leaves: readonly LeafChange[]): boolean {
  if (goal.kind === "add" && leaves.some(({ kind, path }) => kind === "added" && isDeeper(path, goal))) return true;
  const node = nodeFor(goal, document);
  // What is to go may have moved; that the finding is gone says it.
  if (goal.kind === "remove") return true;
  if (goal.kind === "append") return (items(node) ?? []).some((item) => holds(item, goal.value));
  return holds(node, goal.value);
}

/** The node at the goal's path in another version of its document; items with a name are found by it. */
export function nodeFor(goal: FieldGoal, { root }: YamlDocument): YamlNode | undefined {
  const path = pathOf(goal);
  let old: YamlNode | undefined = rootOf(goal);
  let node = root;
  for (const step of path) {
    old = old && child(old, step);
    const name = typeof step === "number" ? textOf(get(old, "name")) : undefined;
    const named = name === undefined ? undefined : items(node)?.find((item) => textOf(get(item, "name")) === name);
    node = named ?? (node && child(node, step));
  }
  return node;
}

function rootOf(goal: FieldGoal): YamlNode {
  let node: YamlNode =
    goal.kind === "add"
      ? goal.owner
      : goal.kind === "append"
        ? goal.list
        : goal.kind === "replace"
          ? goal.pair.value
          : valueIn(goal.target);
  while (node.parent) node = "colon" in node.parent ? node.parent.parent : node.parent;
  return node;
}

function valueIn(target: Extract<Goal, { kind: "remove" }>["target"]): YamlNode {
  return "colon" in target ? target.value : target;
}

function child(node: YamlNode, step: string | number): YamlNode | undefined {
  return resolve(typeof step === "number" ? items(node)?.[step] : get(node, step));
}

/** Whether the value is there, maybe among others. */
function holds(node: YamlNode | undefined, value: YamlValue): boolean {
  if (value instanceof Hole) return node !== undefined;
  if (typeof value !== "object" || value === null) return node !== undefined && (valueOf(node) ?? null) === value;
  if (isList(value)) return value.every((one) => items(node)?.some((item) => holds(item, one)));
  return (
    (asMap(node) !== undefined || Object.keys(value).length === 0) &&
    Object.entries(value).every(([key, inner]) => holds(get(node, key), inner))
  );
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}
