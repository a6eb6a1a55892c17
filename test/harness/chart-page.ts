// What a page's scenario shows where its files are a chart: findings and problems in every file, and what proven fixes make of them.

import { LineIndex } from "../../server/src/base/line-index.ts";
import { applyTextEdits, type TextEdit } from "../../server/src/base/text-edit.ts";
import { proveFixes } from "../../server/src/place/chart-fix.ts";
import type { ChartProblem } from "../../server/src/place/chart-problems.ts";
import { reportChart, type ChartReport } from "../../server/src/place/chart-report.ts";
import type { Rule } from "../../server/src/lint/rule.ts";
import { drain } from "../../server/src/template/render.ts";
import type { Snapshot } from "../../server/src/workspace/snapshot.ts";
import type { Label } from "./carets.ts";

/** The folder that scenarios lie in is the chart's. */
export const chartFolder = "/page";

/** What a scenario's chart is called unless it says so itself. */
export const chartFile = "apiVersion: v2\nname: page\nversion: 1.0.0\nappVersion: 1.0.0\n";

export function isChart(paths: readonly string[]): boolean {
  return paths.some((path) => /^\/page\/(?:Chart\.yaml|values\.yaml|templates\/.*)$/.test(path));
}

export function chartReport(snapshot: Snapshot, rules: readonly Rule[]): ChartReport {
  return drain(reportChart(snapshot, chartFolder, rules));
}

/** Problems that are not this rule's own. */
export function otherProblems({ problems }: ChartReport, id: string): readonly ChartProblem[] {
  return problems.filter(({ rule }) => rule !== id);
}

export function chartLabels(snapshot: Snapshot, report: ChartReport, { id, severity }: Rule, path: string): Label[] {
  const usual = typeof severity === "string" ? severity : severity[0];
  const text = snapshot.files.get(path)?.text ?? "";
  const lines = new LineIndex(text);
  const label = (span: { readonly start: number; readonly end: number }, message: string): Label => {
    const { line, column } = lines.positionAt(span.start);
    const bom = line === 0 && text.startsWith("\uFEFF") ? 1 : 0;
    return { line, start: column - bom, end: column - bom + span.end - span.start, text: message };
  };
  const said = [
    ...report.findings.filter(({ rule, suppressed }) => rule === id && !suppressed),
    ...report.problems.filter(({ rule }) => rule === id).map((problem) => ({ ...problem, place: problem })),
  ];
  return said.flatMap(({ place, severity: own, message, related }) => [
    ...(place.path === path ? [label(place, own === usual ? message : `${own}: ${message}`)] : []),
    ...related.flatMap((other) => (other.place.path === path ? [label(other.place, `related: ${other.message}`)] : [])),
  ]);
}

/** What each fix makes of each file, by its title; those of several findings with one title are made together. */
export function chartFixes(
  snapshot: Snapshot,
  report: ChartReport,
  rule: Rule,
  rules: readonly Rule[],
): { readonly title: string; readonly path: string; readonly text: string }[] {
  const edits = new Map<string, Map<string, TextEdit[]>>();
  for (const finding of report.findings) {
    if (finding.rule !== rule.id || finding.suppressed) continue;
    for (const { title, edits: own } of drain(proveFixes(snapshot, report, finding, rules)).fixes)
      for (const [path, list] of own) {
        const byPath = edits.get(title) ?? new Map<string, TextEdit[]>();
        edits.set(title, byPath.set(path, [...(byPath.get(path) ?? []), ...list]));
      }
  }
  return [...edits].flatMap(([title, byPath]) =>
    [...byPath].map(([path, list]) => ({
      title,
      path,
      text: applyTextEdits(
        snapshot.files.get(path)?.text ?? "",
        list.toSorted((a, b) => a.start - b.start),
      ),
    })),
  );
}
