// A file's findings and problems as an editor's diagnostics.

import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
} from "vscode-languageserver-types";
import { memo } from "../base/memo.ts";
import { never } from "../base/never.ts";
import type { FileFinding, FileProblem, FileReport, ShownFinding } from "../lint/finding.ts";
import { reportFile } from "../lint/report.ts";
import type { Related } from "../lint/rule.ts";
import { locateResource } from "./locate.ts";
import type { Part } from "../workspace/file.ts";
import { fileRange, rangeOf } from "./convert.ts";
import { pageUri, type Engine } from "./engine.ts";

export const SOURCE = "kube-clinic";

/** More in one file help nobody, and cost every keystroke. */
export const MOST_DIAGNOSTICS = 1000;

export interface Diagnosis {
  readonly diagnostics: Diagnostic[];
  /** Equal for two diagnoses of one file that show the same. */
  readonly content: string;
}

/** At most `MOST_DIAGNOSTICS`: errors first, then what is nearest to `near` (an offset in the file), then how many more there are. In the order of the text. */
export function diagnose(engine: Engine, path: string, near = 0): Diagnosis {
  const report = reportFile(engine.snapshot, path, engine.rules);
  const parts = report.parts.map(({ part, findings }) => ({ part, known: knowledgeOf(findings, engine.client.severity) }));
  const count = parts.reduce((sum, { known }) => sum + known.shown.length, 0);
  const room = Math.max(0, MOST_DIAGNOSTICS - report.problems.length);
  const problems = report.problems.slice(0, MOST_DIAGNOSTICS).map((problem) => problemDiagnostic(report, problem));
  const rest = count > room ? [more(count - room)] : [];
  const diagnoses = [diagnosisOf([...problems, ...rest])];
  const chosen = count > room ? nearest(parts, room, near) : undefined;
  for (const [i, { part, known }] of parts.entries()) {
    const findings = chosen ? chosen[i]! : known.shown;
    if (findings.length > 0) diagnoses.push(diagnosePart(engine, path, part, findings, known));
  }
  return {
    diagnostics: diagnoses.flatMap(({ diagnostics }) => diagnostics),
    content: diagnoses.map(({ content }) => content).join(""),
  };
}

/** What is remembered of one list of findings; a single look-up, since it is asked of every document at every keystroke. */
interface Knowledge {
  /** The client's severities that it was made for. */
  client: Engine["client"]["severity"] | undefined;
  /** The findings that the editor is to show; of them, errors and the others. */
  shown: readonly ShownFinding[];
  errors: readonly ShownFinding[];
  others: readonly ShownFinding[];
  /** What was handed over last: while the document keeps its line, it is handed over again. */
  last:
    | {
        readonly line: number;
        /** Where the objects of other documents stood that it speaks of. */
        readonly elsewhere: string;
        readonly findings: readonly ShownFinding[];
        readonly diagnosis: Diagnosis;
      }
    | undefined;
}

const knowledge = memo((_findings: readonly ShownFinding[]): Knowledge => ({
  client: undefined,
  shown: [],
  errors: [],
  others: [],
  last: undefined,
}));

function knowledgeOf(findings: readonly ShownFinding[], client: Engine["client"]["severity"]): Knowledge {
  const known = knowledge(findings);
  if (known.client === client) return known;
  const isShown = ({ suppressed, severity }: ShownFinding) => !suppressed && client[severity] !== "off";
  const shown = findings.every(isShown) ? findings : findings.filter(isShown);
  return Object.assign(known, {
    client,
    shown,
    errors: shown.filter(({ severity }) => severity === "error"),
    others: shown.filter(({ severity }) => severity !== "error"),
    last: undefined,
  });
}

interface KnownPart {
  readonly part: Part;
  readonly known: Knowledge;
}

