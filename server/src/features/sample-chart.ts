// Small charts for tests of features: several files in one text, with a cursor in one of them.

import { LineIndex } from "../base/line-index.ts";
import { indexRules } from "../lint/rule-set.ts";
import type { Rule } from "../lint/rule.ts";
import { apply, createSnapshot } from "../workspace/snapshot.ts";
import { sampleUnit, type Sample } from "./sample-unit.ts";

/** A line `== name` starts a file below `/w/web`, a chart; without a Chart.yaml it gets one. `$0` is the cursor. */
export function sampleChart(
  text: string,
  rules: readonly Rule[] = [],
): Sample & { readonly text: string; readonly offset: number } {
  const files = new Map<string, string>([
    ["/w/web/Chart.yaml", 'apiVersion: v2\nname: web\nversion: 1.0.0\nappVersion: "2.0"\n'],
  ]);
  let found: { path: string; offset: number } | undefined;
  for (const piece of text.split(/^== /m).slice(1)) {
    const end = piece.indexOf("\n");
    const path = `/w/web/${piece.slice(0, end).trim()}`;
    const content = piece.slice(end + 1);
    const offset = content.indexOf("$0");
    if (offset >= 0) found = { path, offset };
    files.set(path, content.replace("$0", ""));
  }
  const empty = createSnapshot({ index: indexRules(rules), today: "2026-01-01" });
  const { snapshot } = apply(empty, { roots: ["/w"], files, complete: ["/w"], charts: ["/w/web"] });
  const { path, offset } = found ?? { path: "/w/web/values.yaml", offset: 0 };
  const content = files.get(path) ?? "";
  const { line, column } = new LineIndex(content).positionAt(offset);
  const { engine } = sampleUnit("");
  return { engine: { ...engine, snapshot, rules }, path, position: { line, character: column }, text: content, offset };
}
