// Compares what is written in a tree with JSON values.

import { entries, items, resolve } from "../yaml/access.ts";
import { scalarValue } from "../yaml/scalar.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { Json } from "./schema.ts";

/** No value is read deeper, and no more of its nodes: aliases can make much out of little. */
const USUAL = { depth: 64, nodes: 100_000 };

/** The value as JSON; what is too deep or too much is null. */
export function jsonOf(node: YamlNode | undefined, { depth, nodes } = USUAL): Json {
  return read(node, depth, { left: nodes });
}

/** A text that is the same for equal values, whatever the order of their keys. */
export function jsonText(node: YamlNode): string {
  return canonical(jsonOf(node));
}

export function isEqual(a: Json, b: Json): boolean {
  return a === b || (typeof a === "object" && typeof b === "object" && canonical(a) === canonical(b));
}

function read(node: YamlNode | undefined, depth: number, budget: { left: number }): Json {
  const target = resolve(node);
  if (!target || depth < 0 || budget.left-- <= 0) return null;
  if (target.kind === "scalar") {
    const value = scalarValue(target);
    return typeof value === "number" && !Number.isFinite(value) ? null : value;
  }
  if (target.kind === "seq") return (items(target) ?? []).map((item) => read(item, depth - 1, budget));
  return Object.fromEntries(entries(target).map(({ key, pair }) => [key, read(pair.value, depth - 1, budget)]));
}

function canonical(value: Json): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(",")}]`;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(",")}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
