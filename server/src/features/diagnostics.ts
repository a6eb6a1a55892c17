// A file's findings and problems as an editor's diagnostics.

import { DiagnosticSeverity, DiagnosticTag, type Diagnostic, type DiagnosticRelatedInformation } from "vscode-languageserver-types";
import { never } from "../base/never.ts";
import type { FileFinding, FileProblem, FileReport } from "../lint/finding.ts";
import { reportFile } from "../lint/report.ts";
import type { Related } from "../lint/rule.ts";
import { locateResource } from "./locate.ts";
import type { Part } from "../workspace/file.ts";
import { fileRange, rangeOf } from "./convert.ts";
import { helpUri, type Engine } from "./engine.ts";

export const SOURCE = "kube-clinic";

/** More in one file help nobody, and cost every keystroke. */
export const MOST_DIAGNOSTICS = 1000;

/** What a code action needs to find the finding again. */
export interface DiagnosticData {
  readonly rule: string;
}

/** At most `MOST_DIAGNOSTICS`: errors first, then what is nearest to `near` (an offset in the file), then how many more there are. In the order of the text. */
export function diagnose(engine: Engine, path: string, near = 0): Diagnostic[] {
  const report = reportFile(engine.snapshot, path, engine.rules);
  const shown = report.findings.filter(({ suppressed, severity }) => !suppressed && engine.client.severity[severity] !== "off");
  const room = MOST_DIAGNOSTICS - Math.min(report.problems.length, MOST_DIAGNOSTICS);
  const chosen = choose(shown, room, near);
  const diagnostics = [
    ...report.problems.slice(0, MOST_DIAGNOSTICS).map((problem) => problemDiagnostic(report, problem)),
    ...chosen.map((finding) => findingDiagnostic(engine, path, finding)),
  ];
  if (chosen.length < shown.length) diagnostics.push(more(shown.length - chosen.length));
  return diagnostics;
}

function choose(findings: readonly FileFinding[], room: number, near: number): readonly FileFinding[] {
  if (findings.length <= room) return findings;
  const distance = ({ part, finding }: FileFinding) => Math.abs(part.offset + finding.start - near);
  const order = (a: FileFinding, b: FileFinding) => Number(b.severity === "error") - Number(a.severity === "error") || distance(a) - distance(b);
  const kept = new Set(findings.toSorted(order).slice(0, room));
  return findings.filter((finding) => kept.has(finding));
}

function findingDiagnostic(engine: Engine, path: string, { finding, severity, part }: FileFinding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(part, finding),
    severity: severityOf(engine, severity),
    code: finding.rule,
    codeDescription: { href: helpUri(engine, finding.rule) },
    source: SOURCE,
    message: finding.kubernetes ? `${finding.message} (Kubernetes ${finding.kubernetes.join(", ")})` : finding.message,
    data: { rule: finding.rule } satisfies DiagnosticData,
  };
  if (finding.tags.length > 0)
    diagnostic.tags = finding.tags.map((tag) => (tag === "deprecated" ? DiagnosticTag.Deprecated : DiagnosticTag.Unnecessary));
  const related = finding.related.flatMap((place) => relatedInformation(engine, path, part, place));
  if (related.length > 0) diagnostic.relatedInformation = related;
  return diagnostic;
}

function relatedInformation(engine: Engine, path: string, part: Part, related: Related): DiagnosticRelatedInformation[] {
  if ("node" in related) return [{ location: { uri: engine.client.uriOf(path), range: rangeOf(part, related.node) }, message: related.message }];
  const found = locateResource(engine.snapshot, path, related.resource);
  return found ? [{ location: { uri: engine.client.uriOf(found.path), range: found.range }, message: related.message }] : [];
}

function severityOf({ client }: Engine, severity: FileFinding["severity"]): DiagnosticSeverity {
  const shown = client.severity[severity];
  switch (shown) {
    case "error":
      return DiagnosticSeverity.Error;
    case "warning":
      return DiagnosticSeverity.Warning;
    case "information":
      return DiagnosticSeverity.Information;
    case "hint":
    case "off":
      return DiagnosticSeverity.Hint;
    default:
      return never(shown);
  }
}

function problemDiagnostic({ file }: FileReport, { start, end, severity, message }: FileProblem): Diagnostic {
  return {
    range: fileRange(file, { start, end }),
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: SOURCE,
    message,
  };
}

function more(count: number): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: DiagnosticSeverity.Information,
    source: SOURCE,
    message: `${count} more findings are not shown: errors come first, then what is near the last edit`,
  };
}
