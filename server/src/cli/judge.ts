// Lints the files of a check and adds up what that comes to.

import { factsOf } from "../kube/facts.ts";
import type { FileReport } from "../lint/finding.ts";
import { reportFile } from "../lint/report.ts";
import type { Rule } from "../lint/rule.ts";
import type { SourceFile } from "../workspace/file.ts";
import type { ChartOutcome } from "./chart-task.ts";
import { collectFindings, collectPolicyProblems, collectProblems, type CollectOptions } from "./collect.ts";
import { compareFindings, compareProblems, type Outcome, type Problem, type ReportedFinding, type Summary } from "./outcome.ts";
import { shown } from "./path.ts";

export interface JudgeOptions extends CollectOptions {
  readonly rules: readonly Rule[];
  /** Paths in order. */
  readonly reported: readonly string[];
  /** Those among them that were asked for by name. */
  readonly named: ReadonlySet<string>;
  readonly showSuppressed: boolean;
}

/** `problems` are those that came up before; the times and fixes of the summary are left to be filled in. */
export function judge(options: JudgeOptions, problems: readonly Problem[], charts: readonly ChartOutcome[] = []): Outcome {
  const { snapshot, rules } = options;
  const paths = options.reported.filter((path) => snapshot.files.has(path));
  const manifests = paths.filter((path) => snapshot.kindOf(path) === "manifest");
  const reports = paths.map((path) => reportFile(snapshot, path, rules));
  const findings = [
    ...reports.flatMap((report) => collectFindings(report, options)),
    ...charts.flatMap((chart) => chart.findings),
  ].sort(compareFindings);
  const all = [
    ...problems,
    ...policyProblems(paths, options),
    ...reports
      .filter(({ file }) => snapshot.kindOf(file.path) !== "policy")
      .flatMap((report) => collectProblems(report, options.folder)),
    ...reports.flatMap((report) => misfits(report, options)),
    ...charts.flatMap((chart) => chart.problems),
  ];
  return {
    findings: options.showSuppressed ? findings : findings.filter(({ suppressed }) => !suppressed),
    problems: once(all).sort(compareProblems),
    summary: summarize(
      manifests.map((path) => snapshot.files.get(path)!),
      charts,
      findings,
    ),
    unproven: charts.reduce((sum, chart) => sum + chart.unproven, 0),
  };
}

/** Several charts may have the same policy, and the same values file. */
function once(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** Of every policy that governs one of the files, and of every policy file among them; each said once. */
function policyProblems(paths: readonly string[], options: JudgeOptions): readonly Problem[] {
  const { snapshot } = options;
  const policies = paths.map((path) => (snapshot.kindOf(path) === "policy" ? snapshot.policyAt(path) : snapshot.policyFor(path)));
  const problems = new Map(
    [...new Set(policies)]
      .flatMap((policy) => policy?.problems ?? [])
      .map((one) => [`${one.path}:${one.start}:${one.message}`, one]),
  );
  return collectPolicyProblems([...problems.values()], options);
}

/** What is said of a file that was named and holds no Kubernetes objects; where broken YAML hides one, its report says so. */
function misfits({ file: source, problems }: FileReport, { snapshot, named, folder }: JudgeOptions): readonly Problem[] {
  const { path } = source;
  const kind = snapshot.kindOf(path);
  const file = shown(folder, path);
  if (!named.has(path) || problems.length > 0) return [];
  if (kind !== "other") return [];
  const syntax = collectProblems(
    { file: source, parts: [], findings: [], problems: syntaxErrors(source), crashes: [], incomplete: false },
    folder,
  );
  if (syntax.length > 0) return syntax;
  return [{ file, severity: "error", message: "No Kubernetes object in here: no document has `apiVersion` and `kind`" }];
}

function syntaxErrors({ parts }: SourceFile) {
  return parts.flatMap(({ document, offset }) =>
    document.problems
      .filter(({ severity }) => severity === "error")
      .map(({ start, end, severity, message }) => ({ start: start + offset, end: end + offset, severity, message })),
  );
}

function summarize(
  manifests: readonly SourceFile[],
  charts: readonly ChartOutcome[],
  findings: readonly ReportedFinding[],
): Summary {
  const documents = manifests
    .flatMap(({ parts }) => parts.map(({ document }) => document))
    .filter(({ root }) => root !== undefined);
  const open = findings.filter(({ suppressed }) => !suppressed);
  const of = (severity: string) => open.filter((finding) => finding.severity === severity).length;
  const inCharts = (part: "files" | "documents" | "resources") => charts.reduce((sum, chart) => sum + chart[part], 0);
  return {
    files: manifests.length + inCharts("files"),
    documents: documents.length + inCharts("documents"),
    resources: documents.reduce((sum, document) => sum + factsOf(document).resources.length, 0) + inCharts("resources"),
    charts: charts.length,
    findings: { error: of("error"), warning: of("warning"), info: of("info") },
    occurrences: open.reduce((sum, { occurrences }) => sum + occurrences.length, 0),
    fixable: open.filter(({ fixes }) => fixes).length,
    fixed: 0,
    suppressed: findings.length - open.length,
    milliseconds: 0,
  };
}
