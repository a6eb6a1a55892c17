// All that is to be said of one file: findings after overrides and suppressions, and what could not be read.

import { memo, memo2 } from "../base/memo.ts";
import type { Part, SourceFile } from "../workspace/file.ts";
import type { Snapshot } from "../workspace/snapshot.ts";
import type { Unit } from "../workspace/unit.ts";
import type { YamlDocument } from "../yaml/tree.ts";
import type { FileFinding, FileProblem, FileReport, Finding } from "./finding.ts";
import { crossFindings, localFindings } from "./lint.ts";
import type { Rule } from "./rule.ts";
import type { Crash } from "./run.ts";
import { ruleSetOf, type RuleSet } from "./rule-set.ts";
import { silenceOf } from "./silence.ts";

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
  const nothing = { file, findings: [], problems: [], crashes: [], incomplete: false };
  if (kind === "policy") return { ...nothing, problems: snapshot.policyAt(path).problems.filter((problem) => problem.path === path) };
  if (kind !== "manifest") return nothing;

  const ruleSet = ruleSetOf(snapshot.settingsFor(path), rules);
  const silence = silenceOf(snapshot, file);
  const unit = snapshot.unitFor(path);
  const isPatch = snapshot.isPatch(path);
  const findings: FileFinding[] = [];
  const crashes: Crash[] = [];
  for (const part of file.parts)
    for (const { findings: found, crashes: crashed } of results(part, ruleSet, unit)) {
      crashes.push(...crashed);
      for (const finding of found) {
        const shown = isPatch && finding.absent ? undefined : silence.apply(part, finding);
        if (shown) findings.push(shown);
      }
    }
  return { ...nothing, findings: findings.sort(byPlace), problems: [...syntaxProblems(file), ...silence.problems].sort((a, b) => a.start - b.start), crashes, incomplete: !unit.complete && ruleSet.cross.size > 0 };
}

/** What depends on neighbours is not guessed while some of them were not read. */
function results({ document }: Part, ruleSet: RuleSet, unit: Unit) {
  const local = localFindings(document, ruleSet);
  return unit.complete && ruleSet.cross.size > 0 ? [local, crossFindings(document, ruleSet, unit)] : [local];
}

const rank = { error: 0, warning: 1, info: 2 };

function byPlace(a: FileFinding, b: FileFinding): number {
  return a.part.offset + a.finding.start - (b.part.offset + b.finding.start) || rank[a.severity] - rank[b.severity] || compare(a.finding, b.finding);
}

function compare(a: Finding, b: Finding): number {
  return a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}

function syntaxProblems(file: SourceFile): readonly FileProblem[] {
  return file.parts.flatMap(({ document, offset }) =>
    problemsOf(document).map(({ start, end, severity, message }) => ({ start: start + offset, end: end + offset, severity, message })),
  );
}

const none: readonly never[] = [];

/** A document that a template engine fills in is no YAML yet, so its syntax is not judged. */
const problemsOf = memo((document: YamlDocument) => (document.problems.length === 0 || isTemplate(document.text) ? none : document.problems));

function isTemplate(text: string): boolean {
  return text.includes("{{") || text.includes("{%");
}
