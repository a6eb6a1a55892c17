// The keys that can stand below a place in a chart's values: from values files, schemas, subcharts, and what templates read.

import { memo } from "../base/memo.ts";
import type { Step } from "../template/flow.ts";
import type { YamlNode } from "../yaml/tree.ts";
import type { ChartItem } from "./chart-complete-item.ts";
import { commentOf, schemaKeys, schemaWords } from "./chart-docs.ts";
import type { ChartModel } from "./chart-model.ts";
import { chartUsesOf, type ValueUse } from "./chart-uses.ts";
import { keysBelow, subchartsBelow, type KnownKey, type TypedKey } from "./chart-values.ts";

/** What is known of a key, in the order in which keys are best offered. */
export function valueKeys(model: ChartModel, path: readonly Step[], typed?: TypedKey): readonly ChartItem[] {
  const schema = schemaKeys(model, path);
  const found = new Map<string, ChartItem>();
  const wordsOf = (key: string, comment: string) => {
    const place = schema.get(key);
    return [comment, place ? schemaWords(place) : ""].filter(Boolean).join("\n\n");
  };
  for (const [key, known] of keysBelow(model, path, typed)) {
    const words = wordsOf(key, known.setting ? commentOf(known.setting) : "");
    found.set(key, { label: key, ...valueOf(known), ...(words && { documentation: words }) });
  }
  for (const [key, place] of schema)
    if (!found.has(key)) found.set(key, { label: key, kind: "value", note: "schema", documentation: schemaWords(place) });
  for (const { name, chart } of subchartsBelow(model, path))
    if (!found.has(name)) found.set(name, { label: name, kind: "chart", note: `subchart ${chart.metadata.version}` });
  for (const key of readBelow(model, path))
    if (!found.has(key)) found.set(key, { label: key, kind: "value", note: "read by templates" });
  return [...found.values()];
}

/** The keys that templates take out of the value, whoever sets them. */
export function readBelow(model: ChartModel, path: readonly Step[]): ReadonlySet<string> {
  const found = new Set<string>();
  const key = path.join("\0");
  for (const { values } of chartUsesOf(model).readings) for (const step of taken(values).get(key) ?? []) found.add(step);
  return found;
}

/** By the path that they are taken from. */
const taken: (values: readonly ValueUse[]) => ReadonlyMap<string, ReadonlySet<string>> = memo((values) => {
  const found = new Map<string, Set<string>>();
  for (const { path } of values) {
    const step = path.at(-1);
    if (typeof step !== "string") continue;
    const owner = path.slice(0, -1).join("\0");
    const known = found.get(owner);
    if (known) known.add(step);
    else found.set(owner, new Set([step]));
  }
  return found;
});

function valueOf({ setting, value }: KnownKey): Pick<ChartItem, "kind" | "note"> {
  if (!setting) return { kind: "value", note: value === undefined ? "" : "packed subchart" };
  const { node } = setting.found;
  return { kind: node.kind === "scalar" ? "value" : "map", note: preview(node) };
}

/** A value in a few characters. */
export function preview(node: YamlNode): string {
  if (node.kind === "alias") return `*${node.name}`;
  if (node.kind === "map") return node.pairs.length === 0 ? "{}" : "{…}";
  if (node.kind === "seq") return node.items.length === 0 ? "[]" : `[${node.items.length}]`;
  const text = node.value.replaceAll(/\s+/g, " ");
  const short = text.length > 40 ? `${text.slice(0, 39)}…` : text;
  return node.style === "plain" ? short : JSON.stringify(short);
}