/** `room` findings, by part: errors from the top, then those of the documents around `near`, outwards. */
function nearest(parts: readonly KnownPart[], room: number, near: number): readonly (readonly ShownFinding[])[] {
  let left = room;
  const take = (findings: readonly ShownFinding[]) => {
    const taken = left >= findings.length ? findings : findings.slice(0, left);
    left -= taken.length;
    return taken;
  };
  const kept = parts.map(({ known }) => take(known.errors));
  const above = parts.findIndex(({ part }) => part.offset > near);
  const middle = Math.max(0, (above < 0 ? parts.length : above) - 1);
  for (const i of outwards(middle, parts.length)) {
    const { known } = parts[i]!;
    const taken = take(known.others);
    if (taken.length > 0) kept[i] = kept[i]!.length + taken.length === known.shown.length ? known.shown : [...kept[i]!, ...taken];
    if (left === 0) break;
  }
  return kept;
}

/** The numbers below `end`, from `middle` to both sides. */
function* outwards(middle: number, end: number): Generator<number> {
  if (middle < end) yield middle;
  for (let distance = 1; distance < end; distance++) {
    if (middle - distance >= 0) yield middle - distance;
    if (middle + distance < end) yield middle + distance;
  }
}

function diagnosePart(engine: Engine, path: string, part: Part, findings: readonly ShownFinding[], known: Knowledge): Diagnosis {
  const { last } = known;
  const elsewhere = placesElsewhere(engine, path, findings);
  const isSame = last?.findings === findings && last.elsewhere === elsewhere;
  if (isSame && last.line === part.line) return last.diagnosis;
  // What is related in the document itself has moved as well; that is rare, and made anew.
  const isPlain = findings.every(({ finding }) => finding.related.length === 0);
  const diagnosis =
    isSame && isPlain
      ? moved(last.diagnosis, part.line - last.line)
      : diagnosisOf(findings.map((finding) => findingDiagnostic(engine, path, { ...finding, part })));
  known.last = { line: part.line, elsewhere, findings, diagnosis };
  return diagnosis;
}

function placesElsewhere({ snapshot }: Engine, path: string, findings: readonly ShownFinding[]): string {
  let places = "";
  for (const { finding } of findings)
    for (const related of finding.related)
      if ("resource" in related) {
        const found = locateResource(snapshot, path, related.resource);
        places += found ? `${found.path}:${found.part.line}:${found.span.start} ` : "- ";
      }
  return places;
}

/** The same, so many lines further down. */
function moved({ diagnostics }: Diagnosis, lines: number): Diagnosis {
  return diagnosisOf(
    diagnostics.map((diagnostic) => {
      const { start, end } = diagnostic.range;
      return { ...diagnostic, range: { start: { ...start, line: start.line + lines }, end: { ...end, line: end.line + lines } } };
    }),
  );
}

function diagnosisOf(diagnostics: Diagnostic[]): Diagnosis {
  return { diagnostics, content: contentOf(diagnostics) };
}

/** Equal for equal diagnostics. */
export function contentOf(diagnostics: readonly Diagnostic[]): string {
  let content = "";
  for (const { range, severity, code, message, relatedInformation } of diagnostics) {
    content += `${range.start.line}:${range.start.character}-${range.end.character} ${severity} ${code} ${message}\n`;
    if (relatedInformation) content += JSON.stringify(relatedInformation);
  }
  return content;
}

function findingDiagnostic(engine: Engine, path: string, { finding, severity, part }: FileFinding): Diagnostic {
  const diagnostic: Diagnostic = {
    range: rangeOf(part, finding),
    severity: severityOf(engine, severity),
    code: finding.rule,
    codeDescription: { href: pageUri(engine, finding.rule) },
    source: SOURCE,
    message: finding.kubernetes ? `${finding.message} (Kubernetes ${finding.kubernetes.join(", ")})` : finding.message,
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
  return found
    ? [{ location: { uri: engine.client.uriOf(found.path), range: rangeOf(found.part, found.span) }, message: related.message }]
    : [];
}

export function severityOf({ client }: Engine, severity: FileFinding["severity"]): DiagnosticSeverity {
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
