// All that is to be said of one file: findings after overrides and suppressions, and what could not be read.

import { memo, memo2 } from "../base/memo.ts";
import { MOST_DOCUMENTS, type SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Unit } from "../workspace/unit.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import type { FileFinding, FileProblem, FileReport, Finding, PartFindings, ShownFinding } from "./finding.ts";
import { lintDocument } from "./lint.ts";
import type { Fix, Rule } from "./rule.ts";
import type { Crash } from "./run.ts";
import { ruleSetOf, type RuleSet } from "./rule-set.ts";
import { silenceOf, type Silence } from "./silence.ts";

/** Remembered by snapshot; in a changed file, the findings of each unchanged document are. */
export function reportFile(snapshot: Snapshot, path: string, rules: readonly Rule[]): FileReport {
  const known = reports(snapshot, rules);
  let report = known.get(path);
  if (!report) known.set(path, (report = makeReport(snapshot, path, rules)));
  return report;
}

const reports = memo2((_snapshot: Snapshot, _rules: readonly Rule[]) => new Map<string, FileReport>());

function makeReport(snapshot: Snapshot, path: string, rules: readonly Rule[]): FileReport {
  const file = snapshot.files.get(path) ?? { path, text: "", parts: [] };
  const kind = snapshot.kindOf(path);
  if (kind === "policy")
    return withFindings({
      ...empty,
      file,
      problems: snapshot.policyAt(path).problems.filter((problem) => problem.path === path),
    });
  if (kind !== "manifest")
    return withFindings({ ...empty, file, problems: kind === "other" && isMeant(file) ? syntaxProblems(file) : [] });

  const ruleSet = ruleSetOf(snapshot.settingsFor(path), rules, snapshot.config.schemas);
  const silence = silenceOf(snapshot, file);
  const unit = snapshot.unitFor(path);
  const isPatch = snapshot.isPatch(path);
  const parts: PartFindings[] = [];
  const crashes: Crash[] = [];
  for (const part of file.parts) {
    const last = lastLook(part.document);
    if (last.ruleSet !== ruleSet || last.unit !== unit || last.silence !== silence || last.isPatch !== isPatch) {
      const result = lintDocument(part.document, ruleSet, unit);
      const findings = silence.apply(part.document, isPatch ? present(result.findings) : result.findings);
      Object.assign(last, { ruleSet, unit, silence, isPatch, findings, crashes: result.crashes });
    }
    crashes.push(...last.crashes);
    parts.push({ part, findings: last.findings });
  }
  const problems = [...syntaxProblems(file), ...silence.problems].sort((a, b) => a.start - b.start);
  return withFindings({ file, parts, problems, crashes, incomplete: !unit.complete && ruleSet.cross.size > 0 });
}

/** What was said of a document last, and under which conditions: at every keystroke most documents are asked the same again. */
interface Look {
  ruleSet?: RuleSet;
  unit?: Unit;
  silence?: Silence;
  isPatch?: boolean;
  findings: readonly ShownFinding[];
  crashes: readonly Crash[];
}

const lastLook = memo((_document: YamlDocument): Look => ({ findings: [], crashes: [] }));

const empty = { parts: [], problems: [], crashes: [], incomplete: false };

function withFindings(report: Omit<FileReport, "findings">): FileReport {
  let findings: readonly FileFinding[] | undefined;
  return {
    ...report,
    get findings() {
      return (findings ??= report.parts.flatMap(({ part, findings: shown }) => shown.map((finding) => ({ ...finding, part }))));
    },
  };
}

/** Broken YAML that hides an object: a person would say what it is meant to be. */
function isMeant({ text }: SourceFile): boolean {
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}

/** In a patch, what is absent may well be elsewhere, and there is no room for further objects. */
const present = memo((findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ absent }) => !absent).map(withoutNewObjects),
);

function withoutNewObjects(finding: Finding): Finding {
  return finding.fixes.every(staysInside) ? finding : { ...finding, fixes: finding.fixes.filter(staysInside) };
}

function staysInside({ edits }: Fix): boolean {
  return edits.every(({ op }) => op !== "appendDocument");
}

function syntaxProblems(file: SourceFile): readonly FileProblem[] {
  return [...tooMany(file), ...documentProblems(file)];
}

function tooMany({ parts }: SourceFile): readonly FileProblem[] {
  const last = parts.at(-1);
  if (!last || parts.length < MOST_DOCUMENTS) return none;
  const message = `Only the first ${MOST_DOCUMENTS} documents of a file are read`;
  return [{ start: last.offset, end: last.offset + 3, severity: "error", message }];
}

function documentProblems(file: SourceFile): readonly FileProblem[] {
  return file.parts.flatMap(({ document, offset }) =>
    problemsOf(document).map(({ start, end, severity, message }) => ({
      start: start + offset,
      end: end + offset,
      severity,
      message,
    })),
  );
}

const none: readonly never[] = [];

/** A document that a template engine fills in is no YAML yet, so its syntax is not judged. */
const problemsOf = memo((document: YamlDocument) =>
  document.problems.length === 0 || isTemplate(document.text) ? none : document.problems,
);

function isTemplate(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}
