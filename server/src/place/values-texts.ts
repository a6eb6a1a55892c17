// The values that are templates themselves: texts with actions in them.

import { memo } from "../base/memo.ts";
import type { Chart } from "../helm/chart.ts";
import { Dict, List, type Traced } from "../template/value.ts";
import type { SourceFile } from "../workspace/file.ts";
import type { YamlNode } from "../yaml/tree.ts";

/** Those of the chart, its subcharts, and the files laid over them; each once. */
export function textsOf(chart: Chart, profiles: readonly SourceFile[]): readonly string[] {
  return [...new Set([...chartTexts(chart), ...profiles.flatMap(fileTexts)])].sort();
}

const chartTexts: (chart: Chart) => readonly string[] = memo((chart: Chart): readonly string[] => [
  ...valueTexts(chart.values),
  ...chart.dependencies.flatMap(chartTexts),
]);

const valueTexts: (value: Traced) => readonly string[] = memo(({ value }: Traced): readonly string[] => {
  if (typeof value === "string") return value.includes("{{") ? [value] : [];
  if (value instanceof Dict) return [...value.entries.values()].flatMap(valueTexts);
  return value instanceof List ? value.items.flatMap(valueTexts) : [];
});

const fileTexts = memo(({ text, parts }: SourceFile): readonly string[] =>
  text.includes("{{") ? parts.flatMap(({ document }) => (document.root ? nodeTexts(document.root) : [])) : [],
);

function nodeTexts(node: YamlNode): readonly string[] {
  if (node.kind === "scalar") return node.value.includes("{{") ? [node.value] : [];
  if (node.kind === "map") return node.pairs.flatMap(({ value }) => nodeTexts(value));
  return node.kind === "seq" ? node.items.flatMap(nodeTexts) : [];
}
