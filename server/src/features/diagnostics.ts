// A file's findings and problems as an editor's diagnostics.

import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from "vscode-languageserver-types";
import { memo, memo2 } from "../base/memo.ts";
import { never } from "../base/never.ts";
import type { FileFinding, FileProblem, FileReport, PartFindings, ShownFinding } from "../lint/finding.ts";
import { reportFile } from "../lint/report.ts";
import type { Related } from "../lint/rule.ts";
import { locateResource } from "./locate.ts";
import type { Part } from "../workspace/file.ts";
import { fileRange, rangeOf } from "./convert.ts";
import { pageUri, type Engine } from "./engine.ts";

export const SOURCE = "kube-clinic";

/** More in one file help nobody, and cost every keystroke. */
export const MOST_DIAGNOSTICS = 1000;

/** What a code action needs to find the finding again. */
export interface DiagnosticData {
  readonly rule: string;
}

export interface Diagnosis {
  readonly diagnostics: Diagnostic[];
  /** Equal for two diagnoses of one file that show the same. */
  readonly content: string;
}

/** At most `MOST_DIAGNOSTICS`: errors first, then what is nearest to `near` (an offset in the file), then how many more there are. In the order of the text. */
export function diagnose(engine: Engine, path: string, near = 0): Diagnosis {
  const report = reportFile(engine.snapshot, path, engine.rules);
  const parts = report.parts.map(({ part, findings }) => ({ part, findings: visible(findings, engine.client.severity) }));
  const count = parts.reduce((sum, { findings }) => sum + findings.length, 0);
  const room = Math.max(0, MOST_DIAGNOSTICS - report.problems.length);
  const chosen = count <= room ? parts : nearest(parts, room, near);
  const problems = report.problems.slice(0, MOST_DIAGNOSTICS).map((problem) => problemDiagnostic(report, problem));
  const rest = count > room ? [more(count - room)] : [];
  const diagnoses = [
    diagnosisOf([...problems, ...rest]),
    ...chosen.flatMap((part) => (part.findings.length > 0 ? [diagnosePart(engine, path, part)] : [])),
  ];
  return {
    diagnostics: diagnoses.flatMap(({ diagnostics }) => diagnostics),
    content: diagnoses.map(({ content }) => content).join(""),
  };
}

/** The findings that the editor is to show. */
const visible = memo2((findings: readonly ShownFinding[], shown: Engine["client"]["severity"]): readonly ShownFinding[] => {
  const isShown = ({ suppressed, severity }: ShownFinding) => !suppressed && shown[severity] !== "off";
  return findings.every(isShown) ? findings : findings.filter(isShown);
});

const errors = memo((findings: readonly ShownFinding[]) => findings.filter(({ severity }) => severity === "error"));
const others = memo((findings: readonly ShownFinding[]) => findings.filter(({ severity }) => severity !== "error"));

/** `room` findings: errors from the top, then those of the documents around `near`, outwards. */
function nearest(parts: readonly PartFindings[], room: number, near: number): readonly PartFindings[] {
  let left = room;
  const take = (findings: readonly ShownFinding[]) => {
    const taken = left >= findings.length ? findings : findings.slice(0, left);
    left -= taken.length;
    return taken;
  };
  const kept = parts.map(({ findings }) => take(errors(findings)));
  const middle = Math.max(
    0,
    parts.findLastIndex(({ part }) => part.offset <= near),
  );
  for (let distance = 0; left > 0 && distance < parts.length; distance++)
    for (const i of new Set([middle - distance, middle + distance])) {
      const findings = parts[i]?.findings ?? [];
      const taken = take(others(findings));
      if (taken.length > 0) kept[i] = kept[i]!.length + taken.length === findings.length ? findings : [...kept[i]!, ...taken];
    }
  return parts.map(({ part }, i) => ({ part, findings: kept[i]! }));
}

/** The last diagnosis of a list of findings: while its document keeps its line, it is handed over as it is. */
const lastDiagnoses = memo(
  (_findings: readonly ShownFinding[]): { line?: number; client?: unknown; diagnosis?: Diagnosis } => ({}),
);

function diagnosePart(engine: Engine, path: string, { part, findings }: PartFindings): Diagnosis {
  const last = lastDiagnoses(findings);
  const { severity } = engine.client;
  // What stands in other documents may have moved, so that is looked up anew.
  const isAlone = findings.every(({ finding }) => finding.related.every((place) => "node" in place));
  if (last.diagnosis && last.line === part.line && last.client === severity && isAlone) return last.diagnosis;
  const diagnosis = diagnosisOf(findings.map((finding) => findingDiagnostic(engine, path, { ...finding, part })));
  Object.assign(last, { line: part.line, client: severity, diagnosis });
  return diagnosis;
}

function diagnosisOf(diagnostics: Diagnostic[]): Diagnosis {
  const content = diagnostics.map(({ range: { start, end }, severity, code, message, relatedInformation }) => {
    const related = relatedInformation ? JSON.stringify(relatedInformation) : "";
    return `${start.line}:${start.character}-${end.line}:${end.character} ${severity} ${code} ${message}${related}\n`;
  });
  return { diagnostics, content: content.join("") };
}

function findingDiagnostic(engine: Engine, path: string, { finding, severity, part }: FileFinding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(part, finding),
    severity: severityOf(engine, severity),
    code: finding.rule,
    codeDescription: { href: pageUri(engine, finding.rule) },
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
  if ("node" in related)
    return [{ location: { uri: engine.client.uriOf(path), range: rangeOf(part, related.node) }, message: related.message }];
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
