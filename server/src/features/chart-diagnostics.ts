// The findings of a chart that stand in one of its files, as diagnostics.

import type { Diagnostic, DiagnosticRelatedInformation } from "vscode-languageserver-types";
import { DiagnosticTag } from "vscode-languageserver-types";
import type { ChartFinding, ChartReport } from "../place/chart-report.ts";
import type { ChartProblem } from "../place/chart-problems.ts";
import type { RelatedPlace } from "../place/place-finding.ts";
import { textRange } from "./chart-view.ts";
import { contentOf, SOURCE, severityOf, type Diagnosis } from "./diagnostics.ts";
import { pageUri, type Engine } from "./engine.ts";

/** What the chart's report says of the file. */
export function diagnoseInChart(engine: Engine, report: ChartReport, path: string): Diagnosis {
  const shown = report.findings.filter(
    ({ place, suppressed, severity }) => place.path === path && !suppressed && engine.client.severity[severity] !== "off",
  );
  const diagnostics = [
    ...report.problems.filter((problem) => problem.path === path).map((problem) => problemDiagnostic(engine, problem)),
    ...shown.map((finding) => findingDiagnostic(engine, report, finding)),
  ];
  return { diagnostics, content: contentOf(diagnostics) };
}

function findingDiagnostic(engine: Engine, report: ChartReport, finding: ChartFinding): Diagnostic {
  const { place, rule, severity, message, occurrences } = finding;
  const file = engine.snapshot.files.get(place.path);
  const [first] = occurrences;
  const tags =
    first?.finding.tags.map((tag) => (tag === "deprecated" ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary)) ?? [];
  const related = finding.related.flatMap((one) => relatedInformation(engine, one));
  return {
    range: file ? textRange(file, place) : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: severityOf(engine, severity),
    code: rule,
    codeDescription: { href: pageUri(engine, rule) },
    source: SOURCE,
    message: `${message}${scopeOf(report, finding)}`,
    ...(tags.length > 0 && { tags }),
    ...(related.length > 0 && { relatedInformation: related }),
  };
}

/** Which minors and which values sets are concerned, where it is not all, and in how many objects it shows. */
export function scopeOf({ sets }: ChartReport, { occurrences }: ChartFinding): string {
  const notes: string[] = [];
  const kubernetes = occurrences[0]?.finding.kubernetes;
  if (kubernetes) notes.push(`Kubernetes ${kubernetes.join(", ")}`);
  const names = new Set(occurrences.flatMap((one) => one.sets));
  if (names.size < sets.length) notes.push(`only with ${[...names].map((name) => `\`${name}\``).join(", ")}`);
  const objects = new Set(occurrences.map(({ finding }) => finding.resource?.label ?? ""));
  if (objects.size > 1) notes.push(`in ${objects.size} objects`);
  return notes.length > 0 ? ` (${notes.join("; ")})` : "";
}

function problemDiagnostic(engine: Engine, { path, start, end, severity, message, related, rule }: ChartProblem): Diagnostic {
  const file = engine.snapshot.files.get(path);
  const information = related.flatMap((one) => relatedInformation(engine, one));
  return {
    range: file ? textRange(file, { start, end }) : { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    severity: severityOf(engine, severity),
    ...(rule !== undefined && { code: rule, codeDescription: { href: pageUri(engine, rule) } }),
    source: SOURCE,
    message,
    ...(information.length > 0 && { relatedInformation: information }),
  };
}

function relatedInformation({ snapshot, client }: Engine, { place, message }: RelatedPlace): DiagnosticRelatedInformation[] {
  const file = snapshot.files.get(place.path);
  return file ? [{ location: { uri: client.uriOf(place.path), range: textRange(file, place) }, message }] : [];
}
