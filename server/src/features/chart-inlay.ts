// Shows what values come to behind the actions that read them.

import { InlayHintKind, type InlayHint, type Range } from "vscode-languageserver-types";
import type { ChartReport } from "../place/chart-report.ts";
import { Dict, List } from "../template/value.ts";
import type { TemplateText } from "./chart-model.ts";
import { chartCursorAt } from "./chart-cursor.ts";
import { effectiveValues, spelled } from "./chart-effective.ts";
import { chartUsesOf } from "./chart-uses.ts";
import { linesOf, textRange } from "./chart-view.ts";
import type { Engine } from "./engine.ts";

/** For scalars that a template reads by a path that leads to one value. Where values sets differ, the first one and how many others. */
export function chartInlayHints(engine: Engine, report: ChartReport, path: string, range: Range): InlayHint[] {
  const cursor = chartCursorAt(engine, path, range.start);
  if (!cursor?.text) return [];
  const lines = linesOf(cursor.file);
  const end = lines.offsetAt({ line: range.end.line, column: range.end.character });
  const hints: InlayHint[] = [];
  for (const [at, words] of scalarsOf(cursor.text, report, chartUsesOf(cursor.model).readings, cursor.offset, end)) {
    const { end: position } = textRange(cursor.file, { start: at, end: at });
    hints.push({ position, label: ` ${words}`, kind: InlayHintKind.Parameter, paddingLeft: false });
  }
  return hints;
}

/** By where the name ends. */
function scalarsOf(
  { path }: TemplateText,
  report: ChartReport,
  readings: ReturnType<typeof chartUsesOf>["readings"],
  from: number,
  to: number,
): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const several = new Set<number>();
  for (const { text, values } of readings) {
    if (text.path !== path) continue;
    for (const use of values) {
      if (use.start < from || use.end > to || use.kind !== "field" || use.path.includes(0)) continue;
      const words = wordsFor(report, use.path);
      if (found.has(use.end) && found.get(use.end) !== words) several.add(use.end);
      if (words !== undefined) found.set(use.end, words);
    }
  }
  for (const at of several) found.delete(at);
  return new Map([...found].sort(([a], [b]) => a - b));
}

function wordsFor(report: ChartReport, path: readonly (string | number)[]): string | undefined {
  const all = effectiveValues(report, path);
  const scalars = all.filter(({ value }) => value && !(value.value instanceof Dict) && !(value.value instanceof List));
  const [first] = scalars;
  if (!first?.value || scalars.length < all.length) return undefined;
  const spellings = new Set(scalars.map(({ value }) => spelled(value!.value)));
  return `= ${spelled(first.value.value)}${spellings.size > 1 ? ` (${spellings.size - 1} more)` : ""}`;
}
