// The chart that a file belongs to, as features look at it.

import type { Range } from "vscode-languageserver-types";
import { LineIndex } from "../base/line-index.ts";
import { memo } from "../base/memo.ts";
import type { Span } from "../base/span.ts";
import { reportChart, type ChartFinding, type ChartReport } from "../place/chart-report.ts";
import { drain } from "../template/render.ts";
import type { SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Engine } from "./engine.ts";

/** The folder of the chart that a file is part of, or is a values file of. */
export function chartFolderOf(snapshot: Snapshot, path: string): string | undefined {
  if (snapshot.kindOf(path) === "policy") return undefined;
  const own = snapshot.chartOf(path);
  if (own !== undefined || !/\.ya?ml$/.test(path)) return own;
  return snapshot.chartFolders.find((folder) => snapshot.chartAt(folder).values.has(path));
}

/** The chart's report; made at once where nobody has asked for it before. */
export function chartReportAt({ snapshot, rules }: Engine, folder: string): ChartReport {
  return drain(reportChart(snapshot, folder, rules));
}

/** Findings that are to be shown in a file, in the order of its text. */
export function findingsInFile({ findings }: ChartReport, path: string): readonly ChartFinding[] {
  return findings.filter(({ place, suppressed }) => place.path === path && !suppressed);
}

/** A span of a file that need not be YAML. */
export function textRange(file: SourceFile, { start, end }: Span): Range {
  const lines = linesOf(file);
  const [from, to] = [lines.positionAt(start), lines.positionAt(end)];
  return { start: { line: from.line, character: from.column }, end: { line: to.line, character: to.column } };
}

export const linesOf: (file: SourceFile) => LineIndex = memo((file) => new LineIndex(file.text));
